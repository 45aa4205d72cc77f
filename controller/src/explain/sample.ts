// The headers of a packet that was really lost, at the last point that saw it. A capture is proof
// of what a VM sends; what the API expects it to send is not.

import { decodeFrame, formatIpv4, formatMac, innermost, outermost } from '@hopscope/packet';
import { type CaseFile } from './case-file.ts';

export interface LostSample {
  readonly point: string;
  readonly sourceMac: string;
  readonly destinationMac: string;
  readonly source: string;
  readonly destination: string;
  /** Where the outer header goes; null when the packet was not encapsulated. */
  readonly tunnelTo: string | null;
  /** MAC that the outer frame goes to; null likewise. */
  readonly tunnelMac: string | null;
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
  /** Identifier of an echo; null for anything else. */
  readonly icmpId: number | null;
  /** Total length of the IP packet, in bytes. */
  readonly bytes: number;
  readonly dontFragment: boolean;
}

const frameOf = (file: CaseFile, point: string, index: number): Uint8Array | null => {
  const node = file.path.points.find(({ id }) => id === point)?.node;
  const plan = file.recording.plan.nodes
    .find(({ node: name }) => name === node)
    ?.captures.find(({ points }) => points.includes(point));
  const frames = file.recording.captures.find(
    (one) => one.node === node && one.capture === plan?.capture,
  )?.frames;
  if (frames === undefined || index < 0 || index >= frames.count) return null;
  const at = frames.offset[index] ?? 0;
  return frames.bytes.subarray(at, at + (frames.capturedBytes[index] ?? 0));
};

const sampleOf = (point: string, frame: Uint8Array): LostSample | null => {
  const decoded = decodeFrame(frame);
  const ethernet = innermost(decoded, 'ethernet');
  const ipv4 = innermost(decoded, 'ipv4');
  if (ethernet === null || ipv4 === null) return null;
  const outer = outermost(decoded, 'ipv4');
  const isInner = outer !== null && outer !== ipv4;
  const frameTo = outermost(decoded, 'ethernet')?.destination;
  const transport = innermost(decoded, 'tcp') ?? innermost(decoded, 'udp');
  return {
    point,
    sourceMac: formatMac(ethernet.source),
    destinationMac: formatMac(ethernet.destination),
    source: formatIpv4(ipv4.source),
    destination: formatIpv4(ipv4.destination),
    tunnelTo: isInner ? formatIpv4(outer.destination) : null,
    tunnelMac: isInner && frameTo !== undefined ? formatMac(frameTo) : null,
    sourcePort: transport?.sourcePort ?? null,
    destinationPort: transport?.destinationPort ?? null,
    icmpId: innermost(decoded, 'icmp')?.id ?? null,
    bytes: ipv4.totalLength,
    dontFragment: ipv4.dontFragment,
  };
};

/** One kept packet by its point and frame; null when it was not kept or cannot be decoded. */
export const sampleAt = (file: CaseFile, point: string, frame: number): LostSample | null => {
  const bytes = frameOf(file, point, frame);
  return bytes === null ? null : sampleOf(point, bytes);
};

/** Packets of that many bytes cross every network that is in use (RFC 8200: its own minimum). */
export const MTU_EVERYWHERE = 1280;

/** The first lost packet that can be decoded; null when none was kept. */
export const lostSample = (file: CaseFile): LostSample | null => {
  for (const { point, frame } of file.localisation.lostSamples) {
    const sample = sampleAt(file, point, frame);
    if (sample !== null) return sample;
  }
  return null;
};

/** All decodable samples: sizes tell an MTU black hole. */
export const lostSamples = (file: CaseFile): LostSample[] =>
  file.localisation.lostSamples.flatMap(({ point, frame }) => {
    const sample = sampleAt(file, point, frame);
    return sample === null ? [] : [sample];
  });
