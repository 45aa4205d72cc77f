// The lost packet for the walkers: what the capture kept of it; where nothing was kept, its
// addresses and ports from the flow and its MACs from what the points expect.

import { type Direction } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';
import { lostSample } from './sample.ts';
import { type WalkPacket } from './walk/packet.ts';

const expected = (file: CaseFile, direction: Direction): WalkPacket => {
  const { flow, points, neutron } = file.path;
  const forward = direction === 'forward';
  const end = points.find(({ role, direction: of }) => role === 'tap' && of === direction);
  const injected = file.recording.injected?.sourcePort ?? 0;
  const localPort = injected > 0 ? injected : null;
  const icmp = flow.protocol === 'icmp';
  return {
    protocol: flow.protocol,
    source: forward ? flow.localAddress : flow.remoteAddress,
    destination: forward ? flow.remoteAddress : flow.localAddress,
    sourceMac: forward ? flow.mac : (end?.expect.sourceMac ?? neutron.snatPort?.mac ?? null),
    destinationMac: forward
      ? (end?.expect.destinationMac ?? neutron.routerPort?.mac ?? null)
      : flow.mac,
    sourcePort: icmp ? null : forward ? localPort : flow.remotePort,
    destinationPort: icmp ? null : forward ? flow.remotePort : localPort,
    icmpType: icmp ? (forward ? 8 : 0) : null,
    icmpCode: icmp ? 0 : null,
  };
};

/**
 * The packet as it crosses the VM's port: forward as the VM sends it, reply as it should get it.
 */
export const lostPacket = (file: CaseFile, direction: Direction): WalkPacket => {
  const packet = expected(file, direction);
  const sample = lostSample(file);
  // Elsewhere the addresses may be translated and the frame may be another one.
  if (sample === null || file.place === null || sample.point !== file.place.from?.id) return packet;
  return {
    ...packet,
    source: sample.source,
    destination: sample.destination,
    sourceMac: sample.sourceMac,
    destinationMac: sample.destinationMac,
    sourcePort: sample.sourcePort ?? packet.sourcePort,
    destinationPort: sample.destinationPort ?? packet.destinationPort,
  };
};
