import { inflateRawSync } from 'node:zlib';

import { Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';
import test from 'ava';

import { splitMessages } from '../../src/node/netfilter/ctnetlink.ts';
import { startNode } from './support/client.ts';
import type { NodeClient } from './support/client.ts';
import { openNetwork } from './support/network.ts';
import { setUp } from './support/set-up.ts';

const SNAPSHOT = { request: Wire.SnapshotRequest, response: Wire.SnapshotResponse };

const ADDRESS = Buffer.of(10, 9, 0, 1);
/** NLM_F_CREATE | NLM_F_EXCL: a new connection. */
const CREATED = 0x600;

/** The messages of ctnetlink that came. */
const messagesOf = (node: NodeClient): Buffer[] =>
  node.parcels.flatMap(({ conntrack }) =>
    splitMessages(Buffer.from(conntrack?.messages ?? [])).map(({ bytes }) => Buffer.from(bytes)),
  );

test.serial(
  'events of the watched addresses come, of no others, all before release answers',
  async (t) => {
    const { network, pair, node } = await setUp(t, 'ct');
    const { a, b } = pair;
    network.inside(
      b,
      'iptables',
      '-A',
      'INPUT',
      '-m',
      'conntrack',
      '--ctstate',
      'NEW',
      '-j',
      'ACCEPT',
    );
    network.sh('ip', '-n', a, 'addr', 'add', '10.9.0.77/24', 'dev', 'va');
    await node.arm({ conntrack: [{ netns: b, addresses: ['10.9.0.1'] }] });
    network.inside(a, 'ping', '-c', '1', '-I', '10.9.0.77', '10.9.0.2');
    network.inside(a, 'ping', '-c', '1', '-I', '10.9.0.1', '10.9.0.2');
    const released = await node.release('t-1', 'o-1');
    const messages = messagesOf(node);
    t.true(messages.length >= 1);
    t.true(messages.every((message) => message.includes(ADDRESS)));
    t.is((messages[0]?.readUInt16LE(6) ?? 0) & CREATED, CREATED);
    const bundles = node.parcels.flatMap(({ conntrack }) => (conntrack ? [conntrack] : []));
    for (const { messages: bytes, sec, nsec } of bundles) {
      const count = splitMessages(Buffer.from(bytes ?? [])).length;
      t.deepEqual([sec?.length, nsec?.length], [4 * count, 4 * count], 'a stamp for each');
    }
    t.is(node.parcels.at(-1)?.sequence, released.lastSequence);
  },
);

test.serial(
  'the first connection after armed is seen: events are on before the answer',
  async (t) => {
    const { network, pair, node } = await setUp(t, 'ctf');
    const { a, b } = pair;
    network.inside(
      b,
      'iptables',
      '-A',
      'INPUT',
      '-m',
      'conntrack',
      '--ctstate',
      'NEW',
      '-j',
      'ACCEPT',
    );
    for (const order of ['o-1', 'o-2', 'o-3']) {
      await node.arm({ order, conntrack: [{ netns: b, addresses: ['10.9.0.1'] }] });
      const seen = messagesOf(node).length;
      network.inside(a, 'ping', '-c', '1', '-W', '1', '10.9.0.2');
      await node.release('t-1', order);
      t.true(messagesOf(node).length > seen, order);
    }
  },
);

test.serial(
  'a watch that cannot start is an event, and the order is armed all the same',
  async (t) => {
    const node = await startNode();
    t.teardown(node.close);
    await node.arm({
      conntrack: [
        { netns: 'nosuch', addresses: ['10.9.0.1'] },
        { netns: '', addresses: ['1; reboot'] },
        { netns: '', addresses: [] },
      ],
    });
    const messages = node.parcels.flatMap(({ event }) => event?.message ?? []).toSorted();
    t.is(messages.length, 3);
    t.true(messages.some((message) => message.includes('nosuch')));
    t.true(messages.some((message) => message.includes('not an address')));
  },
);

test.serial('connections of one flow are listed by the kernel, and no others', async (t) => {
  const network = openNetwork();
  t.teardown(network.close);
  const router = network.netns('ctl');
  const add = (protocol: string, source: string, port: number): void => {
    const tuple = ['-s', source, '-d', '198.51.100.10', '--sport', '7', '--dport', String(port)];
    const state = protocol === 'tcp' ? ['--state', 'ESTABLISHED'] : [];
    network.inside(router, 'conntrack', '-I', '-p', protocol, ...tuple, ...state, '-t', '600');
  };
  add('udp', '10.9.0.1', 53);
  add('tcp', '10.9.0.1', 80);
  add('tcp', '10.9.0.1', 443);
  for (let host = 2; host < 60; host += 1) add('udp', `10.9.0.${host}`, 53);
  const node = await startNode();
  t.teardown(node.close);
  const count = async (...selectors: string[]): Promise<number> => {
    const order = { evidence: 1, reader: 'conntrack', netns: router, selectors };
    const request = { trace: 't-1', evidence: [order] };
    const answer = (await node.ask('snapshot', SNAPSHOT, request)) as hopscope.v1.SnapshotResponse;
    const [read] = answer.evidence ?? [];
    t.is(read?.failure ?? '', '');
    t.is(read?.rc ?? 0, 0);
    t.true(read?.netlink);
    const body = Buffer.from(read?.body ?? []);
    const messages = splitMessages(read?.deflated ? inflateRawSync(body) : body);
    return messages.filter(({ bytes }) => Buffer.from(bytes).includes(ADDRESS)).length;
  };
  t.is(await count('src=10.9.0.1', 'dst=198.51.100.10'), 3);
  t.is(await count('src=10.9.0.1', 'proto=tcp'), 2);
  t.is(await count('src=10.9.0.1', 'proto=tcp', 'dport=443'), 1);
  t.is(await count('dst=198.51.100.11'), 0);
  t.is(await count('src=10.9.0.99'), 0);
});
