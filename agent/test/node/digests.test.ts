import test from 'ava';

import { captureColumns, digestFault, KIND, SAMPLED, sampledOf, summarise } from '@hopscope/packet';
import type { DigestBatch, FrameColumns, PacketColumns } from '@hopscope/packet';
import { Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import { openDigestRate } from '../../src/node/capture/digest-rate.ts';
import { openSampling } from '../../src/node/capture/sampling.ts';
import { probe, seenFrames } from './support/frames.ts';
import { setUp } from './support/set-up.ts';

const UDP = { protocol: 'udp', remote: '10.9.0.2', remotePort: 53, locals: ['10.9.0.1'] };

const CONTEXT = {
  baseSec: 1_700_000_000,
  remote: 0x0a090002,
  locals: [0x0a090001],
  protocol: 'udp' as const,
  remotePort: 53,
  vnis: [],
};

const datagram = (number: number): Uint8Array =>
  probe({
    protocol: 'udp',
    destinationPort: 53,
    sourcePort: 40_000 + (number % 5),
    ipId: number + 1,
    payload: new Uint8Array(20).fill(number),
  });

const framesOf = (parcels: readonly hopscope.v1.Parcel[], capture: number): FrameColumns => {
  const frames = seenFrames(parcels).filter((frame) => frame.capture === capture);
  let at = 0;
  return {
    count: frames.length,
    sec: Uint32Array.from(frames, ({ sec }) => sec),
    nsec: Uint32Array.from(frames, ({ nsec }) => nsec),
    side: Uint8Array.from(frames, ({ side }) => (side === 'out' ? 1 : 0)),
    originalBytes: Uint32Array.from(frames, ({ originalBytes }) => originalBytes),
    capturedBytes: Uint32Array.from(frames, ({ bytes }) => bytes.length),
    offset: Uint32Array.from(frames, ({ bytes }) => (at += bytes.length) - bytes.length),
    bytes: new Uint8Array(Buffer.concat(frames.map(({ bytes }) => bytes))),
  };
};

const digestsOf = (parcels: readonly hopscope.v1.Parcel[], capture: number): DigestBatch[] =>
  parcels.flatMap(({ digests }) =>
    digests?.capture === capture
      ? [
          {
            count: digests.count ?? 0,
            baseSec: digests.baseSec ?? 0,
            rows: digests.rows ?? new Uint8Array(0),
            heads: digests.heads ?? new Uint8Array(0),
            sampleShift: digests.sampleShift ?? 0,
          },
        ]
      : [],
  );

const columnsOf = (parcels: readonly hopscope.v1.Parcel[], capture: number): PacketColumns =>
  captureColumns(framesOf(parcels, capture), digestsOf(parcels, capture), CONTEXT);

const countsOf = (released: hopscope.v1.ReleaseResponse, capture: number) =>
  released.captures?.find((one) => one.capture === capture);

const keysOf = ({ count, keyHi, keyLo }: PacketColumns): string[] =>
  Array.from({ length: count }, (_, row) => `${keyHi[row]} ${keyLo[row]}`);

test.serial('beyond the first frames packets come as digests, with the same columns', async (t) => {
  const { pair, node, sender } = await setUp(t, 'dig');
  const device = { netns: pair.b, device: pair.devB };
  const order = { device, match: UDP, snapBytes: 128 };
  const [raw, mixed] = [
    { capture: 1, ...order },
    { capture: 2, ...order, rawFrames: 7 },
  ];
  await node.arm({ captures: [raw, mixed] });
  for (let number = 0; number < 60; number += 1) sender.send(datagram(number));
  const released = await node.release('t-1', 'o-1');
  t.like(countsOf(released, 1), { seen: 60, matched: 60, digested: 0 });
  t.like(countsOf(released, 2), { seen: 60, matched: 60, digested: 53, droppedByAgent: 0 });
  t.is(framesOf(node.parcels, 2).count, 7);
  const batches = digestsOf(node.parcels, 2);
  t.true(batches.length > 0 && batches.every((batch) => digestFault(batch) === ''));
  const { timeNs: mixedNs, ...mixedColumns } = columnsOf(node.parcels, 2);
  const { timeNs: rawNs, ...rawColumns } = summarise(framesOf(node.parcels, 1), CONTEXT);
  t.deepEqual(mixedColumns, rawColumns);
  // Where nobody has the kernel stamp packets as they come, each ring stamps its own copy.
  t.true(mixedNs.every((ns, row) => Math.abs(ns - (rawNs[row] ?? Number.NaN)) < 10e6));
});

test.serial('an ICMP error about the flow stays raw among digests', async (t) => {
  const { pair, node, sender } = await setUp(t, 'err');
  const device = { netns: pair.b, device: pair.devB };
  await node.arm({ captures: [{ capture: 1, device, match: UDP, snapBytes: 128, rawFrames: 1 }] });
  const quoted = datagram(9).subarray(14);
  const error = probe({ payload: quoted, source: '10.9.0.7', destination: '10.9.0.1' });
  // destination unreachable, made of an echo: type 3, code 1; the identifier becomes unused bytes
  error.set([3, 1, 0, 0, 0, 0, 0, 0], 34);
  for (let number = 0; number < 5; number += 1) sender.send(datagram(number));
  sender.send(error);
  const released = await node.release('t-1', 'o-1');
  t.like(countsOf(released, 1), { seen: 6, matched: 6, digested: 4 });
  const frames = framesOf(node.parcels, 1);
  const { kind, count } = summarise(frames, CONTEXT);
  t.is(count, 2);
  t.is(kind[1]! & KIND.icmpError, KIND.icmpError);
});

test.serial(
  'a sample takes the same packets at every point, and the rest is counted',
  async (t) => {
    const { pair, node, sender } = await setUp(t, 'smp');
    const capture = (number: number, netns: string, device: string) => ({
      capture: number,
      device: { netns, device },
      match: UDP,
      snapBytes: 128,
      rawFrames: 10 * number,
    });
    await node.arm({
      sampleShift: 2,
      captures: [capture(1, pair.a, pair.devA), capture(2, pair.b, pair.devB)],
    });
    for (let number = 0; number < 400; number += 1) sender.send(datagram(number));
    const released = await node.release('t-1', 'o-1');
    for (const number of [1, 2]) {
      const counts = countsOf(released, number);
      t.is(counts?.seen, 400);
      t.is((counts?.matched ?? 0) + (counts?.sampledOut ?? 0), 400);
      t.true((counts?.sampledOut ?? 0) > 200 && (counts?.digested ?? 0) > 40);
      t.true(digestsOf(node.parcels, number).every(({ sampleShift }) => sampleShift === 2));
    }
    const sampled = [1, 2].map((number) => {
      const columns = columnsOf(node.parcels, number);
      return keysOf(columns).filter((_, row) => sampledOf(columns, row, 'udp', 2) === SAMPLED.in);
    });
    t.deepEqual(sampled[0], sampled[1]);
  },
);

test.serial(
  'a renewal makes the sample coarser, never finer, and says what is in force',
  async (t) => {
    const { pair, node, sender } = await setUp(t, 'ren');
    const device = { netns: pair.b, device: pair.devB };
    const renew = async (sampleShift: number): Promise<number | null | undefined> => {
      const codec = { request: Wire.RenewRequest, response: Wire.RenewResponse };
      const answer = await node.ask('renew', codec as never, {
        trace: 't-1',
        order: 'o-1',
        leaseMs: 20_000,
        sampleShift,
      });
      return (answer as hopscope.v1.IRenewResponse).sampleShift;
    };
    await node.arm({ captures: [{ capture: 1, device, match: UDP, rawFrames: 1 }] });
    t.is(await renew(0), 0);
    t.is(await renew(12), 12);
    t.is(await renew(3), 12);
    for (let number = 0; number < 50; number += 1) sender.send(datagram(number));
    const released = await node.release('t-1', 'o-1');
    t.true((countsOf(released, 1)?.sampledOut ?? 0) > 40);
    t.true(node.parcels.some(({ event }) => event?.code === 'SAMPLED'));
  },
);

test.serial('a capture of digests ends at its cap as one of frames does', async (t) => {
  const { pair, node, sender } = await setUp(t, 'cap');
  const device = { netns: pair.b, device: pair.devB };
  const captures = [{ capture: 1, device, match: UDP, rawFrames: 2, packetsMax: 6 }];
  await node.arm({ captures });
  for (let number = 0; number < 9; number += 1) sender.send(datagram(number));
  await node.waitFor(({ event }) => (event?.code === 'CAP_REACHED' ? event : undefined));
  const released = await node.release('t-1', 'o-1');
  const counts = { seen: 9, matched: 6, digested: 4, droppedByAgent: 3, endedBy: 'packets' };
  t.like(countsOf(released, 1), counts);
});

test('too many digests a second make the sample coarser by what is too much', (t) => {
  let now = 0;
  const rate = openDigestRate(1000, () => now);
  const raised: number[] = [];
  const busy = openSampling(0, (shift) => raised.push(shift));
  const idle = openSampling(0, () => t.fail('an order without digests is left alone'));
  let digested = 0;
  const capture = { counts: () => ({ digested }) as never };
  rate.join(capture, busy);
  rate.join({ counts: () => ({ digested: 0 }) as never }, idle);
  const second = (digests: number): void => {
    now += 1000;
    digested += digests;
    rate.look();
  };
  second(1000);
  t.deepEqual(raised, []);
  second(5000);
  t.deepEqual(raised, [3]);
  second(1000);
  t.deepEqual(raised, [3]);
  second(1001);
  t.deepEqual(raised, [3, 4]);
  rate.leave(capture);
  second(9000);
  t.deepEqual(raised, [3, 4]);
});
