import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

import test from 'ava';

import { startNode } from './support/client.ts';
import { probe, seenFrames, tagged } from './support/frames.ts';
import { openNetwork } from './support/network.ts';
import { openSender } from './support/sender.ts';
import { ICMP, setUp } from './support/set-up.ts';

test.serial('a capture sees every packet of the flow once, with its side', async (t) => {
  const { network, pair, node } = await setUp(t, 'one');
  const device = { netns: pair.a, device: pair.devA };
  const armed = await node.arm({ captures: [{ capture: 1, device, match: ICMP, snapBytes: 128 }] });
  t.is(armed.captures?.[0]?.failure, null);
  const [link] = JSON.parse(network.inside(pair.a, 'ip', '-j', 'link', 'show', pair.devA));
  t.is(armed.captures?.[0]?.ifindex, link.ifindex);
  network.inside(pair.a, 'ping', '-c', '5', '-i', '0.01', '10.9.0.2');
  const released = await node.release('t-1', 'o-1');
  t.like(released.captures?.[0], {
    seen: 10,
    matched: 10,
    droppedByKernel: 0,
    droppedByAgent: 0,
    endedBy: 'release',
  });
  const sides = seenFrames(node.parcels).map(({ side }) => side);
  t.deepEqual(sides, Array.from({ length: 5 }, () => ['out', 'in']).flat());
  t.deepEqual(
    node.parcels.map(({ sequence }) => sequence),
    Array.from({ length: released.lastSequence ?? 0 }, (_, index) => index + 1),
  );
});

test.serial(
  'frames arrive whole up to the snap length, with their length on the wire',
  async (t) => {
    const { pair, node, sender } = await setUp(t, 'snap');
    const device = { netns: pair.b, device: pair.devB };
    await node.arm({ captures: [{ capture: 3, device, match: ICMP, snapBytes: 80 }] });
    const short = probe({ payload: new Uint8Array(10).fill(1), ipId: 1 });
    const long = probe({ payload: new Uint8Array(900).fill(2), ipId: 2 });
    sender.send(short);
    sender.send(long);
    const before = Date.now() / 1000;
    await node.release('t-1', 'o-1');
    const [first, second] = seenFrames(node.parcels);
    t.deepEqual(new Uint8Array(first!.bytes), new Uint8Array(short));
    t.deepEqual(new Uint8Array(second!.bytes), new Uint8Array(long.subarray(0, 80)));
    t.is(first!.originalBytes, short.length);
    t.is(second!.originalBytes, long.length);
    t.true(Math.abs(first!.sec + first!.nsec / 1e9 - before) < 1);
  },
);

test.serial('what the flow does not own is never seen', async (t) => {
  const { pair, node, sender } = await setUp(t, 'foreign');
  const device = { netns: pair.b, device: pair.devB };
  const match = { protocol: 'udp', remote: '10.9.0.2', remotePort: 53, locals: ['10.9.0.1'] };
  await node.arm({ captures: [{ capture: 1, device, match, snapBytes: 128 }] });
  const udp = { protocol: 'udp', destinationPort: 53 } as const;
  sender.send(probe({ ...udp, destinationPort: 54 }));
  sender.send(probe({ ...udp, source: '10.9.0.3' }));
  sender.send(probe({ ...udp, destination: '10.9.0.4' }));
  sender.send(probe({ protocol: 'tcp', destinationPort: 53 }));
  sender.send(probe());
  sender.send(probe({ ...udp, ipId: 4711 }));
  const released = await node.release('t-1', 'o-1');
  t.is(released.captures?.[0]?.seen, 1);
  t.deepEqual(
    seenFrames(node.parcels).map(({ bytes }) => bytes.readUInt16BE(18)),
    [4711],
  );
});

test.serial('a VLAN tag is seen where the kernel hides it and where not', async (t) => {
  const { pair, node, sender } = await setUp(t, 'vlan');
  await node.arm({
    captures: [
      { capture: 1, device: { netns: pair.a, device: pair.devA }, match: ICMP, snapBytes: 128 },
      { capture: 2, device: { netns: pair.b, device: pair.devB }, match: ICMP, snapBytes: 128 },
    ],
  });
  const frame = tagged(probe(), 100);
  sender.send(frame);
  const released = await node.release('t-1', 'o-1');
  t.deepEqual(
    released.captures?.map(({ seen }) => seen),
    [1, 1],
  );
  const seen = seenFrames(node.parcels);
  for (const [capture, side] of [
    [1, 'out'],
    [2, 'in'],
  ] as const) {
    const one = seen.find((candidate) => candidate.capture === capture);
    t.is(one?.side, side);
    t.is(one?.originalBytes, frame.length);
    t.deepEqual(new Uint8Array(one!.bytes), new Uint8Array(frame));
  }
});

test.serial('many captures at once count each its own device', async (t) => {
  const network = openNetwork();
  t.teardown(network.close);
  const a = network.netns('manya');
  const b = network.netns('manyb');
  const indexes = Array.from({ length: 12 }, (_, index) => index);
  for (const index of indexes) network.veth(a, `va${index}`, b, `vb${index}`);
  const node = await startNode();
  t.teardown(node.close);
  const armed = await node.arm({
    captures: indexes.flatMap((index) => [
      { capture: index * 2, device: { netns: a, device: `va${index}` }, match: ICMP },
      { capture: index * 2 + 1, device: { netns: b, device: `vb${index}` }, match: ICMP },
    ]),
  });
  t.true(armed.captures?.every(({ failure }) => failure === null));
  for (const index of indexes) {
    const sender = openSender(a, `va${index}`);
    for (let sent = 0; sent <= index; sent += 1) sender.send(probe({ ipId: sent + 1 }));
    sender.close();
  }
  const released = await node.release('t-1', 'o-1');
  const matched = new Map(released.captures?.map(({ capture, matched }) => [capture, matched]));
  for (const index of indexes) {
    t.is(matched.get(index * 2), index + 1);
    t.is(matched.get(index * 2 + 1), index + 1);
  }
});

test.serial('after work in other namespaces every thread is at home', async (t) => {
  const { pair, node } = await setUp(t, 'home');
  const device = { netns: pair.a, device: pair.devA };
  await node.arm({ captures: [{ capture: 1, device, match: ICMP }] });
  await node.release('t-1', 'o-1');
  const tasks = `/proc/${node.process.pid}/task`;
  const namespaces = readdirSync(tasks).map((task) => readlinkSync(`${tasks}/${task}/ns/net`));
  t.deepEqual([...new Set(namespaces)], [readlinkSync('/proc/self/ns/net')]);
});

test.serial('a capture on the loopback of the node itself needs no namespace', async (t) => {
  const node = await startNode();
  t.teardown(node.close);
  const match = { protocol: 'udp', remote: '127.0.0.9', locals: ['127.0.0.8'] };
  const device = { netns: '', device: 'lo' };
  const armed = await node.arm({ captures: [{ capture: 1, device, match }] });
  const inode = Number(/\d+/.exec(readlinkSync('/proc/self/ns/net'))?.[0]);
  t.is(armed.captures?.[0]?.netnsInode, inode);
  t.is(armed.captures?.[0]?.ifindex, Number(readFileSync('/sys/class/net/lo/ifindex', 'utf8')));
});

test.serial('what cannot be armed is named, and the rest is armed', async (t) => {
  const { pair, node } = await setUp(t, 'bad');
  const good = { netns: pair.a, device: pair.devA };
  const armed = await node.arm({
    captures: [
      { capture: 1, device: good, match: ICMP },
      { capture: 2, device: { netns: pair.a, device: 'nosuch0' }, match: ICMP },
      { capture: 3, device: { netns: 'nosuch', device: 'x' }, match: ICMP },
      { capture: 4, device: { netns: '../../etc', device: 'x' }, match: ICMP },
      { capture: 5, device: { netns: pair.a, device: 'a b' }, match: ICMP },
      { capture: 6, device: good, match: { ...ICMP, remote: '1.2.3.4 or tcp' } },
      { capture: 7, device: good, match: ICMP, snapBytes: 65_535 },
    ],
  });
  t.deepEqual(
    armed.captures?.map(({ failure }) => failure?.code ?? ''),
    [
      '',
      'DEVICE_MISSING',
      'NETNS_MISSING',
      'ORDER_INVALID',
      'ORDER_INVALID',
      'ORDER_INVALID',
      'ORDER_INVALID',
    ],
  );
});
