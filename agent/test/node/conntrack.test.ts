import fc from 'fast-check';
import test from 'ava';

import { openLineFilter } from '../../src/node/evidence/conntrack-watch.ts';
import { startNode } from './support/client.ts';
import type { NodeClient } from './support/client.ts';
import { setUp } from './support/set-up.ts';

const linesOf = (node: NodeClient): string[] =>
  node.parcels.flatMap(({ conntrack }) => conntrack?.text?.trimEnd().split('\n') ?? []);

test.serial(
  'events of the watched addresses come as lines, all before release answers',
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
    const lines = linesOf(node);
    t.true(lines.length >= 1);
    t.true(lines.every((line) => line.includes('src=10.9.0.1 ')));
    t.regex(lines[0] ?? '', /^\[\d+\.\d+\]\s+\[NEW\] ipv4\s+2 icmp .*src=10\.9\.0\.1 .* id=\d+$/);
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
      const seen = linesOf(node).length;
      network.inside(a, 'ping', '-c', '1', '-W', '1', '10.9.0.2');
      await node.release('t-1', order);
      t.true(linesOf(node).length > seen, order);
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

test.serial('an address is a whole token: 10.1.0.5 is not 10.1.0.52', (t) => {
  const isWanted = openLineFilter(['10.1.0.5']);
  t.true(isWanted('[1.0] [NEW] ipv4 2 icmp 1 30 src=10.1.0.5 dst=1.2.3.4 type=8'));
  t.true(isWanted('[1.0] [NEW] tcp 6 src=1.2.3.4 dst=10.1.0.5'));
  t.false(isWanted('[1.0] [NEW] ipv4 2 icmp 1 30 src=10.1.0.52 dst=1.2.3.4 type=8'));
  t.false(isWanted('src=110.1.0.5'));
  fc.assert(
    fc.property(fc.ipV4(), fc.ipV4(), (one, other) => {
      const isOne = openLineFilter([one]);
      return isOne(`x src=${one} y`) && isOne(`dst=${other}`) === (one === other);
    }),
  );
});
