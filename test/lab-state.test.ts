// The comparison of states, on the recordings alone: traffic changes nothing, a changed rule is
// seen, and two clouds that share no number read the same.

import test from 'ava';
import { compareStates, entitiesOf, restrict, type Difference } from './lab/state/compare.ts';
import { normalise, type NodeState } from './lab/state/normalise.ts';
import { RECORDED, recordedDocument, recordedStates } from './lab/state/recorded-cloud.ts';
import { readRecorded, type Snapshot } from './lab/state/snapshot.ts';

const NODES = ['cn1', 'cn2', 'net1'] as const;

const recorded = (firewall: string, when: string): Map<string, Snapshot> =>
  new Map(NODES.map((node) => [node, readRecorded(`${RECORDED}/${firewall}/${when}/${node}`)]));

const stateIn = (states: ReadonlyMap<string, NodeState>, node: string): NodeState =>
  states.get(node) ?? new Map();

for (const firewall of ['hybrid', 'ovsfw'] as const)
  for (const node of ['cn1', 'cn2'] as const)
    test(`${firewall}: traffic leaves the state of ${node} as it was`, (t) => {
      const document = recordedDocument(firewall);
      const before = normalise(document, recorded(firewall, 'before'));
      const after = normalise(document, recorded(firewall, 'snat/after'));
      t.deepEqual(compareStates(stateIn(before, node), stateIn(after, node)), []);
    });

/** The recorded state of cn1 after one file was edited. */
const edited = (file: string, from: RegExp, to: string): readonly Difference[] => {
  const snapshots = recorded('hybrid', 'before');
  const original = snapshots.get('cn1') ?? new Map<string, string>();
  const path = [...original.keys()].find((each) => each.endsWith(file)) ?? '';
  const text = original.get(path) ?? '';
  const changed = new Map(original).set(path, text.replace(from, to));
  const document = recordedDocument('hybrid');
  const before = stateIn(normalise(document, snapshots), 'cn1');
  const after = stateIn(normalise(document, new Map(snapshots).set('cn1', changed)), 'cn1');
  return compareStates(before, after);
};

const seen = test.macro({
  exec: (t, file: string, from: RegExp, to: string, expected: readonly Difference['kind'][]) => {
    const kinds = edited(file, from, to).map(({ kind }) => kind);
    t.deepEqual([...new Set(kinds)].toSorted(), [...expected].toSorted());
  },
  title: (what) => `a difference is seen: ${what}`,
});

const PBR = /,\{"priority":167837697[^}]*\}/;
test(
  'a policy rule is missing',
  seen,
  'ns/qrouter-b2ab7ff5-46ca-4868-a1bd-e95958f42a59/ip-j-rule.txt',
  PBR,
  '',
  ['missing'],
);
test(
  'a flow is missing',
  seen,
  'ofctl-flows-br-tun.txt',
  /.*table=20.*fa:16:3e:cc:cb:b2 .*\n/,
  '',
  ['missing'],
);
test(
  'a flow does something else',
  seen,
  'ofctl-flows-br-int.txt',
  /(table=25.*)goto_table:30/,
  '$1drop',
  ['missing', 'extra'],
);
test(
  'two rules of a chain change places',
  seen,
  'iptables-save.txt',
  /(.*-i38d38d97-0 -p icmp.*\n)(.*--dport 22.*\n)/,
  '$2$1',
  ['order'],
);
test(
  'a rule is dropped from a chain',
  seen,
  'iptables-save.txt',
  /.*-o38d38d97-0 -j RETURN\n/,
  '',
  ['missing'],
);
test(
  'a port has another tag',
  seen,
  'ovs-vsctl-ports.json',
  /(\["tag","1"\]\]\],false,\["set",\[\]\],(?:\["map",\[\]\],){4})1,/,
  '$14095,',
  ['missing', 'extra'],
);
test(
  'a sysctl is off',
  seen,
  'ns/qrouter-b2ab7ff5-46ca-4868-a1bd-e95958f42a59/sysctl-a.txt',
  /net.ipv4.ip_forward = 1/,
  'net.ipv4.ip_forward = 0',
  ['missing', 'extra'],
);

test('counters, cookies and learned flows are no difference', (t) => {
  t.deepEqual(edited('ofctl-flows-br-int.txt', /n_packets=\d+/g, 'n_packets=7'), []);
  t.deepEqual(edited('ofctl-flows-br-tun.txt', /cookie=0x[0-9a-f]+/g, 'cookie=0x1'), []);
  t.deepEqual(edited('ofctl-flows-br-tun.txt', /.*hard_timeout=300, priority=1.*\n/g, ''), []);
});

test('both recorded clouds route alike, though they share no identifier', (t) => {
  const names = new Set('a1 a2 b1 b2 netA netB ext r1 cn1 cn2 net1 qr sg qg fg rfp fpr'.split(' '));
  const routing = (firewall: 'hybrid' | 'ovsfw'): NodeState => {
    const state = restrict(stateIn(recordedStates(firewall), 'cn1'), names);
    return new Map([...state].filter(([section]) => /^(rules|routes|neighbours) q/.test(section)));
  };
  t.deepEqual(compareStates(routing('hybrid'), routing('ovsfw')), []);
  t.true([...routing('hybrid').values()].flat().length > 20);
});

test('the objects a line is about are the parts of its names', (t) => {
  t.deepEqual(entitiesOf('dl_vlan={lv:netA},dl_dst={mac:sg/netA} output:{tunnel:net1}'), [
    'netA',
    'sg',
    'net1',
  ]);
});
