import { encodeDnsQuery } from '@hopscope/packet';
import { Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';
import test from 'ava';

import { DEVICE_PREFIX } from '../../src/node/leftovers.ts';
import { HELLO, startNode } from './support/client.ts';
import type { NodeClient, StartOptions } from './support/client.ts';
import { eventually } from './support/eventually.ts';
import { seenFrames } from './support/frames.ts';
import { openNetwork } from './support/network.ts';
import type { Network } from './support/network.ts';

const CODEC = { request: Wire.InjectRequest, response: Wire.InjectResponse };

interface Site {
  readonly network: Network;
  readonly node: NodeClient;
  readonly host: string;
  readonly vmMac: string;
  readonly peerMac: string;
  readonly inject: (
    probe: hopscope.v1.IProbe,
    over?: hopscope.v1.IInjectRequest,
  ) => Promise<hopscope.v1.InjectResponse>;
}

/** A host with a bridge, the VM behind its tap, and a peer at the bridge's other port. */
const openSite = async (
  t: { teardown: (work: () => unknown) => void },
  label: string,
  options: StartOptions = {},
): Promise<Site> => {
  const network = openNetwork();
  t.teardown(network.close);
  const [host, vm, peer] = ['h', 'v', 'p'].map((end) => network.netns(label + end)) as [
    string,
    string,
    string,
  ];
  network.sh('ip', '-n', host, 'link', 'add', 'br0', 'type', 'bridge');
  network.sh('ip', '-n', host, 'link', 'set', 'br0', 'up');
  const plug = (end: string, port: string, address: string): string => {
    network.veth(host, port, end, 'eth0');
    network.sh('ip', '-n', host, 'link', 'set', port, 'master', 'br0');
    network.sh('ip', '-n', end, 'addr', 'add', address, 'dev', 'eth0');
    return JSON.parse(network.inside(end, 'ip', '-j', 'link', 'show', 'eth0'))[0].address;
  };
  const vmMac = plug(vm, 'tap0', '10.9.0.1/24');
  const peerMac = plug(peer, 'up0', '10.9.0.2/24');
  const node = await startNode({ ...options, netns: host });
  t.teardown(node.close);
  const inject: Site['inject'] = (probe, over = {}) =>
    node.ask('inject', CODEC, {
      trace: 't-1',
      order: 'o-1',
      device: 'tap0',
      ...over,
      probe: {
        protocol: 'icmp',
        srcMac: vmMac,
        dstMac: peerMac,
        src: '10.9.0.1',
        dst: '10.9.0.2',
        srcPort: 40_000,
        count: 5,
        rate: 200,
        payloadBytes: 24,
        ipIdFirst: 7,
        ...probe,
      },
    }) as Promise<hopscope.v1.InjectResponse>;
  return { network, node, host, vmMac, peerMac, inject };
};

const armTap = (site: Site, protocol: string) =>
  site.node.arm({
    captures: [
      {
        capture: 1,
        device: { netns: '', device: 'tap0' },
        match: { protocol, remote: '10.9.0.2', locals: ['10.9.0.1'] },
        snapBytes: 128,
      },
    ],
  });

const injectorDevices = ({ network, host }: Site): string[] =>
  network
    .inside(host, 'ip', '-br', 'link')
    .split('\n')
    .filter((line) => line.startsWith(DEVICE_PREFIX));

test.serial('probes enter at the receive side of the tap and are answered to it', async (t) => {
  const site = await openSite(t, 'ping');
  await armTap(site, 'icmp');
  const answer = await site.inject({});
  t.is(answer.sent, 5);
  await site.node.release('t-1', 'o-1');
  t.deepEqual(injectorDevices(site), [], 'the way in is gone when the order has ended');
  const frames = seenFrames(site.node.parcels);
  const requests = frames.filter(({ side }) => side === 'in').map(({ bytes }) => bytes);
  const replies = frames.filter(({ side }) => side === 'out');
  t.is(requests.length, 5);
  t.is(replies.length, 5);
  t.deepEqual(
    requests.map((bytes) => bytes.toString('hex', 6, 12).match(/../g)?.join(':')),
    Array.from({ length: 5 }, () => site.vmMac),
  );
  t.deepEqual(
    requests.map((bytes) => bytes.readUInt16BE(18)),
    [7, 8, 9, 10, 11],
  );
  t.deepEqual([...new Set(requests.map((bytes) => bytes.readUInt16BE(38)))], [40_000]);
  t.deepEqual(
    requests.map((bytes) => bytes.readUInt16BE(40)),
    [1, 2, 3, 4, 5],
  );
  t.is(requests[0]?.length, 14 + 20 + 8 + 24);
});

test.serial('the tap keeps its own qdisc and gets no filter', async (t) => {
  const site = await openSite(t, 'tap');
  await armTap(site, 'icmp');
  const before = site.network.inside(site.host, 'tc', 'qdisc', 'show', 'dev', 'tap0');
  const running = site.inject({ count: 40, rate: 100 });
  await eventually(() => injectorDevices(site).length === 1);
  t.is(site.network.inside(site.host, 'tc', 'qdisc', 'show', 'dev', 'tap0'), before);
  t.is((await running).sent, 40);
});

test.serial('each tcp probe is a new connection, and a closed port refuses each', async (t) => {
  const site = await openSite(t, 'syn');
  await armTap(site, 'tcp');
  await site.inject({ protocol: 'tcp', dstPort: 81, count: 4, srcPort: 65_534, payloadBytes: 0 });
  await site.node.release('t-1', 'o-1');
  const frames = seenFrames(site.node.parcels);
  const ports = frames
    .filter(({ side }) => side === 'in')
    .map(({ bytes }) => bytes.readUInt16BE(34));
  t.deepEqual(ports, [65_534, 65_535, 61_000, 61_001]);
  const resets = frames.filter(({ side, bytes }) => side === 'out' && (bytes[47]! & 0x04) !== 0);
  t.is(resets.length, 4);
});

test.serial('a payload given is the payload sent', async (t) => {
  const site = await openSite(t, 'udp');
  await armTap(site, 'udp');
  const payload = Buffer.from('a question of dns');
  await site.inject({ protocol: 'udp', dstPort: 53, count: 1, payload });
  await site.node.release('t-1', 'o-1');
  const sent = seenFrames(site.node.parcels).find(({ side }) => side === 'in');
  t.is(sent?.bytes.toString('latin1', 42), 'a question of dns');
});

test.serial('each question of dns has an id of its own', async (t) => {
  const site = await openSite(t, 'dns');
  await armTap(site, 'udp');
  const payload = encodeDnsQuery(0xfffe, 'example.org')!;
  await site.inject({ protocol: 'udp', dstPort: 53, count: 3, payload, payloadNumbered: true });
  await site.node.release('t-1', 'o-1');
  const sent = seenFrames(site.node.parcels).filter(
    ({ side, bytes }) => side === 'in' && bytes.readUInt16BE(36) === 53,
  );
  t.deepEqual(
    sent.map(({ bytes }) => bytes.readUInt16BE(42)),
    [0xfffe, 0xffff, 0],
  );
  t.true(sent.every(({ bytes }) => bytes.subarray(44).equals(Buffer.from(payload.subarray(2)))));
});

test.serial('a probe larger than the MTU arrives in fragments, and is answered', async (t) => {
  const site = await openSite(t, 'frag');
  await armTap(site, 'icmp');
  await site.inject({ count: 3, payloadBytes: 4000, mtu: 1500 });
  await site.node.release('t-1', 'o-1');
  const frames = seenFrames(site.node.parcels);
  const sizes = (side: string) =>
    frames.filter((frame) => frame.side === side).map(({ bytes }) => bytes.readUInt16BE(16));
  t.deepEqual(sizes('in'), Array.from({ length: 3 }, () => [1500, 1500, 1068]).flat());
  t.is(sizes('out').length, 9, 'the peer put the requests together and answered each');
});

test.serial('a way in serves further probes and ends with its order, not before', async (t) => {
  const site = await openSite(t, 'more');
  await armTap(site, 'icmp');
  await site.inject({ count: 1 });
  const kept = injectorDevices(site);
  t.is(kept.length, 1);
  await site.inject({ count: 1, srcPort: 40_001 });
  t.deepEqual(injectorDevices(site), kept);
  await site.node.release('t-1', 'o-1');
  t.deepEqual(injectorDevices(site), []);
});

test.serial('probes keep to their rate', async (t) => {
  const site = await openSite(t, 'rate');
  await armTap(site, 'icmp');
  const answer = await site.inject({ count: 21, rate: 50 });
  const spanMs =
    (answer.lastAt!.sec! - answer.firstAt!.sec!) * 1000 +
    (answer.lastAt!.nsec! - answer.firstAt!.nsec!) / 1e6;
  t.true(spanMs > 380 && spanMs < 1_500, `20 gaps of 20 ms took ${spanMs}`);
});

test.serial('what the policy forbids is refused here too', async (t) => {
  const policy = { ...HELLO.policy, injectDestinations: ['10.9.0.0/24'], injectRateMax: 10 };
  const site = await openSite(t, 'pol', { hello: { policy } });
  await armTap(site, 'icmp');
  const code = (probe: hopscope.v1.IProbe, over?: hopscope.v1.IInjectRequest) =>
    site.inject({ rate: 10, ...probe }, over).then(
      () => 'sent',
      (error: { code: string }) => error.code,
    );
  t.is(await code({ dst: '10.8.0.1' }), 'POLICY_DENIED');
  t.is(await code({ rate: 11 }), 'POLICY_DENIED');
  t.is(await code({ count: 0 }), 'ORDER_INVALID');
  t.is(await code({ count: 10_001 }), 'ORDER_INVALID');
  t.is(await code({ srcMac: 'nonsense' }), 'ORDER_INVALID');
  t.is(await code({}, { order: 'other' }), 'ORDER_UNKNOWN');
  t.is(await code({}, { device: 'nosuch0' }), 'DEVICE_MISSING');
  t.deepEqual(injectorDevices(site), []);
});

test.serial('when its order ends an injector ends with it', async (t) => {
  const site = await openSite(t, 'end');
  await armTap(site, 'icmp');
  const running = site.inject({ count: 1000, rate: 100 });
  t.true(await eventually(() => injectorDevices(site).length === 1));
  await site.node.release('t-1', 'o-1');
  t.deepEqual(injectorDevices(site), []);
  t.true(((await running).sent ?? 0) < 1000);
});

test.serial('kill -9 in the middle of probes leaves nothing', async (t) => {
  const site = await openSite(t, 'kill');
  await armTap(site, 'icmp');
  const running = site.inject({ count: 1000, rate: 100 });
  t.true(await eventually(() => injectorDevices(site).length === 1));
  await Promise.all([t.throwsAsync(running), site.node.kill()]);
  t.true(await eventually(() => injectorDevices(site).length === 0), 'the veth pair is gone');
  t.is(site.network.inside(site.host, 'ss', '-0', '-H'), '', 'no packet socket is left');
});
