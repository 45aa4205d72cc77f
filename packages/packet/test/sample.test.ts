import fc from 'fast-check';
import test from 'ava';

import { allocateColumns, KIND, SAMPLED, sampledOf } from '../src/mod.ts';
import type { PacketColumns } from '../src/mod.ts';

type Fields = Partial<
  Record<'kind' | 'tcpFlags' | 'payloadBytes' | 'seq' | 'ack' | 'ipId' | 'keyHi' | 'keyLo', number>
>;

const columnsOf = (rows: readonly Fields[]): PacketColumns => {
  const out = allocateColumns(rows.length);
  rows.forEach((row, index) => {
    out.kind[index] = KIND.flow;
    for (const [name, value] of Object.entries(row)) out[name as 'seq'][index] = value;
  });
  return out;
};

const SYN = 2;
const ACK = 16;
const shifts = fc.integer({ min: 1, max: 6 });
const sequence = fc.nat(0xffff_ffff);

const one = (row: Fields, protocol: 'icmp' | 'tcp' | 'udp', shift: number): number =>
  sampledOf(columnsOf([row]), 0, protocol, shift);

const segment = fc.record({
  seq: sequence,
  ack: sequence,
  payloadBytes: fc.nat(65_000),
  tcpFlags: fc.nat(63),
  ipId: fc.nat(0xffff),
  keyHi: sequence,
  keyLo: sequence,
});

test('what a higher rate leaves in, every lower one does too', (t) => {
  const protocols = fc.constantFrom('icmp', 'tcp', 'udp');
  fc.assert(
    fc.property(segment, protocols, shifts, (row, protocol, shift) => {
      const more = one(row, protocol, shift);
      const less = one(row, protocol, shift - 1);
      t.true(more === SAMPLED.out || less !== SAMPLED.out);
      t.true(more !== SAMPLED.in || less === SAMPLED.in);
    }),
  );
});

test('about 1 of 2^shift is in, of each protocol', (t) => {
  const count = 20_000;
  for (const shift of [1, 3, 5]) {
    const rows = columnsOf(
      Array.from({ length: count }, (_, index) => ({
        seq: Math.imul(index, 0x9e3779b1) >>> 0,
        ipId: index & 0xffff,
        payloadBytes: 1000,
        tcpFlags: ACK,
      })),
    );
    for (const protocol of ['icmp', 'tcp', 'udp'] as const) {
      let taken = 0;
      for (let row = 0; row < count; row += 1)
        if (sampledOf(rows, row, protocol, shift) === SAMPLED.in) taken += 1;
      const expected = count / 2 ** shift;
      t.true(Math.abs(taken - expected) < expected * 0.25, `${protocol} ${shift}: ${taken}`);
    }
  }
});

test('a packet sent again is chosen as the first one was, whatever its identification', (t) => {
  fc.assert(
    fc.property(segment, segment, shifts, (row, other, shift) => {
      const again = { ...row, ipId: other.ipId, keyHi: other.keyHi, keyLo: other.keyLo };
      t.is(one(again, 'tcp', shift), one(row, 'tcp', shift));
    }),
  );
});

test('a super-packet that is in finds all its segments, and a segment its super-packet', (t) => {
  const cuts = fc.array(fc.integer({ min: 1, max: 1448 }), { minLength: 2, maxLength: 40 });
  // near the edge of a block more often than chance would have it
  const start = fc.oneof(
    sequence,
    fc
      .tuple(fc.nat(4095), fc.integer({ min: -40_000, max: 10 }))
      .map(([block, offset]) => (block * 2 ** 20 + offset) >>> 0),
  );
  fc.assert(
    fc.property(start, cuts, shifts, (seq, lengths, shift) => {
      const whole = lengths.reduce((sum, length) => sum + length, 0);
      const data = { tcpFlags: ACK };
      const large = one({ ...data, seq, payloadBytes: whole }, 'tcp', shift);
      let at = seq;
      for (const payloadBytes of lengths) {
        const small = one({ ...data, seq: at, payloadBytes }, 'tcp', shift);
        if (large === SAMPLED.in) t.is(small, SAMPLED.in);
        if (small === SAMPLED.in) t.not(large, SAMPLED.out);
        at = (at + payloadBytes) >>> 0;
      }
    }),
    { numRuns: 500 },
  );
});

test('an answer is chosen with what it answers', (t) => {
  fc.assert(
    fc.property(sequence, sequence, shifts, (seq, ack, shift) => {
      const syn = one({ seq, tcpFlags: SYN }, 'tcp', shift);
      // one sequence number further may lie in the next block
      if (seq >>> 20 === ((seq + 1) >>> 0) >>> 20) {
        const answer = { seq: ack, ack: (seq + 1) >>> 0, tcpFlags: SYN | ACK };
        t.is(one(answer, 'tcp', shift), syn);
        t.is(one({ ack: (seq + 1) >>> 0, tcpFlags: 4 | ACK }, 'tcp', shift), syn, 'a refusal');
      }
      const echo = { seq: seq & 0xffff };
      t.is(
        one({ ...echo, tcpFlags: 0, ipId: 7 }, 'icmp', shift),
        one({ ...echo, tcpFlags: 8 }, 'icmp', shift),
      );
    }),
  );
});

test('the parts of a datagram are chosen as the whole is', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 0xffff }), sequence, shifts, (ipId, key, shift) => {
      const whole = one({ ipId, keyHi: key }, 'udp', shift);
      const part = KIND.flow | KIND.fragment | KIND.laterFragment;
      t.is(one({ ipId, keyHi: ~key >>> 0, kind: part }, 'udp', shift), whole);
    }),
  );
});

test('ICMP errors and ARP are always in; without sampling everything is', (t) => {
  for (let seq = 0; seq < 100; seq += 1) {
    t.is(one({ kind: KIND.arp, seq }, 'tcp', 6), SAMPLED.in);
    t.is(one({ kind: KIND.icmpError, ipId: seq }, 'udp', 6), SAMPLED.in);
    t.is(one({ seq }, 'icmp', 0), SAMPLED.in);
  }
});
