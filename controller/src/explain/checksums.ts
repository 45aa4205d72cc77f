// Transport checksums of captured packets, on the receiving side of a wire only: on a sending side
// the card fills them in later, and a wrong one there means nothing. A field that holds only the
// pseudo-header (the kernel's CHECKSUM_PARTIAL) is no fault either.

import {
  type DecodedFrame,
  decodeFrame,
  foldSum,
  type FrameColumns,
  innermost,
  isPartial,
  outermost,
  pseudoHeaderSum,
  sumWords,
} from '@hopscope/packet';
import { type Point } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';

export interface ChecksumCount {
  readonly point: Point;
  /** Packets captured whole, whose checksum could be computed. */
  readonly checked: number;
  readonly wrong: number;
}

/** Enough to tell a broken path from a broken packet. */
const FRAMES_MAX = 256;
const IN_SIDE = 0;

type Transport = NonNullable<ReturnType<typeof innermost<'tcp' | 'udp' | 'icmp'>>>;
type Ipv4 = NonNullable<ReturnType<typeof innermost<'ipv4'>>>;

/** True or false, or null when the packet is not whole, a fragment, or carries no checksum. */
const isRight = (frame: Uint8Array, decoded: DecodedFrame): boolean | null => {
  const outer = outermost(decoded, 'ipv4');
  const around = outermost(decoded, 'udp');
  const ipv4 = innermost(decoded, 'ipv4');
  const layer =
    innermost(decoded, 'tcp') ?? innermost(decoded, 'udp') ?? innermost(decoded, 'icmp');
  // Whoever takes it out of the tunnel looks at the outer one first.
  const isOuterWrong =
    outer !== ipv4 && outer !== null && around !== null && isWhole(frame, outer, around) === false;
  if (isOuterWrong) return false;
  return ipv4 === null || layer === null ? null : isWhole(frame, ipv4, layer);
};

const isWhole = (frame: Uint8Array, ipv4: Ipv4, layer: Transport): boolean | null => {
  if (layer.at < ipv4.at) return null;
  if (ipv4.fragmentOffset > 0 || ipv4.moreFragments) return null;
  const end = ipv4.at + ipv4.totalLength;
  if (end > frame.length) return null;
  const length = end - layer.at;
  if (layer.kind === 'icmp') return foldSum(sumWords(frame, layer.at, end)) === 0xffff;
  if (layer.kind === 'udp' && layer.checksum === 0) return null;
  const { source, destination, protocol } = ipv4;
  const pseudo = pseudoHeaderSum(source, destination, protocol, length);
  if (isPartial(layer.checksum, pseudo)) return null;
  return foldSum(sumWords(frame, layer.at, end) + pseudo) === 0xffff;
};

const countOf = (point: Point, frames: FrameColumns): ChecksumCount => {
  let [checked, wrong] = [0, 0];
  for (let row = 0; row < frames.count && checked < FRAMES_MAX; row += 1) {
    if (frames.side[row] !== IN_SIDE) continue;
    const at = frames.offset[row] ?? 0;
    const frame = frames.bytes.subarray(at, at + (frames.capturedBytes[row] ?? 0));
    const right = isRight(frame, decodeFrame(frame));
    if (right === null) continue;
    checked += 1;
    if (!right) wrong += 1;
  }
  return { point, checked, wrong };
};

const WIRES = new Set(['tunnel-nic', 'provider-nic', 'ext-nic']);

/** Checksums at every point of the loss's direction where packets came in from a wire. */
export const wireChecksums = (file: CaseFile): ChecksumCount[] =>
  file.path.points
    .filter(
      ({ role, side, direction }) =>
        WIRES.has(role) && side === 'in' && direction === file.place?.direction,
    )
    .flatMap((point) => {
      const plan = file.recording.plan.nodes
        .find(({ node }) => node === point.node)
        ?.captures.find(({ points }) => points.includes(point.id));
      const capture = file.recording.captures.find(
        (one) => one.node === point.node && one.capture === plan?.capture,
      );
      return capture === undefined ? [] : [countOf(point, capture.frames)];
    });
