import test from 'ava';

import { eventually } from './support/eventually.ts';
import { probe, seenFrames } from './support/frames.ts';
import { sendPaced } from './support/sender.ts';
import { ICMP, setUp } from './support/set-up.ts';

const CAP_REACHED = ({ event }: { event?: { code?: string | null } | null }) =>
  event?.code === 'CAP_REACHED' ? event : undefined;

test.serial('at the cap of packets a capture ends, says so, and counts the rest', async (t) => {
  const { pair, node, sender } = await setUp(t, 'pkt');
  const device = { netns: pair.b, device: pair.devB };
  await node.arm({ captures: [{ capture: 1, device, match: ICMP, packetsMax: 5 }] });
  for (let sent = 0; sent < 8; sent += 1) sender.send(probe({ ipId: sent + 1 }));
  await node.waitFor(CAP_REACHED);
  const released = await node.release('t-1', 'o-1');
  t.like(released.captures?.[0], {
    seen: 8,
    matched: 5,
    droppedByKernel: 0,
    droppedByAgent: 3,
    endedBy: 'packets',
  });
  t.is(seenFrames(node.parcels).length, 5);
});

test.serial('at the cap of bytes a capture ends too', async (t) => {
  const { pair, node, sender } = await setUp(t, 'byt');
  const device = { netns: pair.b, device: pair.devB };
  await node.arm({ captures: [{ capture: 1, device, match: ICMP, bytesMax: 100, snapBytes: 60 }] });
  for (let sent = 0; sent < 4; sent += 1) sender.send(probe({ ipId: sent + 1 }));
  await node.waitFor(CAP_REACHED);
  const released = await node.release('t-1', 'o-1');
  t.like(released.captures?.[0], { seen: 4, matched: 2, droppedByAgent: 2, endedBy: 'bytes' });
});

test.serial('the limit on rings is named when one capture too many is asked for', async (t) => {
  const { pair, node } = await setUp(t, 'rng', { hello: { ringMiBMax: 4 } });
  const device = { netns: pair.b, device: pair.devB };
  const capture = (number: number) => ({ capture: number, device, match: ICMP });
  const armed = await node.arm({ captures: [capture(1), capture(2), capture(3)] });
  t.deepEqual(
    armed.captures?.map(({ failure }) => failure?.code ?? ''),
    ['', '', 'LIMIT_REACHED'],
  );
  t.regex(armed.captures?.[2]?.failure?.message ?? '', /2 captures hold the 4194304 bytes/);
  await node.release('t-1', 'o-1');
  const again = await node.arm({ order: 'o-2', captures: [capture(1), capture(2)] });
  t.true(
    again.captures?.every(({ failure }) => failure === null),
    'rings are given back',
  );
});

test.serial('rings are used again and again without growing', async (t) => {
  const { network, pair, node, sender } = await setUp(t, 'use');
  const device = { netns: pair.b, device: pair.devB };
  for (let round = 0; round < 40; round += 1) {
    const order = `o-${round}`;
    await node.arm({ order, captures: [{ capture: 1, device, match: ICMP }] });
    sender.send(probe({ ipId: round + 1 }));
    const released = await node.release('t-1', order);
    t.is(released.captures?.[0]?.matched, 1);
  }
  const ids = seenFrames(node.parcels).map(({ bytes }) => bytes.readUInt16BE(18));
  t.deepEqual(
    ids,
    Array.from({ length: 40 }, (_, index) => index + 1),
  );
  const sockets = (): string[] =>
    network.inside(pair.b, 'cat', '/proc/net/packet').trim().split('\n').slice(1);
  t.true(await eventually(() => sockets().length === 0), 'the kernel has every socket back');
});

test.serial('what the kernel drops is counted: a stopped reader, a full ring', async (t) => {
  const { pair, node, sender } = await setUp(t, 'krn');
  const device = { netns: pair.b, device: pair.devB };
  await node.arm({ captures: [{ capture: 1, device, match: ICMP, snapBytes: 2048 }] });
  node.process.kill('SIGSTOP');
  const frame = probe({ payload: new Uint8Array(1400) });
  const sent = 4_000;
  for (let index = 0; index < sent; index += 1) sender.send(frame);
  node.process.kill('SIGCONT');
  const released = await node.release('t-1', 'o-1');
  const counts = released.captures[0]!;
  t.is(counts.seen, sent);
  t.true((counts.droppedByKernel ?? 0) > 0);
  t.is(counts.matched! + counts.droppedByKernel! + counts.droppedByAgent!, sent);
  t.is(seenFrames(node.parcels).length, counts.matched!);
});

test.serial(
  'a channel that is not read costs sightings, counted, and never their numbers',
  async (t) => {
    const { pair, node, sender } = await setUp(t, 'chn');
    const device = { netns: pair.b, device: pair.devB };
    await node.arm({
      captures: [{ capture: 1, device, match: ICMP, snapBytes: 2048, bytesMax: 64 * 1024 * 1024 }],
    });
    node.channel.pause();
    const frame = probe({ payload: new Uint8Array(1400) });
    const sent = 12_000;
    await sendPaced(sender, frame, sent);
    node.channel.resume();
    const released = await node.release('t-1', 'o-1');
    const counts = released.captures[0]!;
    t.is(counts.seen, sent);
    t.true((counts.droppedByAgent ?? 0) > 0, 'the channel holds 8 MiB, 17 MB were sent');
    t.is(counts.matched! + counts.droppedByKernel! + counts.droppedByAgent!, sent);
    t.is(seenFrames(node.parcels).length, counts.matched!);
    t.deepEqual(
      node.parcels.map(({ sequence }) => sequence),
      node.parcels.map((_, index) => index + 1),
    );
  },
);
