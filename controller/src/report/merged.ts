// merged.pcapng: the packets of the traced flow at every point of the path in one file for
// Wireshark: one interface per point, one clock, a comment per packet.

import { PcapngWriter } from '@hopscope/pcapng';
import type { Correlation } from '../correlate/journeys.ts';
import type { Localisation } from '../localise/finding.ts';
import type { Point } from '../resolve/path.ts';
import type { Recording } from '../run/recording.ts';
import { capturesByPoint } from './captures.ts';
import { mergedEntries } from './merged-entries.ts';

const NS = 1_000_000_000;

/** `node/netns/device side`, `-` for the node's own namespace. */
const interfaceName = ({ node, netns, device, side }: Point): string =>
  `${node}/${netns === '' ? '-' : netns}/${device} ${side}`;

/** Interfaces by point id: points of one side of one device, in both directions, share one. */
const addInterfaces = (writer: PcapngWriter, recording: Recording): Map<string, number> => {
  const captures = capturesByPoint(recording);
  const byName = new Map<string, number>();
  const byPoint = new Map<string, number>();
  for (const point of recording.path.points) {
    const name = interfaceName(point);
    const filter = captures.get(point.id)?.filter ?? '';
    const index =
      byName.get(name) ?? writer.addInterface({ name, description: point.role, filter });
    byName.set(name, index);
    byPoint.set(point.id, index);
  }
  return byPoint;
};

/** The bytes of merged.pcapng. */
export const mergeFrames = (
  recording: Recording,
  correlation: Correlation,
  localisation: Localisation,
): Uint8Array<ArrayBuffer> => {
  const { trace, path, baseSec } = recording;
  const { serverName, remoteAddress, protocol } = path.flow;
  const writer = new PcapngWriter({
    application: 'hopscope',
    comments: [
      `trace ${trace}: ${serverName} -> ${remoteAddress} ${protocol}`,
      localisation.status,
    ],
  });
  const interfaces = addInterfaces(writer, recording);
  for (const { timeNs, point, capture, frame, comment } of mergedEntries(
    recording,
    correlation,
    localisation,
  )) {
    const { frames } = capture;
    const seconds = Math.floor(timeNs / NS);
    const packet = {
      sec: baseSec + seconds,
      nsec: Math.min(NS - 1, Math.round(timeNs - seconds * NS)),
      side: frames.side[frame] ?? 0,
      originalBytes: frames.originalBytes[frame] ?? 0,
      comment,
    };
    const offset = frames.offset[frame] ?? 0;
    const length = frames.capturedBytes[frame] ?? 0;
    writer.addPacket(interfaces.get(point) ?? 0, packet, frames.bytes, offset, length);
  }
  return writer.finish();
};
