// What proves that a packet arrived although nobody saw it arrive: an echo reply with its
// sequence number, an acknowledgement that covers its bytes, a datagram that answers. A packet
// that was sent again is proven by nothing: the acknowledgement may be the second one's.

import type { Joined } from './join.ts';
import type { FlowLane } from './lanes.ts';
import { KeyTable } from './key-table.ts';

export interface Answers {
  /** 1 = proven to have arrived at the far end. */
  readonly witnessed: Uint8Array;
  /** 1 = answered, or needing no answer in a flow that has answers. */
  readonly answered: Uint8Array;
  /** 1 = its sequence numbers were sent more than once. */
  readonly again: Uint8Array;
  /** 1 = opens a TCP connection. */
  readonly opening: Uint8Array;
  /** 1 = wants an answer: a bare acknowledgement, a reset and an echo reply do not. */
  readonly asking: Uint8Array;
}

interface Head {
  readonly lane: FlowLane | undefined;
  readonly row: number;
}

/** Columns and row of the first sighting of a journey. */
const headOf = ({ lanes, sighting, firstLane }: Joined, journey: number): Head => {
  const lane = firstLane[journey] ?? 0;
  return { lane: lanes[lane], row: sighting[journey * lanes.length + lane] ?? -1 };
};

const SYN = 2;
const FIN = 1;
const RST = 4;
const ACK = 16;
const ECHO_REQUEST = 8;

/** Sequence numbers a segment takes up (RFC 9293): payload, and one for SYN and FIN each. */
const sequenceLength = (flags: number, payload: number): number =>
  payload + ((flags & SYN) === 0 ? 0 : 1) + ((flags & FIN) === 0 ? 0 : 1);

/** a is at or after b, in 32-bit serial arithmetic (RFC 1982). */
const atOrAfter = (a: number, b: number): boolean => ((a - b) | 0) >= 0;

const flowName = (head: Head, port: number): number =>
  port * 0x10000 + (head.lane?.columns.remotePort[head.row] ?? 0);

/** Highest acknowledgement per flow that the other direction carried. */
const highestAcks = (other: Joined): Map<number, number> => {
  const acks = new Map<number, number>();
  for (let j = 0; j < other.count; j += 1) {
    const head = headOf(other, j);
    const columns = head.lane?.columns;
    if (columns === undefined || ((columns.tcpFlags[head.row] ?? 0) & ACK) === 0) continue;
    const flow = flowName(head, other.port[j] ?? 0);
    const ack = columns.ack[head.row] ?? 0;
    const before = acks.get(flow);
    if (before === undefined || atOrAfter(ack, before)) acks.set(flow, ack);
  }
  return acks;
};

/** Journeys whose interval starts where another one's of the same flow does. */
const sentAgain = (joined: Joined): Uint8Array => {
  const again = new Uint8Array(joined.count);
  const starts = new KeyTable(joined.count);
  for (let j = 0; j < joined.count; j += 1) {
    const head = headOf(joined, j);
    const columns = head.lane?.columns;
    if (columns === undefined) continue;
    const flags = columns.tcpFlags[head.row] ?? 0;
    if (sequenceLength(flags, columns.payloadBytes[head.row] ?? 0) === 0) continue;
    const seq = columns.seq[head.row] ?? 0;
    const port = joined.port[j] ?? 0;
    const at = starts.first(seq, port);
    if (at < 0) starts.add(seq, port, j, 0);
    else {
      again[j] = 1;
      again[starts.value(at)] = 1;
    }
  }
  return again;
};

const noAnswers = (count: number): Answers => ({
  witnessed: new Uint8Array(count),
  answered: new Uint8Array(count),
  again: new Uint8Array(count),
  opening: new Uint8Array(count),
  asking: new Uint8Array(count),
});

const tcpAnswers = (joined: Joined, other: Joined): Answers => {
  const { witnessed, answered, opening, asking } = noAnswers(joined.count);
  const acks = highestAcks(other);
  const again = sentAgain(joined);
  for (let j = 0; j < joined.count; j += 1) {
    const head = headOf(joined, j);
    const columns = head.lane?.columns;
    const ack = acks.get(flowName(head, joined.port[j] ?? 0));
    if (columns === undefined) continue;
    const flags = columns.tcpFlags[head.row] ?? 0;
    opening[j] = (flags & (SYN | ACK)) === SYN ? 1 : 0;
    const length = sequenceLength(flags, columns.payloadBytes[head.row] ?? 0);
    asking[j] = length === 0 || (flags & RST) !== 0 ? 0 : 1;
    if (ack === undefined) continue;
    if (asking[j] === 0) answered[j] = 1;
    else if (atOrAfter(ack, ((columns.seq[head.row] ?? 0) + length) >>> 0)) {
      answered[j] = 1;
      witnessed[j] = again[j] === 1 ? 0 : 1;
    }
  }
  return { witnessed, answered, again, opening, asking };
};

/** Echo: the reply repeats identifier and sequence number. k-th with k-th where they repeat. */
const echoAnswers = (joined: Joined, other: Joined): Answers => {
  const answers = noAnswers(joined.count);
  const replies = new KeyTable(other.count);
  for (let j = 0; j < other.count; j += 1) {
    const head = headOf(other, j);
    replies.add(other.port[j] ?? 0, head.lane?.columns.seq[head.row] ?? 0, j, 0);
  }
  for (let j = 0; j < joined.count; j += 1) {
    const head = headOf(joined, j);
    const columns = head.lane?.columns;
    // An echo reply needs no answer, and the request that caused it proves nothing about it.
    if (columns?.tcpFlags[head.row] !== ECHO_REQUEST) {
      answers.answered[j] = 1;
      continue;
    }
    answers.asking[j] = 1;
    if (replies.first(joined.port[j] ?? 0, columns.seq[head.row] ?? 0) >= 0) {
      answers.witnessed[j] = 1;
      answers.answered[j] = 1;
    }
  }
  return answers;
};

/** Datagrams: answered in turn within a flow. That proves nothing about a single one. */
const datagramAnswers = (joined: Joined, other: Joined): Answers => {
  const left = new Map<number, number>();
  for (let j = 0; j < other.count; j += 1) {
    const flow = flowName(headOf(other, j), other.port[j] ?? 0);
    left.set(flow, (left.get(flow) ?? 0) + 1);
  }
  const answers = noAnswers(joined.count);
  answers.asking.fill(1);
  for (let j = 0; j < joined.count; j += 1) {
    const flow = flowName(headOf(joined, j), joined.port[j] ?? 0);
    const replies = left.get(flow) ?? 0;
    if (replies === 0) continue;
    left.set(flow, replies - 1);
    answers.answered[j] = 1;
  }
  return answers;
};

/** How the other direction answers the journeys of this one. */
export const answersOf = (
  protocol: 'icmp' | 'tcp' | 'udp',
  joined: Joined,
  other: Joined,
): Answers => {
  if (protocol === 'tcp') return tcpAnswers(joined, other);
  return protocol === 'icmp' ? echoAnswers(joined, other) : datagramAnswers(joined, other);
};
