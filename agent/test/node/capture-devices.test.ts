import test from 'ava';

import { eventCodes } from './support/client.ts';
import { probe, seenFrames } from './support/frames.ts';
import { openSender } from './support/sender.ts';
import { ICMP, setUp } from './support/set-up.ts';

const isEvent =
  (code: string) =>
  ({ event }: { event?: { code?: string | null } | null }): true | undefined =>
    event?.code === code ? true : undefined;

test.serial('a device deleted under a capture is an event, and the counts stay', async (t) => {
  const { network, pair, node, sender } = await setUp(t, 'del');
  const device = { netns: pair.b, device: pair.devB };
  await node.arm({ captures: [{ capture: 7, device, match: ICMP }] });
  sender.send(probe());
  await node.waitFor(({ sightings }) => sightings ?? undefined);
  network.sh('ip', '-n', pair.b, 'link', 'del', pair.devB);
  const gone = await node.waitFor(({ event }) =>
    event?.code === 'DEVICE_GONE' ? event : undefined,
  );
  t.is(gone.capture, 7);
  const released = await node.release('t-1', 'o-1');
  t.like(released.captures?.[0], { seen: 1, matched: 1, droppedByAgent: 0, endedBy: 'device' });
});

test.serial('a device moved to another namespace is gone from this one', async (t) => {
  const { network, pair, node } = await setUp(t, 'mov');
  const device = { netns: pair.b, device: pair.devB };
  await node.arm({ captures: [{ capture: 1, device, match: ICMP }] });
  network.sh('ip', '-n', pair.b, 'link', 'set', pair.devB, 'netns', pair.a);
  await node.waitFor(isEvent('DEVICE_GONE'));
  const released = await node.release('t-1', 'o-1');
  t.is(released.captures?.[0]?.endedBy, 'device');
});

test.serial('a device that goes down and up again is captured on', async (t) => {
  const { network, pair, node } = await setUp(t, 'dwn');
  const device = { netns: pair.b, device: pair.devB };
  await node.arm({ captures: [{ capture: 1, device, match: ICMP }] });
  network.sh('ip', '-n', pair.b, 'link', 'set', pair.devB, 'down');
  await node.waitFor(isEvent('DEVICE_DOWN'));
  network.sh('ip', '-n', pair.b, 'link', 'set', pair.devB, 'up');
  await node.waitFor(isEvent('DEVICE_UP'));
  const sender = openSender(pair.a, pair.devA);
  t.teardown(sender.close);
  sender.send(probe({ ipId: 99 }));
  const released = await node.release('t-1', 'o-1');
  t.like(released.captures?.[0], { seen: 1, matched: 1, endedBy: 'release' });
});

test.serial('a device that is down when armed is captured once it is up', async (t) => {
  const { network, pair, node } = await setUp(t, 'low');
  network.sh('ip', '-n', pair.b, 'link', 'set', pair.devB, 'down');
  const device = { netns: pair.b, device: pair.devB };
  const armed = await node.arm({ captures: [{ capture: 1, device, match: ICMP }] });
  t.is(armed.captures?.[0]?.failure, null);
  await node.waitFor(isEvent('DEVICE_DOWN'));
  network.sh('ip', '-n', pair.b, 'link', 'set', pair.devB, 'up');
  await node.waitFor(isEvent('DEVICE_UP'));
  const sender = openSender(pair.a, pair.devA);
  t.teardown(sender.close);
  sender.send(probe());
  const released = await node.release('t-1', 'o-1');
  t.is(released.captures?.[0]?.matched, 1);
});

test.serial('a renamed device is told, and captured on', async (t) => {
  const { network, pair, node, sender } = await setUp(t, 'ren');
  const device = { netns: pair.b, device: pair.devB };
  await node.arm({ captures: [{ capture: 1, device, match: ICMP }] });
  // This kernel renames devices that are up.
  network.sh('ip', '-n', pair.b, 'link', 'set', pair.devB, 'name', 'other0');
  const event = await node.waitFor(({ event }) =>
    event?.code === 'DEVICE_RENAMED' ? event : undefined,
  );
  t.regex(event.message ?? '', /vb is called other0 now/);
  sender.send(probe());
  const released = await node.release('t-1', 'o-1');
  t.is(released.captures?.[0]?.matched, 1);
  t.is(eventCodes(node).filter((code) => code === 'DEVICE_RENAMED').length, 1);
});

test.serial('a promiscuous capture on a bridge sees what only passes through it', async (t) => {
  const { network, pair, node } = await setUp(t, 'prm');
  const middle = network.netns('prmm');
  network.sh('ip', '-n', middle, 'link', 'add', 'br0', 'type', 'bridge');
  network.sh('ip', '-n', middle, 'link', 'set', 'br0', 'up');
  for (const [end, port] of [
    [pair.a, 'p0'],
    [pair.b, 'p1'],
  ] as const) {
    network.veth(middle, port, end, 'eth0');
    network.sh('ip', '-n', middle, 'link', 'set', port, 'master', 'br0');
  }
  const sender = openSender(pair.a, 'eth0');
  t.teardown(sender.close);
  // The bridge must know where B is, or it floods, and a flooded frame is not for others only.
  const teacher = openSender(pair.b, 'eth0');
  t.teardown(teacher.close);
  const back = { sourceMac: '02:00:00:00:0b:02', destinationMac: '02:00:00:00:0a:01' };
  teacher.send(probe({ ...back, source: '10.9.0.3', destination: '10.9.0.4' }));
  const device = { netns: middle, device: 'br0' };
  const seen = async (order: string, promiscuous: boolean): Promise<unknown> => {
    await node.arm({ order, captures: [{ capture: 1, device, match: ICMP, promiscuous }] });
    sender.send(probe());
    return (await node.release('t-1', order)).captures?.[0]?.matched;
  };
  t.is(await seen('o-1', false), 0);
  t.is(await seen('o-2', true), 1);
  t.deepEqual(
    seenFrames(node.parcels).map(({ side }) => side),
    ['in'],
  );
});
