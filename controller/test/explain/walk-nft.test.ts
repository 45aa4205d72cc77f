// The lost packet through chains of nftables: verdicts, jumps, shares, sets, maps, rewriting.
import test from 'ava';
import fc from 'fast-check';
import { type NftContext } from '../../src/explain/walk/nft.ts';
import {
  CONTEXT,
  DROP,
  ECHO,
  ip,
  is,
  OTHER,
  packetWith,
  ruleset,
  sample,
  through,
  toTen,
  UNKNOWN,
} from './nft-made.ts';

const RANDOM = is({ numgen: { mode: 'random', mod: 10 } }, 3, '<');
test('jump comes back, goto does not; accept, return and the policy end a walk', (t) => {
  const jumping = (verdict: 'jump' | 'goto', last: object) =>
    through(ruleset({ c: [[{ [verdict]: { target: 's' } }], [DROP]], s: [[toTen, last]] })).verdict;
  t.is(jumping('jump', { return: null }), 'drop');
  t.is(jumping('goto', { return: null }), 'accept');
  t.is(jumping('jump', { accept: null }), 'accept');
  t.is(jumping('goto', { reject: null }), 'reject');
  t.is(through(ruleset({ c: [[toTen, { return: null }], [DROP]] })).verdict, 'accept');
  const closed = ruleset({ c: [[toTen, { accept: null }]] }, { policy: 'drop' });
  t.is(through(closed).verdict, 'accept');
  t.like(through(closed, OTHER), { verdict: 'drop', end: null });
});

test('rules that cannot be decided: what would save a packet is not what would drop it', (t) => {
  const saved = through(ruleset({ c: [[UNKNOWN, { accept: null }], [DROP]] }));
  t.like(saved, { verdict: 'drop', suspects: [] });
  t.deepEqual(saved.undecided, ['c handle 1']);
  const both = through(
    ruleset({
      c: [
        [UNKNOWN, DROP],
        [toTen, DROP],
      ],
    }),
  );
  t.is(both.verdict, 'drop');
  t.deepEqual(both.undecided, []);
  const jumped = through(ruleset({ c: [[UNKNOWN, { jump: { target: 's' } }]], s: [[DROP]] }));
  t.is(jumped.verdict, 'accept');
  t.deepEqual(
    jumped.suspects.map(({ chain, rule }) => `${chain.name} ${rule.handle}`),
    ['s 1'],
  );
});

test('what is handed to a program may be dropped there; fwd leaves by another device', (t) => {
  const queued = through(ruleset({ c: [[{ queue: { num: 0 } }], [DROP]] }));
  t.is(queued.verdict, 'accept');
  t.is(queued.suspects.length, 1);
  t.like(through(ruleset({ c: [[toTen, { fwd: { dev: 'tap0' } }]] })), { verdict: 'fwd' });
});

test('a rule that takes a share is no drop of all; a later one may be', (t) => {
  const lossy = through(ruleset({ c: [[toTen, RANDOM, DROP]] }));
  t.is(lossy.verdict, 'accept');
  t.is(lossy.share?.by, 'numgen random mod 10 < 3');
  t.is(lossy.share?.end?.rule.handle, 1);
  t.is(through(ruleset({ c: [[toTen, RANDOM, DROP]] }), OTHER).share, null);
  const all = through(ruleset({ c: [[RANDOM, DROP], [DROP]] }));
  t.like(all, { verdict: 'drop', share: null });
  t.is(all.end?.rule.handle, 2);
});

test('what a rate lets pass is spared: the rest is a share too, whoever drops it', (t) => {
  const rate = { limit: { rate: 5, burst: 5, per: 'second' } };
  const byRule = through(ruleset({ c: [[rate, { accept: null }], [DROP]] }));
  t.like(byRule, { verdict: 'accept', share: { by: 'limit rate 5/second' } });
  t.is(byRule.share?.end?.rule.handle, 2);
  const byPolicy = through(ruleset({ c: [[rate, { accept: null }]] }, { policy: 'drop' }));
  t.like(byPolicy, { verdict: 'accept', share: { end: null } });
  const jump = [[rate, { jump: { target: 's' } }]];
  t.is(through(ruleset({ c: jump, s: [[DROP]] })).share?.end?.chain.name, 's');
});

const SETS: readonly (readonly [string, NftContext, string, number | null])[] = [
  ['named', CONTEXT, 'drop', 16],
  ['named', packetWith({ destinationPort: 80 }), 'accept', 17],
  ['named', { ...packetWith({ destinationPort: 80 }), inDevice: 'eth0' }, 'drop', 18],
  ['named', OTHER, 'drop', 15],
  ['anonymous', CONTEXT, 'accept', 23],
  ['anonymous', packetWith({ destination: '203.0.113.1' }), 'drop', 21],
  ['states', CONTEXT, 'drop', 28],
  ['states', { ...CONTEXT, state: 'established', answer: true }, 'accept', 27],
  ['states', { ...CONTEXT, state: 'invalid' }, 'drop', 25],
  ['mapped', CONTEXT, 'drop', 32],
  ['mapped', ECHO, 'drop', 13],
  ['mapped', packetWith({ destination: '203.0.113.2' }), 'drop', 13],
  ['mapped', packetWith({ destination: '10.0.0.1', destinationPort: 80 }), 'accept', 33],
];

for (const [index, [chain, context, verdict, handle]] of SETS.entries())
  test(`sets and maps as nft prints them, ${index}: ${chain}`, (t) => {
    const walk = through(sample('nft-sets.json'), context, chain);
    t.is(walk.verdict, verdict as typeof walk.verdict);
    t.is(walk.end?.rule.handle ?? null, handle);
    t.deepEqual(walk.undecided, []);
  });

test('a set that rules feed decides by what is in it only; shares as nft prints them', (t) => {
  const fed = through(sample('nft-shares.json'));
  t.like(fed, { verdict: 'drop', share: null });
  t.is(fed.end?.rule.handle, 19);
  const elsewhere = through(sample('nft-shares.json'), packetWith({ source: '10.1.0.99' }));
  t.is(elsewhere.verdict, 'accept');
  t.is(elsewhere.share?.by, 'limit rate 10/second');
  t.is(elsewhere.suspects[0]?.rule.handle, 19);
});

const rewriteOf = (context: NftContext, chain = 'pre'): string | null => {
  const { rewrite } = through(sample('nft-nat.json'), context, chain);
  return rewrite === null ? null : `${rewrite.kind} ${rewrite.to} ${rewrite.rule.handle}`;
};

test('where the destination is rewritten to, by the rule that takes the packet', (t) => {
  t.is(rewriteOf(CONTEXT), 'dnat 10.0.0.5 18');
  t.is(rewriteOf(packetWith({ destinationPort: 81 })), 'redirect :8081 7');
  t.is(rewriteOf(packetWith({ destinationPort: 82 })), 'redirect  8');
  t.is(rewriteOf(packetWith({ destination: '198.51.100.14' })), 'dnat 10.0.0.6 10');
  t.is(rewriteOf(packetWith({ destination: '198.51.100.12' })), 'dnat 10.0.0.7 11');
  t.is(
    rewriteOf(packetWith({ destination: '198.51.100.16', destinationPort: 80 })),
    'dnat 10.0.0.5:8080 14',
  );
  t.is(rewriteOf(OTHER), null);
});

test('a connection is translated once: what follows its first packet is not asked', (t) => {
  t.is(rewriteOf({ ...CONTEXT, state: 'established' }), null);
  t.is(rewriteOf({ ...CONTEXT, state: null }), 'dnat 10.0.0.5 18');
});

test('a destination that is set goes on as it is then', (t) => {
  const set = packetWith({ destination: '198.51.100.17' });
  t.is(rewriteOf(set, 'mangle'), 'set 10.0.0.7 21');
  t.is(through(sample('nft-nat.json'), set, 'mangle').verdict, 'drop');
  t.is(through(sample('nft-nat.json'), CONTEXT, 'mangle').verdict, 'accept');
});

test('chains that jump to each other again and again come to an end', (t) => {
  const names = Array.from({ length: 16 }, (_, index) => `c${index}`);
  const jumps = (index: number) =>
    Array.from({ length: 9 }, () => [{ jump: { target: `c${index + 1}` } }]);
  const chains = ruleset(
    Object.fromEntries(names.map((name, index) => [name, index === 15 ? [[toTen]] : jumps(index)])),
  );
  const walk = through(chains);
  t.is(walk.verdict, 'accept');
  t.regex(walk.undecided[0] ?? '', /more than \d+ rules/);
});

const words = fc.constantFrom<unknown>(
  ...[null, true, 0, 443, -1, '', '*', '@x', 'ip', 'daddr', 'tcp', 'dport', 'state', 'new'],
  ...['198.51.100.10', 'iifname', 'flags', 'syn', '==', 'in', '!=', '<', 'c'],
);
const KEYS =
  'match left right op vmap key data payload protocol field meta ct concat range prefix addr len ' +
  'set elem val & jump goto target limit numgen mod dnat redirect mangle value drop accept toString';

const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    words,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS.split(' ')), tie('value'), { maxKeys: 4 }),
  ),
})).value;

test('no ruleset makes the walk throw', (t) => {
  const likely = fc.record({
    match: fc.record({
      op: words,
      left: fc.oneof(fc.constant(ip('daddr')), anything),
      right: anything,
    }),
  });
  const rules = fc.array(fc.array(fc.oneof(anything, likely), { maxLength: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(rules, (all) => {
      const { verdict } = through(ruleset({ c: [...all, [DROP]] as readonly object[][] }));
      return ['accept', 'drop', 'reject', 'fwd'].includes(verdict);
    }),
    { numRuns: 500 },
  );
  t.pass();
});
