// nftables on a VM's own bridge, at devices and on a node that receives a tunnel: which hooks the
// packet passes there, and as what.
import { readFileSync } from 'node:fs';
import test from 'ava';
import { type Path } from '../../src/resolve/path.ts';
import { type EvidenceRecord } from '../../src/run/recording.ts';
import { type CaseSpec, causesOf, extraRecord, recordedPath, verdictsOf } from './case-builder.ts';
import { device } from './catalogue-row.ts';
import { answers, unread } from './edits.ts';
import { ct, ip, is, meta, nftText, of } from './nft-made.ts';

type Loss = CaseSpec['loss'];
type Expr = readonly object[];

const REMOTE = '198.51.100.10';
const DROP = { drop: null };
const toRemote = is(ip('daddr'), REMOTE);
const took = (packets: number) => ({ counter: { packets, bytes: packets * 84 } });

const read = (node: string, text: string, reader = 'nft-ruleset'): EvidenceRecord =>
  extraRecord({ node, reader, phase: 'later', text });

const BEFORE_BRIDGE: Loss = { after: 'tap', lost: 20 };
const ON_BRIDGE: Loss = { after: 'qbr', lost: 20 };

type Context = Parameters<typeof recordedPath>[0];

/** Verdicts with a chain of nftables on the VM's node, and nothing else wrong. */
const onBridge = async (
  t: Context,
  loss: Loss,
  base: object,
  exprOf: (path: Path) => Expr,
  edits: CaseSpec['edits'] = [],
): Promise<string[]> => {
  const path = await recordedPath(t, 'hybrid');
  const extra = [read('cn1', nftText(base, [exprOf(path)]))];
  return verdictsOf({ path, firewall: 'hybrid', loss, extra, edits });
};

const FOREIGN = ['FOREIGN_FIREWALL confirmed'];
const NOTHING = ['CAUSE_UNKNOWN possible'];

/** loss, family, hook, condition by the bridge's ports, found */
const HOOKS: readonly (readonly [string, Loss, object, (path: Path) => object, string[]])[] = [
  ...(
    [
      ['prerouting', BEFORE_BRIDGE, 'iifname', 'tap'],
      ['forward', ON_BRIDGE, 'iifname', 'tap'],
      ['forward', ON_BRIDGE, 'oifname', 'qvb'],
      ['postrouting', ON_BRIDGE, 'oifname', 'qvb'],
    ] as const
  ).flatMap(([hook, loss, key, role]) =>
    (['tap', 'qvb', 'qbr'] as const).map(
      (seen) =>
        [
          `bridge ${hook} ${key} ${seen}`,
          loss,
          { family: 'bridge', hook },
          (path: Path) => is(meta(key), device(path, seen)),
          seen === role ? FOREIGN : NOTHING,
        ] as const,
    ),
  ),
  ...(['ip', 'inet'] as const).flatMap((family) =>
    (
      [
        ['prerouting', BEFORE_BRIDGE, 'iifname'],
        ['forward', ON_BRIDGE, 'oifname'],
        ['postrouting', ON_BRIDGE, 'oifname'],
      ] as const
    ).flatMap(([hook, loss, key]) =>
      (['qbr', 'tap'] as const).map(
        (seen) =>
          [
            `${family} ${hook} ${key} ${seen}`,
            loss,
            { family, hook },
            (path: Path) => is(meta(key), device(path, seen)),
            seen === 'qbr' ? FOREIGN : NOTHING,
          ] as const,
      ),
    ),
  ),
];

for (const [name, loss, base, condition, found] of HOOKS)
  test(`on the bridge of the VM: ${name}`, async (t) => {
    t.deepEqual(await onBridge(t, loss, base, (path) => [condition(path), DROP]), found);
  });

test('what is dropped on its way up to the bridge goes on through it all the same', async (t) => {
  const base = { family: 'bridge', hook: 'input' };
  t.deepEqual(await onBridge(t, BEFORE_BRIDGE, base, () => [toRemote, took(20), DROP]), NOTHING);
});

test('what the bridge itself showed came through its first hook', async (t) => {
  const base = { family: 'bridge', hook: 'prerouting' };
  t.deepEqual(await onBridge(t, ON_BRIDGE, base, () => [toRemote, DROP]), NOTHING);
});

test('families of IP see a bridge only where br_netfilter calls them', async (t) => {
  const off = answers(
    'sysctls',
    { node: 'cn1', netns: '' },
    'net.bridge.bridge-nf-call-iptables = 0\n',
  );
  const at = (family: string) =>
    onBridge(t, ON_BRIDGE, { family, hook: 'forward' }, () => [toRemote, DROP], [off]);
  t.false((await at('inet')).some((one) => one.startsWith('FOREIGN_FIREWALL')));
  t.true((await at('bridge')).includes('FOREIGN_FIREWALL confirmed'));
});

test('a chain for another address is not named; answers are of a known connection', async (t) => {
  const base = { family: 'bridge', hook: 'forward' };
  const other = () => [is(ip('daddr'), '203.0.113.9'), DROP];
  t.deepEqual(await onBridge(t, ON_BRIDGE, base, other), NOTHING);
  const known = () => [is(ct('state'), ['established', 'related'], 'in'), DROP];
  t.deepEqual(await onBridge(t, ON_BRIDGE, base, known), NOTHING);
  const back: Loss = { after: 'qbr', direction: 'reply', lost: 20 };
  t.deepEqual(await onBridge(t, back, base, known), FOREIGN);
});

test('the filter of the node need not be read for what nftables drops', async (t) => {
  const base = { family: 'bridge', hook: 'prerouting' };
  const edits = [unread('iptables', { node: 'cn1', netns: '' })];
  t.deepEqual(await onBridge(t, BEFORE_BRIDGE, base, () => [toRemote, DROP], edits), FOREIGN);
});

const sample = (name: string): string =>
  readFileSync(
    new URL(`../../../packages/nodestate/test/samples/${name}`, import.meta.url),
    'utf8',
  );

test('ebtables: nft does not print what the rule asks, its counter tells', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const spec = (lost: number): CaseSpec => ({
    ...{ path, firewall: 'hybrid', loss: { ...ON_BRIDGE, lost } },
    extra: [read('cn1', sample('nft-ebtables.json'))],
  });
  const [cause, ...others] = causesOf(spec(20));
  t.deepEqual(others, []);
  t.like(cause, { code: 'FOREIGN_FIREWALL', confidence: 'likely' });
  t.regex(cause?.title ?? '', /drops it \(nft handle 2 of bridge filter FORWARD\)/);
  t.true(cause?.evidence.some(({ found }) => found === '20 since it was made, 20 were lost'));
  t.deepEqual(cause?.fixes[0]?.commands, ['nft delete rule bridge filter FORWARD handle 2']);
  t.deepEqual(verdictsOf(spec(21)), ['FOREIGN_FIREWALL possible']);
});

test('at the tap, before the bridge: the devices come from the list of chains', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const [tap, qvb] = [device(path, 'tap'), device(path, 'qvb')];
  const named = (text: string) => text.replaceAll('tap0', tap).replaceAll('qvb0', qvb);
  const ruleset = read('cn1', named(sample('nft-netdev.json')));
  const chains = (change: (text: string) => string = named) =>
    read('cn1', change(sample('nft-netdev-chains.txt')), 'nft-chains');
  const at = (extra: readonly EvidenceRecord[], lost = 20) =>
    verdictsOf({ path, firewall: 'hybrid', loss: { ...BEFORE_BRIDGE, lost }, extra });
  t.deepEqual(at([ruleset, chains()]), ['DEVICE_FILTER_DROP confirmed']);
  t.deepEqual(at([ruleset, chains((text) => text.replaceAll('tap0', 'tap1'))]), NOTHING);
  // Without the list only the counter says that it was there.
  t.deepEqual(at([ruleset]), ['DEVICE_FILTER_DROP likely']);
  t.deepEqual(at([ruleset], 21), ['DEVICE_FILTER_DROP possible']);
});

test('a bridge gets a copy: a chain at the device of the bridge drops nothing', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const dev = device(path, 'qbr');
  const text = nftText({ family: 'netdev', hook: 'ingress', dev }, [[toRemote, took(20), DROP]]);
  const spec: CaseSpec = { path, firewall: 'hybrid', loss: ON_BRIDGE, extra: [read('cn1', text)] };
  t.deepEqual(verdictsOf(spec), NOTHING);
});

test('what Open vSwitch in userspace has read already is not lost at ingress', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const text = nftText({ family: 'netdev', hook: 'ingress', dev: 'eth0' }, [
    [is(of('udp', 'dport'), 4789), took(20), DROP],
  ]);
  const loss: Loss = { after: 'tunnel-nic', out: true, lost: 20 };
  const [cause] = causesOf({ path, firewall: 'hybrid', loss, extra: [read('net1', text)] });
  t.like(cause, { code: 'DEVICE_FILTER_DROP', confidence: 'possible' });
  t.regex(cause?.detail ?? '', /forwards in userspace/);
});

test('a rule whose counter stood still while packets were lost is no proof', async (t) => {
  const base = { family: 'bridge', hook: 'forward' };
  const still = await onBridge(t, ON_BRIDGE, base, () => [toRemote, took(0), DROP]);
  t.deepEqual(still, ['FOREIGN_FIREWALL likely']);
});

test('what is sent out of another device, or to a program, did not go on', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const at = (...expr: Expr) => {
    const dev = device(path, 'tap');
    const text = nftText({ family: 'netdev', hook: 'ingress', dev }, [expr]);
    return causesOf({ path, firewall: 'hybrid', loss: BEFORE_BRIDGE, extra: [read('cn1', text)] });
  };
  const [sent] = at(toRemote, { fwd: { dev: 'eth9' } });
  t.is(sent?.confidence, 'confirmed');
  t.regex(sent?.title ?? '', /sends it out of eth9 instead/);
  t.is(at(toRemote, took(20), { queue: { num: 0 } })[0]?.confidence, 'likely');
});

/** The kernel's datapath: its internal ports are no taps, and it asks for no MACs itself. */
const inKernel = (path: Path): Path => ({
  ...path,
  nodes: path.nodes.map((node) => ({ ...node, devices: [] })),
});

test("the receiving node's chains see a tunnel's packets in the kernel's datapath", async (t) => {
  const recorded = await recordedPath(t, 'hybrid');
  const at = (path: Path, ...rules: readonly Expr[]) =>
    verdictsOf({
      ...{ path, firewall: 'hybrid', loss: { after: 'tunnel-nic', out: true, lost: 20 } },
      edits: path === recorded ? [] : [unread('tunnel-neighbours')],
      extra: [read('net1', nftText({ hook: 'input', policy: 'drop' }, rules))],
    });
  const path = inKernel(recorded);
  const vxlan = is(of('udp', 'dport'), 4789);
  t.deepEqual(at(path), ['HOST_FIREWALL confirmed']);
  t.deepEqual(at(path, [vxlan, { accept: null }]), NOTHING);
  t.deepEqual(at(path, [is(ct('state'), 'established', 'in'), { accept: null }]), [
    'HOST_FIREWALL likely',
  ]);
  t.deepEqual(at(recorded), NOTHING);
});

const FORWARD = { family: 'ip', table: 'filter', name: 'FORWARD', hook: 'forward' };

/** Verdicts with a chain of nftables in the VM's router. */
const inRouter = async (
  t: Context,
  base: object,
  rules: readonly Expr[],
  edits: CaseSpec['edits'] = [],
): Promise<string[]> => {
  const path = await recordedPath(t, 'hybrid');
  const { node = '', netns = '' } = path.points.find(({ role }) => role === 'qr') ?? {};
  const extra = [{ ...read(node, nftText(base, rules)), netns }];
  return verdictsOf({ path, firewall: 'hybrid', loss: { after: 'qr', lost: 20 }, extra, edits });
};

test('a table that iptables-save cannot print is walked as nft prints it', async (t) => {
  const unprinted = [
    answers(
      'iptables',
      { netns: 'qrouter-', selector: 'table=filter' },
      "# Table `filter' is incompatible, use 'nft' tool.\n",
    ),
  ];
  const by = (address: string): Expr => [
    { vmap: { key: ip('daddr'), data: { set: [[address, DROP]] } } },
  ];
  t.deepEqual(await inRouter(t, FORWARD, [by(REMOTE)], unprinted), ['ROUTER_NFT_DROP confirmed']);
  t.deepEqual(await inRouter(t, FORWARD, [by('203.0.113.9')], unprinted), NOTHING);
  // Where it was printed, what was printed is judged: all but maps, of which there is nothing.
  t.deepEqual(await inRouter(t, FORWARD, [[toRemote, DROP]]), NOTHING);
  t.deepEqual(await inRouter(t, FORWARD, [by(REMOTE)]), ['ROUTER_NFT_DROP confirmed']);
  t.deepEqual(await inRouter(t, FORWARD, [by('203.0.113.9')]), NOTHING);
});

test('a chain of nft beside those of iptables in their own table is foreign', async (t) => {
  const beside = { ...FORWARD, name: 'mine' };
  t.deepEqual(await inRouter(t, beside, [[toRemote, DROP]]), ['ROUTER_NFT_DROP confirmed']);
});

test('what iptables-save leaves out of a rule is asked of nftables', async (t) => {
  const printed = [
    answers(
      'iptables',
      { netns: 'qrouter-', selector: 'table=filter' },
      '*filter\n:FORWARD ACCEPT [0:0]\n[20:1680] -A FORWARD -j DROP\nCOMMIT\n',
    ),
  ];
  const set = (...addresses: string[]): Expr => [is(ip('daddr'), { set: addresses }), DROP];
  t.deepEqual(await inRouter(t, FORWARD, [set(REMOTE)], printed), ['ROUTER_FILTER_DROP confirmed']);
  t.deepEqual(await inRouter(t, FORWARD, [set('203.0.113.9')], printed), NOTHING);
  const two = [
    answers(
      'iptables',
      { netns: 'qrouter-', selector: 'table=filter' },
      `*filter\n:FORWARD ACCEPT [0:0]\n[0:0] -A FORWARD\n[20:1680] -A FORWARD -j DROP\nCOMMIT\n`,
    ),
  ];
  // A map is one rule there, and empty.
  const map = [
    ['203.0.113.7', DROP],
    ['203.0.113.8', DROP],
  ];
  const fates: Expr = [{ vmap: { key: ip('daddr'), data: { set: map } } }];
  t.deepEqual(await inRouter(t, FORWARD, [fates, set('203.0.113.9')], two), NOTHING);
  t.deepEqual(await inRouter(t, FORWARD, [fates, set(REMOTE)], two), [
    'ROUTER_FILTER_DROP confirmed',
  ]);
});
