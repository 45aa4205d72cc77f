// The lost packet as it is at one point of its path: its addresses there, before or after
// translation, and the MACs of the frame that carries it there.

import { type Point } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';
import { lostPacket } from './lost-packet.ts';
import { lostSample } from './sample.ts';
import { type WalkPacket } from './walk/packet.ts';

/** The same packet with another address of the VM's side: '' when nobody knows it. */
export const withLocal = (
  packet: WalkPacket,
  direction: Point['direction'],
  address: string,
): WalkPacket =>
  direction === 'forward' ? { ...packet, source: address } : { ...packet, destination: address };

/** Where translation lies between, the VM's port may be another one, which nobody knows. */
const withoutLocalPort = (packet: WalkPacket, direction: Point['direction']): WalkPacket =>
  direction === 'forward' ? { ...packet, sourcePort: null } : { ...packet, destinationPort: null };

export const packetAt = (file: CaseFile, point: Point): WalkPacket => {
  const { direction, expect } = point;
  const packet = lostPacket(file, direction);
  const from = file.place?.from ?? null;
  const isSeen = from !== null && lostSample(file)?.point === from.id;
  // What was captured there is what it was.
  if (isSeen && from.id === point.id) return packet;
  const known = isSeen ? from.expect.localAddress : file.path.flow.localAddress;
  const here = {
    ...withLocal(packet, direction, expect.localAddress),
    sourceMac: expect.sourceMac,
    destinationMac: expect.destinationMac,
  };
  return known === expect.localAddress ? here : withoutLocalPort(here, direction);
};
