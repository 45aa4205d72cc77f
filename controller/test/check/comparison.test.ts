// The VM beside its siblings: which of VM, host, network and router the same fault is of; siblings
// are chosen among those that should be treated alike, and their paths follow from the traced one.
import test from 'ava';
import { compareSiblings, siblingRecord, type Where } from '../../src/check/comparison.ts';
import type { CheckResult, Scope } from '../../src/check/check.ts';
import { readSiblings } from '../../src/check/read-siblings.ts';
import { siblingsOf } from '../../src/check/siblings.ts';
import type { Path, PortFacts } from '../../src/resolve/path.ts';
import type { SiblingRecord } from '../../src/run/recording.ts';
import { ask, openStackOf, recordedCloud } from '../resolve/replayed.ts';
import { withNeutron } from '../explain/case-builder.ts';
import { checked, recordedPath, type Edit } from './check-builder.ts';
import { NET_B, qrouter } from './drifts.ts';
import { recordedBus } from './recorded-bus.ts';

const bad = (cause: string, scope: Scope, number = 4): CheckResult => ({
  number,
  id: 'x',
  title: 'x',
  outcome: 'bad',
  rows: [
    {
      node: 'cn1',
      netns: '',
      what: 'x',
      expected: '1',
      found: '0',
      verdict: 'bad',
      command: 'x',
      outcome: 'bad',
      cause,
      scope,
    },
  ],
});

type Did = 'fails' | 'passes' | 'unseen' | null;

const sibling = (relation: SiblingRecord['relation'], did: Did): SiblingRecord[] => {
  if (did === null) return [];
  const near = relation === 'same-host';
  return [
    {
      relation,
      name: near ? 'a2' : 'a3',
      port: near ? 'p2' : 'p3',
      address: near ? '10.1.0.2' : '10.1.0.3',
      host: near ? 'cn1' : 'cn2',
      outcome: did === 'fails' ? 'bad' : did === 'passes' ? 'ok' : 'unknown',
      suspects: did === 'fails' ? ['FAULT'] : [],
      unknown: did === 'unseen' ? [4] : [],
    },
  ];
};

const CASES: readonly [near: Did, far: Did, scope: Scope, where: string][] = [
  ['passes', 'passes', 'vm', 'vm'],
  ['fails', 'passes', 'host', 'host'],
  ['fails', 'passes', 'vm', 'host'],
  ['fails', 'fails', 'network', 'network'],
  ['fails', 'fails', 'router', 'router'],
  ['passes', 'fails', 'router', 'router'],
  ['fails', null, 'host', 'host'],
  ['fails', null, 'router', 'router'],
  [null, 'passes', 'host', 'host'],
  [null, 'passes', 'vm', 'vm'],
  ['unseen', 'passes', 'host', 'host'],
  ['unseen', 'unseen', 'host', 'unknown'],
];

for (const [near, far, scope, where] of CASES)
  test(`same host ${near}, same network ${far}, ${scope}: it is ${where}`, async (t) => {
    const path = await recordedPath(t, 'hybrid');
    const siblings = [...sibling('same-host', near), ...sibling('same-network', far)];
    const cause = { code: 'FAULT', confidence: 'confirmed' } as const;
    const compared = compareSiblings(path, [bad('FAULT', scope)], siblings, cause);
    t.is(compared?.where, where as Scope);
    t.regex(compared?.text ?? '', /check 4, FAULT/);
  });

test('what is on another node than the VM is not the fault of its host', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const siblings = [...sibling('same-host', 'fails'), ...sibling('same-network', 'passes')];
  const [result] = [bad('FAULT', 'network')];
  const elsewhere = result && {
    ...result,
    rows: result.rows.map((row) => ({ ...row, node: 'net1' })),
  };
  if (elsewhere === undefined) return t.fail('there is a result');
  t.is(compareSiblings(path, [elsewhere], siblings, null)?.where, 'network');
});

test('the check of the verdict decides, not the first suspect', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const siblings = [...sibling('same-host', 'fails'), ...sibling('same-network', 'passes')];
  const own = [bad('OTHER', 'vm', 3), bad('FAULT', 'host')];
  const cause = { code: 'FAULT', confidence: 'confirmed' } as const;
  t.is(compareSiblings(path, own, siblings, cause)?.where, 'host');
  const foreign = { code: 'SG_EGRESS_DENY', confidence: 'confirmed' } as const;
  t.is(compareSiblings(path, own, siblings, foreign), null, 'its cause is in no check');
  t.is(compareSiblings(path, own, siblings, null)?.where, 'vm');
});

test('without siblings there is no comparison, without a suspect no accusation', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  t.is(compareSiblings(path, [bad('FAULT', 'vm')], [], null), null);
  const alike = compareSiblings(path, [], sibling('same-host', 'passes'), null);
  t.is(alike?.where, 'unknown');
  t.regex(alike?.text ?? '', /what differs is not in the state/);
});

const neighbour = (path: Path, change: Partial<PortFacts>): PortFacts => ({
  ...path.neutron.port,
  id: `${change.host ?? 'x'}-${change.status ?? ''}-port`,
  addresses: [{ address: '10.1.0.77', subnetId: path.neutron.subnet.id }],
  ...change,
});

test('siblings are alike: same subnet, active, and with the same way out', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const network = 'another-network';
  const with_ = (neighbourPorts: PortFacts[], floatingPorts: string[] = []): string[] =>
    siblingsOf(withNeutron(path, { neighbourPorts, floatingPorts })).map(
      ({ relation, port }) => `${relation} ${port.host}`,
    );
  const near = neighbour(path, { host: 'cn1' });
  const far = neighbour(path, { host: 'cn2' });
  const central = neighbour(path, { host: 'net1' });
  t.deepEqual(with_([near, far]), ['same-host cn1', 'same-network cn2']);
  t.deepEqual(with_([central, near, far]), ['same-host cn1', 'same-network cn2']);
  t.deepEqual(with_([central]), ['same-network net1']);
  t.deepEqual(with_([near, far], [far.id]), ['same-host cn1']);
  t.deepEqual(with_([neighbour(path, { host: 'cn1', status: 'DOWN' })]), []);
  t.deepEqual(with_([neighbour(path, { host: 'cn1', networkId: network })]), []);
  t.deepEqual(with_([path.neutron.port]), []);
});

const withoutRule = (node: string): Edit => ({
  ...qrouter('rules', (rules) => rules.filter(({ table }) => table !== NET_B)),
  node,
});

const NODES = ['cn1', 'cn2'] as const;

test('a sibling elsewhere is read on its own node and judged there', async (t) => {
  const { replay } = await recordedCloud(t, 'hybrid');
  const openstack = openStackOf(replay, 'admin');
  const plain = await recordedPath(t, 'hybrid', 'b2');
  const other = await recordedPath(t, 'hybrid', 'b1');
  const path = withNeutron(plain, { neighbourPorts: [other.neutron.port], floatingPorts: [] });
  for (const node of NODES) {
    const { bus } = recordedBus('hybrid', [withoutRule(node)]);
    const { siblings, limits } = await readSiblings({
      bus,
      openstack,
      trace: 't-test',
      path,
      request: ask('b2'),
      evidence: [],
      baseSec: 0,
    });
    t.deepEqual(limits, []);
    t.deepEqual(
      siblings.map(({ name, host, suspects, unknown }) => ({ name, host, suspects, unknown })),
      [
        {
          name: 'b1',
          host: 'cn2',
          suspects: node === 'cn2' ? ['PBR_RULE_MISSING'] : [],
          unknown: [],
        },
      ],
    );
    const own = checked('hybrid', path, [withoutRule('cn1')]);
    const cause = { code: 'PBR_RULE_MISSING', confidence: 'confirmed' } as const;
    t.is(compareSiblings(path, own, siblings, cause)?.where, node === 'cn2' ? 'network' : 'host');
  }
});

test('a sibling whose node does not answer is unknown', async (t) => {
  const path = await recordedPath(t, 'hybrid', 'a2');
  const results = checked('hybrid', path, [{ reader: 'rules', text: null }]);
  const named = { relation: 'same-network', name: 'a2', port: '', address: '', host: '' } as const;
  const record = siblingRecord(named, results);
  t.is(record.outcome, 'unknown');
  t.deepEqual(record.unknown, [4]);
});

const PROBED: readonly [near: string, far: string, where: Where][] = [
  ['DELIVERED', 'DELIVERED', 'vm'],
  ['LOST', 'DELIVERED', 'host'],
  ['LOST', 'UNANSWERED', 'network'],
  ['DELIVERED', 'LOST', 'unknown'],
  ['forbidden', 'DELIVERED', 'unknown'],
  ['INCONCLUSIVE', 'LOST', 'unknown'],
];
for (const [near, far, where] of PROBED)
  test(`by probe: beside it ${near}, elsewhere ${far}: ${where}`, async (t) => {
    const path = await recordedPath(t, 'hybrid');
    const siblings = [
      ...sibling('same-host', 'passes').map((one) => ({ ...one, probed: near })),
      ...sibling('same-network', 'passes').map((one) => ({ ...one, probed: far })),
    ];
    const compared = compareSiblings(path, [], siblings, null);
    t.is(compared?.where, where);
    t.regex(compared?.text ?? '', /by probe a2 \(same host, cn1\).*a3 \(same network, cn2\)/);
  });
