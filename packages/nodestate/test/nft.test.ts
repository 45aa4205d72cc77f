// nft: what its JSON says of hooks, devices, sets, maps, shares and rewriting. The samples were
// printed by nft 1.0.6 in namespaces with these rules and real packets through them.
import test from 'ava';
import fc from 'fast-check';
import * as nodestate from '../src/mod.ts';
import { sample } from './recorded.ts';

type Rule = nodestate.NftRule;

const parsed = (name: string): readonly nodestate.NftChain[] => {
  const { value, unknown, errors } = nodestate.parseNftRuleset(sample(name));
  if (unknown.length + errors.length > 0) throw new Error(`${name}: ${unknown.join()}`);
  return value;
};

const rulesOf = (name: string, chain: string): readonly Rule[] =>
  parsed(name).find((one) => one.name === chain)?.rules ?? [];

const rightOf = (rule: Rule | undefined, index = 0): unknown => {
  const match = rule?.conditions[index]?.['match'];
  return (match as { right?: unknown } | undefined)?.right;
};

/** A ruleset of one chain, as nft would print it. */
const ruleset = (expr: readonly object[], ...others: readonly object[]): string => {
  const at = { family: 'ip', table: 't' };
  const chain = { ...at, name: 'c', hook: 'forward', type: 'filter', prio: 0, policy: 'accept' };
  return JSON.stringify({
    nftables: [...others, { chain }, { rule: { ...at, chain: 'c', expr } }],
  });
};

const one = (...statements: readonly object[]): Rule | undefined =>
  nodestate.parseNftRuleset(ruleset(statements)).value[0]?.rules[0];

const daddr = { payload: { protocol: 'ip', field: 'daddr' } };
const toTen = { match: { op: '==', left: daddr, right: '198.51.100.10' } };

test('devices of ingress and egress are one name or a list; nft 1.0.6 does not say them', (t) => {
  const chain = (dev: unknown) => ({
    chain: { family: 'netdev', table: 't', name: 'c', hook: 'ingress', prio: 0, dev },
  });
  const devices = (dev: unknown) =>
    nodestate.parseNftRuleset(JSON.stringify({ nftables: [chain(dev)] })).value[0]?.devices;
  t.deepEqual(devices('eth0'), ['eth0']);
  t.deepEqual(devices(['eth0', 'qvo*']), ['eth0', 'qvo*']);
  t.is(devices(undefined), null);
  t.deepEqual(
    parsed('nft-netdev.json').map((one) => one.devices),
    [null, null, null, null, null],
  );
});

test('what nft 1.0.6 leaves out of its JSON, its list of chains has', (t) => {
  const { value, unknown } = nodestate.parseNftChains(sample('nft-netdev-chains.txt'));
  t.deepEqual(unknown, []);
  t.deepEqual(
    value.map(({ family, table, name, devices }) => [family, table, name, ...devices].join(' ')),
    [
      'netdev guard tap_in tap0',
      'netdev guard wires_in eth0 qvb0',
      'netdev guard eth0_out eth0',
      'inet guard qvb_in qvb0',
    ],
  );
});

test('the list of chains: one bare name, comments, flags, and what nft reports', (t) => {
  const text =
    'table netdev x {\n\tcomment "made by hand"\n\tchain c {\n\t\tcomment "y"\n' +
    '\t\ttype filter hook ingress device eth0 priority -5; policy drop;\n\t\tflags offload\n\t}\n}\n';
  const { value, unknown } = nodestate.parseNftChains(`# Warning: not yours\n${text}`);
  t.deepEqual(unknown, []);
  t.deepEqual(value, [{ family: 'netdev', table: 'x', name: 'c', devices: ['eth0'] }]);
  const refused = nodestate.parseNftChains('Error: cache initialization failed: Operation not');
  t.is(refused.errors.length, 1);
});

test('a named set is written out where it is looked up, and says when it may have moved', (t) => {
  const rules = rulesOf('nft-sets.json', 'named');
  t.deepEqual(rightOf(rules[0]), { set: [], name: 'empty' });
  t.deepEqual(rightOf(rules[5]), { set: ['198.51.100.10', '198.51.100.11'], name: 'blocked' });
  t.like(rightOf(rules[4]), { name: 'timed', moving: true });
  const seen = rulesOf('nft-shares.json', 'c').map((rule) => rightOf(rule));
  t.like(seen.at(-3), { name: 'seen', moving: true });
});

test('a set of another table is not meant', (t) => {
  const set = { family: 'ip', table: 'other', name: 's', elem: ['198.51.100.10'] };
  const expr = [{ match: { op: '==', left: daddr, right: '@s' } }, { drop: null }];
  const { value } = nodestate.parseNftRuleset(ruleset(expr, { set }));
  t.is(rightOf(value[0]?.rules[0]), '@s');
});

test('a verdict map is one rule for each element, the one for all others last', (t) => {
  const rules = rulesOf('nft-sets.json', 'mapped');
  t.deepEqual(
    rules.map(({ verdict, target }) => `${verdict} ${target}`.trim()),
    ['drop', 'goto sub', 'accept', 'drop', 'jump sub', 'drop', 'accept'],
  );
  t.true(rules.every(({ mapped }) => mapped));
  t.deepEqual([...new Set(rules.map(({ handle }) => handle))], [30, 32, 33]);
  t.is(rightOf(rules[0]), '203.0.113.1');
  t.deepEqual(rightOf(rules[4]), { prefix: { addr: '198.51.100.0', len: 24 } });
  t.is(rightOf(rules[6]), '*');
});

test('a map that is not in the ruleset leaves the verdict unknown', (t) => {
  const rule = one({ vmap: { key: daddr, data: '@gone' } });
  t.is(rule?.verdict, 'unknown');
  t.is(rule?.conditions.length, 1);
});

test('a counter in front of a condition is not one of what the rule takes', (t) => {
  const counter = { counter: { packets: 7 } };
  t.is(one(toTen, counter, { drop: null })?.packets, 7);
  t.is(one(counter, toTen, { drop: null })?.packets, null);
  t.is(one(counter, { limit: { rate: 1, per: 'second' } }, { drop: null })?.packets, null);
  t.is(one(counter, { xt: { type: 'match', name: 'ip' } }, { drop: null })?.packets, null);
  t.is(one(counter, { log: null }, { drop: null })?.packets, 7);
});

test('what makes a rule take a share is said in words of nft', (t) => {
  t.deepEqual(
    rulesOf('nft-shares.json', 'c').map(({ share }) => share),
    [
      'limit rate over 5/second',
      'numgen random mod 10 < 3',
      'numgen inc mod 10 0',
      'numgen inc mod 10 1-9',
      'jhash mod 2 0',
      'set @seen limit rate over 10/second',
      '',
      'meter m limit rate over 10 kbytes/second',
      'ct count over 10',
      'quota over 10 mbytes',
      'limit name few',
      'quota name much',
      'meta random > 5',
      '',
      'limit rate 10/second',
      '',
    ],
  );
  t.deepEqual(
    rulesOf('nft-shares.json', 'c')
      .map(({ packets }) => packets)
      .slice(0, 7),
    [0, 6, null, null, null, 2, 8],
  );
});

test('ebtables: what nft cannot print is a condition, with the counter of the rule', (t) => {
  const [toAddress, , , limited] = rulesOf('nft-ebtables.json', 'FORWARD');
  t.is(toAddress?.packets, 20);
  t.is(toAddress?.verdict, 'drop');
  t.deepEqual(toAddress?.conditions.at(-1), { xt: { type: 'match', name: 'ip' } });
  t.is(limited?.share, 'limit rate 5/second');
});

test('where a rule sends the packet instead', (t) => {
  const rules = rulesOf('nft-nat.json', 'pre');
  t.deepEqual(
    rules.map(({ rewrites }) => `${rewrites?.kind} ${rewrites?.to}`),
    [
      'dnat 10.0.0.5',
      'dnat 10.0.0.5:8080',
      'redirect :8081',
      'redirect ',
      'dnat 10.0.0.5',
      'dnat 10.0.0.6',
      'dnat 10.0.0.7',
      'dnat 10.0.0.5-10.0.0.9',
      'dnat 10.0.0.5:8080',
      'dnat 10.0.0.0/24',
      'dnat 10.0.0.5:100-200',
      'dnat 10.0.0.5',
    ],
  );
  t.true(rules.every(({ verdict }) => verdict === 'accept'));
  t.is(rightOf(rules[5]), '198.51.100.14');
  const [set] = rulesOf('nft-nat.json', 'mangle');
  t.deepEqual(set?.rewrites, { kind: 'set', to: '10.0.0.7' });
  t.is(set?.verdict, '');
});

test('nat of the source ends the chain and rewrites no destination', (t) => {
  t.deepEqual(
    rulesOf('nft-nat.json', 'post').map(({ verdict, rewrites }) => [verdict, rewrites]),
    [
      ['accept', null],
      ['accept', null],
    ],
  );
});

test('fwd sends it out of another device', (t) => {
  t.like(rulesOf('nft-netdev.json', 'eth0_out').at(-1), { verdict: 'fwd', target: 'tap0' });
});

const KEYS =
  'nftables chain rule set map expr match left right op vmap key data elem counter limit meter dnat ' +
  'redirect mangle value payload protocol field meta ct concat range prefix xt jump target dev stmt ' +
  'family table name hook numgen mod drop set @x ip c addr port toString valueOf __proto__';

/** Documents made of the words of nft, in any shape. */
const wordy = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom<unknown>(null, true, 0, -1, 1e9, '', '*', '@x', 'ip', 'drop', 'c', '10.0.0.1'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS.split(' ')), tie('value'), { maxKeys: 5 }),
  ),
})).value;

test('no ruleset makes it throw: arbitrary statements in rules and sets', (t) => {
  fc.assert(
    fc.property(fc.array(wordy), fc.array(wordy), (statements, elements) => {
      const at = { family: 'ip', table: 't' };
      const text = JSON.stringify({
        nftables: [
          { set: { ...at, name: 'x', elem: elements } },
          { map: { ...at, name: 'y', elem: elements } },
          { chain: { ...at, name: 'c' } },
          { rule: { ...at, chain: 'c', expr: statements } },
          ...statements,
        ],
      });
      return nodestate.parseNftRuleset(text).value.length > 0;
    }),
    { numRuns: 500 },
  );
  t.pass();
});
