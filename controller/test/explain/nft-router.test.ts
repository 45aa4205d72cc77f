// nftables in a router: what each hook sees of a packet that is routed and translated there.
// Checked against the counters of such rules in a namespace with SNAT.
import test from 'ava';
import { type Path } from '../../src/resolve/path.ts';
import { type CaseSpec, extraRecord, recordedPath, verdictsOf } from './case-builder.ts';
import { device, vm } from './catalogue-row.ts';
import { ct, ip, is, meta, nftText } from './nft-made.ts';

type Condition = (path: Path) => object;
type Row = readonly [
  name: string,
  direction: 'forward' | 'reply',
  base: object,
  Condition,
  boolean,
];

const source =
  (of: (path: Path) => string): Condition =>
  (path) =>
    is(ip('saddr'), of(path));
const target =
  (of: (path: Path) => string): Condition =>
  (path) =>
    is(ip('daddr'), of(path));
const nat = (path: Path): string => path.flow.natAddress;
const state =
  (word: string): Condition =>
  () =>
    is(ct('state'), word, 'in');
const through =
  (key: string, role: string): Condition =>
  (path) =>
    is(meta(key), device(path, role));

const at = (hook: string, prio = 0) => ({ hook, prio });
const atDevice = (hook: string, role: string) => ({ hook, role });

const ROWS: readonly Row[] = [
  ['before translation', 'forward', at('prerouting', -300), source(vm), true],
  ['before translation', 'forward', at('forward'), source(vm), true],
  ['before translation', 'forward', at('postrouting', 0), source(vm), true],
  ['after translation', 'forward', at('postrouting', 150), source(nat), true],
  ['the old address after it', 'forward', at('postrouting', 150), source(vm), false],
  ['at the device it leaves by', 'forward', atDevice('egress', 'qg'), source(nat), true],
  ['the old address there', 'forward', atDevice('egress', 'qg'), source(vm), false],
  ['at the device it came in by', 'forward', atDevice('ingress', 'sg'), source(vm), true],
  ['at the other side of it', 'forward', atDevice('egress', 'sg'), source(vm), false],
  ['at another device', 'forward', atDevice('ingress', 'qg'), source(vm), false],
  ['an answer as it comes in', 'reply', atDevice('ingress', 'qg'), target(nat), true],
  ['an answer before translation', 'reply', at('prerouting', -150), target(nat), true],
  ['an answer after translation', 'reply', at('prerouting', 0), target(vm), true],
  ['an answer, the old address', 'reply', at('prerouting', 0), target(nat), false],
  ['an answer as it leaves', 'reply', atDevice('egress', 'sg'), target(vm), true],
  ['a new connection', 'forward', at('forward'), state('new'), true],
  ['a new connection', 'forward', at('forward'), state('established'), false],
  ['a known connection', 'reply', at('forward'), state('established'), true],
  ['a known connection', 'reply', at('forward'), state('new'), false],
  ['in by, before routing', 'forward', at('prerouting'), through('iifname', 'sg'), true],
  ['out by, before routing', 'forward', at('prerouting'), through('oifname', 'qg'), false],
  ['in by, after routing', 'forward', at('postrouting'), through('iifname', 'sg'), true],
  ['out by, after routing', 'forward', at('postrouting'), through('oifname', 'qg'), true],
  ['what is for the router itself', 'forward', at('input'), source(vm), false],
];

for (const [index, [name, direction, base, condition, drops]] of ROWS.entries())
  test(`${index}: ${name}, ${direction}`, async (t) => {
    const path = await recordedPath(t, 'hybrid');
    const { node = '', netns = '' } = path.points.find(({ role }) => role === 'sg') ?? {};
    const role = 'role' in base ? String(base.role) : '';
    const hung = role === '' ? {} : { family: 'netdev', dev: device(path, role) };
    const text = nftText({ ...base, ...hung }, [[condition(path), { drop: null }]]);
    const spec: CaseSpec = {
      ...{ path, firewall: 'hybrid' },
      loss: { after: direction === 'forward' ? 'sg' : 'qg', direction, lost: 20 },
      extra: [extraRecord({ node, netns, reader: 'nft-ruleset', phase: 'later', text })],
    };
    const found = verdictsOf(spec).filter((one) => one.startsWith('ROUTER_NFT_DROP'));
    t.deepEqual(found, drops ? ['ROUTER_NFT_DROP confirmed'] : []);
  });

test('before conntrack, and where only answers pass, nobody knows the state', async (t) => {
  const raw = await recordedPath(t, 'hybrid');
  const { node = '', netns = '' } = raw.points.find(({ role }) => role === 'sg') ?? {};
  const verdict = (path: Path, base: object, direction: 'forward' | 'reply') => {
    const text = nftText(base, [[is(ct('state'), 'invalid', 'in'), { drop: null }]]);
    return verdictsOf({
      ...{ path, firewall: 'hybrid' },
      loss: { after: direction === 'forward' ? 'sg' : 'qg', direction, lost: 20 },
      extra: [extraRecord({ node, netns, reader: 'nft-ruleset', phase: 'later', text })],
    })[0];
  };
  t.is(verdict(raw, at('prerouting', -300), 'forward'), 'ROUTER_NFT_DROP possible');
  t.not(verdict(raw, at('forward'), 'forward'), 'ROUTER_NFT_DROP possible');
  const answersOnly = {
    ...raw,
    points: raw.points.filter((one) => one.netns !== netns || one.direction === 'reply'),
  };
  t.is(verdict(answersOnly, at('forward'), 'reply'), 'ROUTER_NFT_DROP possible');
});

test('where some pass, and may be answered, a connection may be new or known', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const { node = '', netns = '' } = path.points.find(({ role }) => role === 'sg') ?? {};
  const first = (lost: number, ...expr: object[]) => {
    const text = nftText(at('forward'), [[is(ct('state'), 'new', 'in'), ...expr]]);
    return verdictsOf({
      ...{ path, firewall: 'hybrid', loss: { after: 'sg', lost, sent: 20 } },
      extra: [extraRecord({ node, netns, reader: 'nft-ruleset', phase: 'later', text })],
    })[0];
  };
  const took = { counter: { packets: 19 } };
  t.is(first(20, { drop: null }), 'ROUTER_NFT_DROP confirmed');
  t.is(first(19, took, { drop: null }), 'ROUTER_NFT_DROP likely');
  const rate = { limit: { rate: 5, burst: 5, per: 'second', inv: true } };
  t.is(first(19, rate, took, { drop: null }), 'LOSSY_RULE likely');
});
