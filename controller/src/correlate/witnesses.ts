// What proves that a packet arrived although nobody saw it arrive: an echo reply with its
// sequence number, an acknowledgement that covers its bytes, a datagram that answers. A packet
// that was sent again is proven by nothing: the acknowledgement may be the second one's.

import type { PacketColumns } from '@hopscope/packet';
import { FlowNumbers, segmentsOf, type Segments } from './flows.ts';
import type { Joined } from './join.ts';
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

const SYN = 2;
const RST = 4;
const ACK = 16;
const ECHO_REQUEST = 8;

/** a is at or after b, in 32-bit serial arithmetic (RFC 1982). */
const atOrAfter = (a: number, b: number): boolean => ((a - b) | 0) >= 0;

interface Acks {
  readonly highest: Uint32Array;
  /** 1 = the flow has an acknowledgement at all. */
  readonly known: Uint8Array;
}

/**
 * Highest acknowledgement per flow that the other direction carried. A reset that a device of the
 * cloud made in the peer's name acknowledges what the peer never got.
 */
const highestAcks = (
  { flow, flags, ack }: Segments,
  flows: number,
  isMadeInside: (journey: number) => boolean,
): Acks => {
  const highest = new Uint32Array(flows);
  const known = new Uint8Array(flows);
  for (let j = 0; j < flow.length; j += 1) {
    const at = flow[j] ?? -1;
    if (at < 0 || ((flags[j] ?? 0) & ACK) === 0) continue;
    if (((flags[j] ?? 0) & RST) !== 0 && isMadeInside(j)) continue;
    if (known[at] === 0 || atOrAfter(ack[j] ?? 0, highest[at] ?? 0)) highest[at] = ack[j] ?? 0;
    known[at] = 1;
  }
  return { highest, known };
};

/** Journeys whose sequence numbers begin where another one's of the same flow do. */
const sentAgain = ({ flow, seq, length }: Segments, flows: number): Uint8Array => {
  const again = new Uint8Array(flow.length);
  // Mostly every segment begins where the one before ended: nothing is sent again then.
  const end = new Uint32Array(flows);
  const begun = new Uint8Array(flows);
  let inOrder = true;
  for (let j = 0; inOrder && j < flow.length; j += 1) {
    const at = flow[j] ?? -1;
    const taken = length[j] ?? 0;
    if (at < 0 || taken === 0) continue;
    if (begun[at] === 1 && !atOrAfter(seq[j] ?? 0, end[at] ?? 0)) inOrder = false;
    begun[at] = 1;
    end[at] = (seq[j] ?? 0) + taken;
  }
  if (inOrder) return again;
  const starts = new KeyTable(flow.length);
  for (let j = 0; j < flow.length; j += 1) {
    const at = flow[j] ?? -1;
    if (at < 0 || (length[j] ?? 0) === 0) continue;
    const known = starts.first(seq[j] ?? 0, at);
    if (known < 0) starts.add(seq[j] ?? 0, at, j, 0);
    else {
      again[j] = 1;
      again[starts.value(known)] = 1;
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

const tcpAnswers = (
  joined: Joined,
  other: Joined,
  isMadeInside: (journey: number) => boolean,
): Answers => {
  const answers = noAnswers(joined.count);
  const { witnessed, answered, opening, asking } = answers;
  const numbers = new FlowNumbers();
  const segments = segmentsOf(joined, numbers);
  const others = segmentsOf(other, numbers);
  const acks = highestAcks(others, numbers.count, isMadeInside);
  const again = sentAgain(segments, numbers.count);
  const { flow, seq, flags, length } = segments;
  for (let j = 0; j < joined.count; j += 1) {
    const at = flow[j] ?? -1;
    if (at < 0) continue;
    const mark = flags[j] ?? 0;
    const taken = length[j] ?? 0;
    const wants = taken > 0 && (mark & RST) === 0;
    opening[j] = (mark & (SYN | ACK)) === SYN ? 1 : 0;
    asking[j] = wants ? 1 : 0;
    if (acks.known[at] === 0) continue;
    if (!wants) answered[j] = 1;
    else if (atOrAfter(acks.highest[at] ?? 0, ((seq[j] ?? 0) + taken) >>> 0)) {
      answered[j] = 1;
      witnessed[j] = again[j] === 1 ? 0 : 1;
    }
  }
  return { ...answers, again };
};

/** Columns of the lane a journey was first seen at. */
const columnsOf = ({ lanes, firstLane }: Joined, j: number): PacketColumns | undefined =>
  lanes[firstLane[j] ?? 0]?.columns;

/** Row of the first sighting of a journey, -1 = none. */
const rowOf = ({ lanes, sighting, firstLane }: Joined, j: number): number =>
  sighting[j * lanes.length + (firstLane[j] ?? 0)] ?? -1;

/** Echo: the reply repeats identifier and sequence number. k-th with k-th where they repeat. */
const echoAnswers = (joined: Joined, other: Joined): Answers => {
  const answers = noAnswers(joined.count);
  const replies = new KeyTable(other.count);
  for (let j = 0; j < other.count; j += 1) {
    const row = rowOf(other, j);
    if (row >= 0) replies.add(other.port[j] ?? 0, columnsOf(other, j)?.seq[row] ?? 0, j, 0);
  }
  for (let j = 0; j < joined.count; j += 1) {
    const row = rowOf(joined, j);
    const columns = columnsOf(joined, j);
    if (row < 0 || columns === undefined) continue;
    // An echo reply needs no answer, and the request that caused it proves nothing about it.
    if (columns.tcpFlags[row] !== ECHO_REQUEST) {
      answers.answered[j] = 1;
      continue;
    }
    answers.asking[j] = 1;
    if (replies.first(joined.port[j] ?? 0, columns.seq[row] ?? 0) < 0) continue;
    answers.witnessed[j] = 1;
    answers.answered[j] = 1;
  }
  return answers;
};

/** Datagrams: answered in turn within a flow. That proves nothing about a single one. */
const datagramAnswers = (joined: Joined, other: Joined): Answers => {
  const answers = noAnswers(joined.count);
  answers.asking.fill(1);
  const numbers = new FlowNumbers();
  const flowOf = (of: Joined, j: number): number => {
    const row = rowOf(of, j);
    return row < 0 ? -1 : numbers.of(of.port[j] ?? 0, columnsOf(of, j)?.remotePort[row] ?? 0);
  };
  const left: number[] = [];
  for (let j = 0; j < other.count; j += 1) {
    const flow = flowOf(other, j);
    if (flow >= 0) left[flow] = (left[flow] ?? 0) + 1;
  }
  for (let j = 0; j < joined.count; j += 1) {
    const flow = flowOf(joined, j);
    const replies = left[flow] ?? 0;
    if (flow < 0 || replies === 0) continue;
    left[flow] = replies - 1;
    answers.answered[j] = 1;
  }
  return answers;
};

/** How the other direction answers the journeys of this one. `isMadeInside`: of the other one's. */
export const answersOf = (
  protocol: 'icmp' | 'tcp' | 'udp',
  joined: Joined,
  other: Joined,
  isMadeInside: (journey: number) => boolean = () => false,
): Answers => {
  if (protocol === 'tcp') return tcpAnswers(joined, other, isMadeInside);
  return protocol === 'icmp' ? echoAnswers(joined, other) : datagramAnswers(joined, other);
};
