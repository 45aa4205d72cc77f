// Frames to send, and what a client got back, frame by frame.

import { buildProbeFrame } from '@hopscope/packet';
import type { ProbeFrame } from '@hopscope/packet';
import type { hopscope } from '@hopscope/proto';

export const A_MAC = '02:00:00:00:0a:01';
export const B_MAC = '02:00:00:00:0b:02';

/** An icmp echo from 10.9.0.1 to 10.9.0.2 unless said otherwise. */
export const probe = (over: Partial<ProbeFrame> = {}): Uint8Array =>
  buildProbeFrame({
    protocol: 'icmp',
    sourceMac: A_MAC,
    destinationMac: B_MAC,
    source: '10.9.0.1',
    destination: '10.9.0.2',
    sourcePort: 77,
    destinationPort: 0,
    sequence: 1,
    ipId: 1,
    ttl: 64,
    dontFragment: false,
    payload: new Uint8Array(32).fill(0x61),
    ...over,
  });

/** The frame with an 802.1Q tag. */
export const tagged = (frame: Uint8Array, vlan: number): Uint8Array =>
  Buffer.concat([
    frame.subarray(0, 12),
    Buffer.of(0x81, 0, vlan >> 8, vlan & 0xff),
    frame.subarray(12),
  ]);

export interface SeenFrame {
  readonly capture: number;
  readonly side: 'in' | 'out';
  readonly sec: number;
  readonly nsec: number;
  readonly originalBytes: number;
  readonly bytes: Buffer;
}

const u32 = (column: Uint8Array | null | undefined, at: number): number =>
  Buffer.from(column ?? []).readUInt32LE(at * 4);

const framesOf = (sightings: hopscope.v1.ISightings): SeenFrame[] => {
  let from = 0;
  return Array.from({ length: sightings.count ?? 0 }, (_, at) => {
    const length = Buffer.from(sightings.capturedBytes ?? []).readUInt16LE(at * 2);
    const bytes = Buffer.from(sightings.frames ?? []).subarray(from, from + length);
    from += length;
    return {
      capture: sightings.capture ?? 0,
      side: sightings.side?.[at] === 1 ? 'out' : 'in',
      sec: u32(sightings.sec, at),
      nsec: u32(sightings.nsec, at),
      originalBytes: u32(sightings.originalBytes, at),
      bytes,
    };
  });
};

/** Every frame of every sightings parcel, in order of arrival. */
export const seenFrames = (parcels: readonly hopscope.v1.Parcel[]): SeenFrame[] =>
  parcels.flatMap(({ sightings }) => (sightings ? framesOf(sightings) : []));
