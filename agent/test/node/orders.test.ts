import { Wire } from '@hopscope/proto';
import test from 'ava';

import { HELLO, startNode } from './support/client.ts';
import { probe } from './support/frames.ts';
import { ICMP, setUp } from './support/set-up.ts';

const RENEW = { request: Wire.RenewRequest, response: Wire.RenewResponse };

test.serial('arm asked twice gives the same answer and opens nothing twice', async (t) => {
  const { pair, node, sender } = await setUp(t, 'idem');
  const request = {
    captures: [{ capture: 1, device: { netns: pair.b, device: pair.devB }, match: ICMP }],
  };
  const [first, second] = await Promise.all([node.arm(request), node.arm(request)]);
  t.deepEqual(second, first);
  t.deepEqual(await node.arm(request), first);
  sender.send(probe());
  const released = await node.release('t-1', 'o-1');
  t.is(released.captures?.[0]?.seen, 1);
  t.deepEqual(await node.release('t-1', 'o-1'), released);
});

test.serial('an order whose lease is not renewed ends by itself', async (t) => {
  const { pair, node, sender } = await setUp(t, 'lease');
  const device = { netns: pair.b, device: pair.devB };
  await node.arm({ leaseMs: 1_500, captures: [{ capture: 1, device, match: ICMP }] });
  sender.send(probe());
  await node.waitFor(({ event }) => (event?.code === 'LEASE_LOST' ? true : undefined));
  await t.throwsAsync(
    node.ask('renew', RENEW as never, { trace: 't-1', order: 'o-1', leaseMs: 400 }),
    { message: /has ended/ },
  );
  sender.send(probe());
  const released = await node.release('t-1', 'o-1');
  t.like(released.captures?.[0], { seen: 1, matched: 1, endedBy: 'lease' });
});

test.serial('a renewed lease keeps the order past its first end', async (t) => {
  const { pair, node, sender } = await setUp(t, 'renew');
  const device = { netns: pair.b, device: pair.devB };
  await node.arm({ leaseMs: 1_500, captures: [{ capture: 1, device, match: ICMP }] });
  const ends = performance.now() + 1_500;
  while (performance.now() < ends + 300) {
    const answer = await node.ask('renew', RENEW, {
      trace: 't-1',
      order: 'o-1',
      leaseMs: 1_500,
    });
    t.true((answer as { remainingMs: number }).remainingMs > 1_400);
  }
  sender.send(probe());
  const released = await node.release('t-1', 'o-1');
  t.like(released.captures?.[0], { matched: 1, endedBy: 'release' });
});

test.serial('no capture runs longer than its order may', async (t) => {
  const { pair, node } = await setUp(t, 'dur');
  const device = { netns: pair.b, device: pair.devB };
  await node.arm({ durationMaxMs: 300, captures: [{ capture: 1, device, match: ICMP }] });
  await node.waitFor(({ event }) => (event?.code === 'DURATION_REACHED' ? true : undefined));
  const released = await node.release('t-1', 'o-1');
  t.is(released.captures?.[0]?.endedBy, 'duration');
});

test.serial('parcels of two orders of one trace share one numbering', async (t) => {
  const { node } = await setUp(t, 'num');
  const evidence = [{ evidence: 1, reader: 'rules', phase: 'both' }];
  await node.arm({ order: 'o-1', evidence });
  await node.arm({ order: 'o-2', evidence });
  await node.release('t-1', 'o-1');
  const released = await node.release('t-1', 'o-2');
  t.is(released.lastSequence, 4);
  t.deepEqual(
    node.parcels.map(({ sequence }) => sequence),
    [1, 2, 3, 4],
  );
});

test.serial('an unknown order is refused by name', async (t) => {
  const node = await startNode();
  t.teardown(node.close);
  await t.throwsAsync(node.release('t-1', 'nosuch'), { message: /order nosuch of trace t-1/ });
  await t.throwsAsync(node.arm({ trace: '../x' }), { message: /not a trace name/ });
});

test.serial('a policy that forbids captures is held by this process too', async (t) => {
  const policy = { ...HELLO.policy, capture: false };
  const node = await startNode({ hello: { policy } });
  t.teardown(node.close);
  await t.throwsAsync(node.arm({ captures: [{ capture: 1 }] }), { message: /forbids captures/ });
});

test.serial('a shifted clock shifts every stamp', async (t) => {
  const clockShift = {
    offsetUs: 3_600_000_000,
    driftPpm: 0,
    stepUs: 0,
    stepAtSec: 0,
    originMs: Date.now(),
  };
  const { pair, node, sender } = await setUp(t, 'clk', { hello: { clockShift } });
  const device = { netns: pair.b, device: pair.devB };
  const armed = await node.arm({ captures: [{ capture: 1, device, match: ICMP }] });
  sender.send(probe());
  const released = await node.release('t-1', 'o-1');
  const stamps = [
    armed.armedAt?.sec,
    released.stoppedAt?.sec,
    released.captures?.[0]?.stoppedAt?.sec,
    ...node.parcels.flatMap(({ sightings }) =>
      sightings ? Buffer.from(sightings.sec ?? []).readUInt32LE() : [],
    ),
  ];
  t.is(stamps.length, 4);
  const hours = stamps.map((sec) => Math.round((sec! - Date.now() / 1000) / 3600));
  t.deepEqual(hours, [1, 1, 1, 1]);
});

test.serial('a step of the clock during an order is an event', async (t) => {
  const clockShift = {
    offsetUs: 0,
    driftPpm: 200,
    stepUs: -250_000,
    stepAtSec: 1,
    originMs: Date.now(),
  };
  const node = await startNode({ hello: { clockShift } });
  t.teardown(node.close);
  await node.arm({});
  const event = await node.waitFor(({ event }) =>
    event?.code === 'CLOCK_STEP' ? event : undefined,
  );
  const step = Number(/stepped by (-?[\d.]+) ms/.exec(event.message ?? '')?.[1]);
  t.true(Math.abs(step + 250) < 3, event.message ?? '');
  await node.release('t-1', 'o-1');
  t.is(node.parcels.filter(({ event }) => event?.code === 'CLOCK_STEP').length, 1);
});
