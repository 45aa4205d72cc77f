// NAT pairs inferred from packets alone, where conntrack has no word: an outside port belongs to
// the local port whose packets have the same keys, seen right before the translation (forward)
// or right after it (reply). A pair is believed on three different keys, or on one key that also
// agrees in the checksum residual, and only while nothing contradicts it. Where offload made other
// packets of the same bytes, the bytes vote: same acknowledgement, overlapping sequence numbers.

import { KIND } from '@hopscope/packet';
import type { FlowLane } from './lanes.ts';
import { KeyTable } from './key-table.ts';
import { UNKNOWN_PORT } from './port.ts';

const KEYS_ENOUGH = 3;
/** Votes taken per outside port: more agreement adds nothing. */
const VOTES_MAX = 64;
/** Rows of one acknowledgement and 64 KiB of sequence numbers that are looked at. */
const NEIGHBOURS_MAX = 128;
/** A packet is on the other side of its router within this time. */
const TRANSIT_MAX_NS = 1e9;
/** Both lanes are on one node; stamps of its two devices may still be taken out of order. */
const STAMP_NOISE_NS = 1e6;

export interface InferredPort {
  readonly localPort: number;
  readonly keys: number;
}

export interface Inference {
  /** Outside port → local port. */
  readonly ports: ReadonlyMap<number, InferredPort>;
  /** Outside ports that fit, but not for certain, or that contradict each other. */
  readonly unresolved: number;
}

/** The lanes on both sides of the translation in one direction; undefined = not captured. */
export interface Boundary {
  readonly inner: FlowLane | undefined;
  readonly outer: FlowLane | undefined;
}

interface Votes {
  /** Local port → number of agreeing packets, and whether one alone is enough. */
  readonly byLocalPort: Map<number, { keys: number; enough: boolean }>;
  taken: number;
}

/** Inner rows by key, and those with payload by acknowledgement and 64 KiB of sequence. */
interface InnerIndex {
  readonly lane: FlowLane;
  readonly byKey: KeyTable;
  readonly byBytes: KeyTable;
}

const indexOf = (lane: FlowLane): InnerIndex => {
  const { columns, rows, ports } = lane;
  const byKey = new KeyTable(rows.length);
  const byBytes = new KeyTable(rows.length);
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] ?? 0;
    byKey.add(columns.keyHi[row] ?? 0, columns.keyLo[row] ?? 0, i, ports[i] ?? 0);
    const ack = columns.ack[row] ?? 0;
    if (ack === 0 || (columns.payloadBytes[row] ?? 0) === 0) continue;
    byBytes.add(ack, (columns.seq[row] ?? 0) >>> 16, i, ports[i] ?? 0);
  }
  return { lane, byKey, byBytes };
};

const isInTime = (direction: 1 | -1, outerNs: number, innerNs: number): boolean => {
  const delay = direction * (outerNs - innerNs);
  return delay >= -STAMP_NOISE_NS && delay <= TRANSIT_MAX_NS;
};

const cast = (votes: Votes, localPort: number, isEnough: boolean): void => {
  const count = votes.byLocalPort.get(localPort) ?? { keys: 0, enough: false };
  count.keys += 1;
  count.enough ||= isEnough;
  votes.byLocalPort.set(localPort, count);
  votes.taken += 1;
};

/** Votes of inner packets with the same key; false when there is none. */
const voteByKey = (
  votes: Votes,
  { columns }: FlowLane,
  row: number,
  { lane, byKey }: InnerIndex,
  direction: 1 | -1,
): boolean => {
  const hi = columns.keyHi[row] ?? 0;
  const lo = columns.keyLo[row] ?? 0;
  const residual = columns.residual[row] ?? 0;
  const isStrong = ((columns.kind[row] ?? 0) & (KIND.weak | KIND.cut)) === 0;
  let found = false;
  for (let at = byKey.first(hi, lo); at >= 0; at = byKey.next(at, hi, lo)) {
    const innerRow = lane.rows[byKey.value(at)] ?? 0;
    const innerNs = lane.columns.timeNs[innerRow] ?? 0;
    if (!isInTime(direction, columns.timeNs[row] ?? 0, innerNs)) continue;
    const innerResidual = lane.columns.residual[innerRow] ?? 0;
    // Both known and different: not the same packet, whatever the key says.
    if (residual !== 0 && innerResidual !== 0 && residual !== innerResidual) continue;
    const isEqual = residual !== 0 && residual === innerResidual;
    cast(votes, byKey.tag(at), isEqual || (isStrong && (columns.seq[row] ?? 0) > 0xffff));
    found = true;
  }
  return found;
};

/** Votes of inner packets that share bytes of the stream with the row. */
const voteByBytes = (
  votes: Votes,
  { columns }: FlowLane,
  row: number,
  { lane, byBytes }: InnerIndex,
  direction: 1 | -1,
): void => {
  const ack = columns.ack[row] ?? 0;
  const bytes = columns.payloadBytes[row] ?? 0;
  const seq = columns.seq[row] ?? 0;
  if (ack === 0 || bytes === 0) return;
  for (const block of [seq >>> 16, ((seq >>> 16) - 1) & 0xffff]) {
    let at = byBytes.first(ack, block);
    for (let looked = 0; at >= 0 && looked < NEIGHBOURS_MAX; looked += 1) {
      const innerRow = lane.rows[byBytes.value(at)] ?? 0;
      const ahead = (seq - (lane.columns.seq[innerRow] ?? 0)) | 0;
      const overlaps = ahead < (lane.columns.payloadBytes[innerRow] ?? 0) && -ahead < bytes;
      const innerNs = lane.columns.timeNs[innerRow] ?? 0;
      if (overlaps && isInTime(direction, columns.timeNs[row] ?? 0, innerNs)) {
        cast(votes, byBytes.tag(at), false);
        return;
      }
      at = byBytes.next(at, ack, block);
    }
  }
};

const vote = (
  votes: Map<number, Votes>,
  outer: FlowLane,
  inner: FlowLane,
  direction: 1 | -1,
): void => {
  const index = indexOf(inner);
  const { rows, ports } = outer;
  for (let i = 0; i < rows.length; i += 1) {
    const mark = ports[i] ?? 0;
    if (mark > UNKNOWN_PORT) continue;
    const port = UNKNOWN_PORT - mark;
    let entry = votes.get(port);
    if (entry === undefined) votes.set(port, (entry = { byLocalPort: new Map(), taken: 0 }));
    if (entry.taken >= VOTES_MAX) continue;
    const row = rows[i] ?? 0;
    if (!voteByKey(entry, outer, row, index, direction)) {
      voteByBytes(entry, outer, row, index, direction);
    }
  }
};

/** Outside port → local port, for the marks that takeOuterPorts left. */
export const inferPorts = (forward: Boundary, reply: Boundary): Inference => {
  const votes = new Map<number, Votes>();
  if (forward.inner && forward.outer) vote(votes, forward.outer, forward.inner, 1);
  if (reply.inner && reply.outer) vote(votes, reply.outer, reply.inner, -1);
  const claims = new Map<number, number[]>();
  const ports = new Map<number, InferredPort>();
  let unresolved = 0;
  for (const [port, { byLocalPort }] of votes) {
    const [only, ...others] = byLocalPort;
    if (only === undefined) continue;
    const [localPort, { keys, enough }] = only;
    if (others.length > 0 || (keys < KEYS_ENOUGH && !enough)) unresolved += 1;
    else {
      ports.set(port, { localPort, keys });
      claims.set(localPort, [...(claims.get(localPort) ?? []), port]);
    }
  }
  // Two outside ports of one local port: equal packets of another VM. Nobody can say which.
  for (const rivals of claims.values()) {
    if (rivals.length < 2) continue;
    unresolved += rivals.length;
    for (const port of rivals) ports.delete(port);
  }
  return { ports, unresolved };
};
