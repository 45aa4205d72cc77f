// Which packets want an answer: what "N of M answered" counts. Segments of one flow each, made by
// hand: the guest that is asked for nothing answers SYN+ACK with a reset.

import { allocateColumns } from '@hopscope/packet';
import test from 'ava';
import type { Joined } from '../../src/correlate/join.ts';
import { answersOf } from '../../src/correlate/witnesses.ts';

const [SYN, RST, ACK] = [2, 4, 16];
const REMOTE_PORT = 80;

interface Segment {
  readonly port: number;
  readonly flags: number;
  readonly seq: number;
  readonly ack?: number;
  readonly bytes?: number;
}

/** The segments as journeys that one point saw. */
const joined = (segments: readonly Segment[]): Joined => {
  const columns = allocateColumns(segments.length);
  for (const [row, { flags, seq, ack = 0, bytes = 0 }] of segments.entries()) {
    columns.remotePort[row] = REMOTE_PORT;
    columns.tcpFlags[row] = flags;
    columns.seq[row] = seq;
    columns.ack[row] = ack;
    columns.payloadBytes[row] = bytes;
  }
  const ports = Int32Array.from(segments, ({ port }) => port);
  return {
    lanes: [{ columns, ports }],
    count: segments.length,
    sighting: Int32Array.from(segments.keys()),
    port: ports,
    firstLane: new Uint8Array(segments.length),
    unit: null,
  } as unknown as Joined;
};

const probes = Array.from({ length: 3 }, (_, index) => ({ port: 61_000 + index, seq: 7 * index }));

test('a SYN wants an answer, the reset of a guest that was asked for nothing does not', (t) => {
  const syns = probes.map((probe) => ({ ...probe, flags: SYN }));
  const resets = probes.map(({ port, seq }) => ({ port, seq: seq + 1, flags: RST }));
  const replies = probes.map(({ port, seq }) => ({
    port,
    seq: 900,
    ack: seq + 1,
    flags: SYN | ACK,
  }));
  const { asking, answered } = answersOf('tcp', joined([...syns, ...resets]), joined(replies));
  t.deepEqual([...asking], [1, 1, 1, 0, 0, 0]);
  t.deepEqual([...answered], [1, 1, 1, 1, 1, 1]);
});

test('a bare acknowledgement wants no answer, data does, answered or not', (t) => {
  const [port, seq] = [40_000, 1];
  const sent = [
    { port, seq, flags: ACK, bytes: 100 },
    { port, seq: 101, flags: ACK },
    { port, seq: 101, flags: ACK, bytes: 50 },
  ];
  const { asking, answered } = answersOf(
    'tcp',
    joined(sent),
    joined([{ port, seq: 5, ack: 101, flags: ACK }]),
  );
  t.deepEqual([...asking], [1, 0, 1]);
  t.deepEqual([...answered], [1, 1, 0]);
});

test('every datagram wants an answer', (t) => {
  const sent = joined([
    { port: 1, seq: 0, flags: 0 },
    { port: 2, seq: 0, flags: 0 },
  ]);
  const { asking, answered } = answersOf('udp', sent, joined([{ port: 2, seq: 0, flags: 0 }]));
  t.deepEqual(
    [[...asking], [...answered]],
    [
      [1, 1],
      [0, 1],
    ],
  );
});

test("a reset made inside the cloud answers nothing; the peer's own does", (t) => {
  const syns = probes.map((probe) => ({ ...probe, flags: SYN }));
  const resets = probes.map(({ port, seq }) => ({ port, seq: 0, ack: seq + 1, flags: RST | ACK }));
  const ends = (isInside: boolean) => {
    const { answered, witnessed } = answersOf('tcp', joined(syns), joined(resets), () => isInside);
    return [[...answered], [...witnessed]];
  };
  t.deepEqual(ends(true), [
    [0, 0, 0],
    [0, 0, 0],
  ]);
  t.deepEqual(ends(false), [
    [1, 1, 1],
    [1, 1, 1],
  ]);
});
