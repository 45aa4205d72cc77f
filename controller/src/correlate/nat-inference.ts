// NAT pairs inferred from packets alone, where conntrack has no word: an outside port belongs to
// the local port whose packets have the same keys, seen right before the translation (forward)
// or right after it (reply). A pair is believed on three different keys, or on one key that also
// agrees in the checksum residual, and only while nothing contradicts it.

import { KIND } from '@hopscope/packet';
import type { FlowLane } from './lanes.ts';
import { KeyTable } from './key-table.ts';
import { UNKNOWN_PORT } from './port.ts';

const KEYS_ENOUGH = 3;
/** Rows looked at per outside port: more agreement adds nothing. */
const ROWS_PER_PORT = 64;
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
  /** Local port → number of different keys, and whether one agreed in its residual. */
  readonly byLocalPort: Map<number, { keys: number; residual: boolean }>;
  rows: number;
}

const innerKeys = ({ columns, rows, ports }: FlowLane): KeyTable => {
  const table = new KeyTable(rows.length);
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] ?? 0;
    table.add(columns.keyHi[row] ?? 0, columns.keyLo[row] ?? 0, i, ports[i] ?? 0);
  }
  return table;
};

const vote = (
  votes: Map<number, Votes>,
  outer: FlowLane,
  inner: FlowLane,
  direction: 1 | -1,
): void => {
  const table = innerKeys(inner);
  const { columns, rows, ports } = outer;
  for (let i = 0; i < rows.length; i += 1) {
    const mark = ports[i] ?? 0;
    if (mark > UNKNOWN_PORT) continue;
    const row = rows[i] ?? 0;
    const port = UNKNOWN_PORT - mark;
    let entry = votes.get(port);
    if (entry === undefined) votes.set(port, (entry = { byLocalPort: new Map(), rows: 0 }));
    entry.rows += 1;
    if (entry.rows > ROWS_PER_PORT) continue;
    const hi = columns.keyHi[row] ?? 0;
    const lo = columns.keyLo[row] ?? 0;
    for (let at = table.first(hi, lo); at >= 0; at = table.next(at, hi, lo)) {
      const innerRow = inner.rows[table.value(at)] ?? 0;
      const delay =
        direction * ((columns.timeNs[row] ?? 0) - (inner.columns.timeNs[innerRow] ?? 0));
      if (delay < -STAMP_NOISE_NS || delay > TRANSIT_MAX_NS) continue;
      const localPort = table.tag(at);
      const count = entry.byLocalPort.get(localPort) ?? { keys: 0, residual: false };
      const residual = columns.residual[row] ?? 0;
      const innerResidual = inner.columns.residual[innerRow] ?? 0;
      // Both known and different: not the same packet, whatever the key says.
      if (residual !== 0 && innerResidual !== 0 && residual !== innerResidual) continue;
      count.keys += 1;
      count.residual ||= residual !== 0 && residual === innerResidual;
      const strong = ((columns.kind[row] ?? 0) & (KIND.weak | KIND.cut)) === 0;
      count.residual ||= strong && (columns.seq[row] ?? 0) > 0xffff;
      entry.byLocalPort.set(localPort, count);
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
    const [localPort, { keys, residual }] = only;
    if (others.length > 0 || (keys < KEYS_ENOUGH && !residual)) unresolved += 1;
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
