// What kernel and switch say beside a cause: proof where they agree, said where they do not.
import { readFileSync } from 'node:fs';
import test from 'ava';
import { type Path } from '../../src/resolve/path.ts';
import { type Cause, type CauseFinding, type EvidenceLine } from '../../src/explain/cause.ts';
import { capturedCase } from './captured.ts';
import { explain } from '../../src/explain/explain.ts';
import {
  type CaseSpec,
  causesOf,
  emptyCorrelation,
  extraRecord,
  recordedPath,
} from './case-builder.ts';
import { intoTunnel } from './traces.ts';

const sample = (name: string): string => {
  const file = new URL(`../../../packages/nodestate/test/samples/${name}`, import.meta.url);
  return readFileSync(file, 'utf8');
};

const KERNEL = 'dropped by the kernel, and why';
const SWITCH = 'vswitchd traces a lost packet';

const FINDING: CauseFinding = {
  code: '',
  confidence: 'likely',
  owner: 'platform',
  title: '',
  detail: '',
  evidence: [],
  affects: null,
  fixes: [],
  objects: {},
  references: [],
};

/** A cause that can be wherever the case is. */
const anywhere: Cause = {
  code: '',
  owner: 'platform',
  summary: '',
  segments: ['integration-bridge', 'router'],
  directions: ['forward'],
  catalogue: [],
  test: () => FINDING,
};

interface Dropped {
  readonly reason: string;
  readonly count: number;
  readonly netns: string;
  readonly location?: string;
  readonly proto?: string;
  readonly from?: string;
}

const drops = (path: Path, node: string, ...groups: readonly Dropped[]) => {
  const { localAddress, remoteAddress } = path.flow;
  const lines = groups.flatMap((group) => {
    const { reason, count, netns, location = 'ip_x+0x1', proto = 'icmp' } = group;
    const source = group.from ?? localAddress;
    const rest = `netns=${netns} dev=d ifindex=1 iif=1 proto=${proto} src=${source} dst=${remoteAddress} ipid=1`;
    return Array.from(
      { length: count },
      (_, index) =>
        `1.${String(index).padStart(9, '0')} reason=${reason} location=${location} ${rest}`,
    );
  });
  const text = `${lines.join('\n')}\ntotal=${lines.length} kept=${lines.length} foreign=0\n`;
  return extraRecord({ node, reader: 'drop-reasons', text });
};

const lineOf = (causes: readonly CauseFinding[], what: string): EvidenceLine | undefined =>
  causes[0]?.evidence.find((line) => line.what === what);

const atRouter = (path: Path, ...extra: ReturnType<typeof drops>[]): CaseSpec => ({
  path,
  firewall: 'hybrid',
  extra,
  loss: { after: 'qr', lost: 20 },
});

const qrouterOf = (path: Path): string => `qrouter-${path.neutron.router?.id ?? ''}`;

test('the reason the kernel gave for all lost packets is said beside the cause', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const netns = qrouterOf(path);
  const seen = drops(path, 'cn1', {
    reason: 'IP_INNOROUTES',
    count: 20,
    netns,
    location: 'ip_error+0x94',
  });
  const line = lineOf(causesOf(atRouter(path, seen)), KERNEL);
  t.is(line?.found, '20 = lost: IP_INNOROUTES (ip_error, d)');
  t.deepEqual([line?.netns, line?.verdict], [netns, 'bad']);
});

test('a reason that no cause stands for is said by the kernel itself', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const netns = qrouterOf(path);
  const location = 'ip_forward+0x1';
  const first = (reason: string, count: number) =>
    causesOf(atRouter(path, drops(path, 'cn1', { reason, count, netns, location })))[0];
  t.like(first('XFRM_POLICY', 20), { code: 'KERNEL_DROP', confidence: 'likely' });
  t.regex(first('XFRM_POLICY', 20)?.title ?? '', /^in qrouter of cn1: .* XFRM_POLICY \(ip_forward/);
  t.is(first('XFRM_POLICY', 5)?.code, 'CAUSE_UNKNOWN', 'of some of the lost ones only');
  t.is(first('NOT_SPECIFIED', 20)?.code, 'CAUSE_UNKNOWN', 'which says nothing');
});

test('drops elsewhere, of other packets, or of our own questions are not said', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const netns = qrouterOf(path);
  const other = { reason: 'NETFILTER_DROP', count: 20 };
  for (const seen of [
    { ...other, netns: 'qrouter-other' },
    { ...other, netns, proto: 'udp' },
    { ...other, netns, from: '10.1.0.99' },
    { ...other, netns, location: 'inet_rtm_getroute+0x495' },
  ])
    t.is(lineOf(causesOf(atRouter(path, drops(path, 'cn1', seen))), KERNEL), undefined);
  const elsewhere = drops(path, 'net1', { ...other, netns });
  t.is(lineOf(causesOf(atRouter(path, elsewhere)), KERNEL), undefined);
});

const traced = async (
  t: Parameters<typeof recordedPath>[0],
  after: 'qvo' | 'tap',
  file: string,
): Promise<EvidenceLine | undefined> => {
  const firewall = after === 'qvo' ? 'hybrid' : 'ovsfw';
  const path = await recordedPath(t, firewall);
  const spec: CaseSpec = { path, firewall, loss: { after } };
  const point = path.points.find(
    ({ role, direction }) => role === after && direction === 'forward',
  );
  const record = extraRecord({
    node: 'cn1',
    reader: 'ofproto-trace',
    selectors: ['bridge=br-int', `flow=in_port=${point?.device},icmp`],
    phase: 'later',
    text: sample(file),
  });
  const { recording, localisation } = capturedCase({ ...spec, extra: [record] }, new Uint8Array());
  const known = { ...anywhere, test: () => ({ ...FINDING, confidence: 'confirmed' as const }) };
  const { causes } = explain(recording, emptyCorrelation(path), localisation, [known]);
  return lineOf(causes, SWITCH);
};

test('where vswitchd drops the packet too, its tables are said as proof', async (t) => {
  const line = await traced(t, 'tap', 'trace-spoof.txt');
  t.is(line?.verdict, 'bad');
  t.regex(line?.found ?? '', /^br-int tables 0 [\d ]+: dropped$/);
});

test('a flood is no proof, and is said as what it is', async (t) => {
  const line = await traced(t, 'qvo', 'trace-flood.txt');
  t.is(line?.verdict, 'note');
  t.regex(line?.found ?? '', /^flooded, its MAC is not learned \(push_vlan/);
});

test('what is sent into the tunnel is not called a flood, whatever br-int does on the way', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const point = path.points.find(
    ({ role, direction, side }) => role === 'qr' && direction === 'forward' && side === 'out',
  );
  const record = extraRecord({
    node: 'cn1',
    reader: 'ofproto-trace',
    selectors: ['bridge=br-int', `flow=in_port=${point?.device},icmp`],
    phase: 'later',
    text: intoTunnel(0x5e5),
  });
  const spec: CaseSpec = { path, firewall: 'hybrid', loss: { after: 'qr', out: true } };
  const { recording, localisation } = capturedCase({ ...spec, extra: [record] }, new Uint8Array());
  const known: Cause = { ...anywhere, segments: ['tunnel-out'] };
  const { causes } = explain(recording, emptyCorrelation(path), localisation, [known]);
  const line = lineOf(causes, SWITCH);
  t.is(line?.verdict, 'note');
  t.is(line?.found, 'br-tun tables 20: sent into the tunnel to 10.20.0.20 with VNI 1509');
});

test('the kernel proves what a cause only thinks likely, when all that was lost is it', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const lost = 20;
  const netns = qrouterOf(path);
  const confidenceAfter = (reason: string, count: number, change = {}): string | undefined => {
    const spec = atRouter(path, drops(path, 'cn1', { reason, count, netns }));
    const { recording, localisation } = capturedCase(spec, new Uint8Array());
    const finding = { ...FINDING, code: 'RP_FILTER_DROP', ...change };
    const cause = { ...anywhere, test: () => finding };
    const { causes } = explain(recording, emptyCorrelation(path), localisation, [cause]);
    return causes.find(({ code }) => code === finding.code)?.confidence;
  };
  t.is(confidenceAfter('IP_RPFILTER', lost), 'confirmed');
  t.is(confidenceAfter('IP_RPFILTER', lost - 1), 'likely');
  t.is(confidenceAfter('NETFILTER_DROP', lost), 'likely');
  t.is(confidenceAfter('IP_RPFILTER', lost, { confidence: 'possible' }), 'possible');
  const share = { code: 'LOSSY_RULE', confidence: 'possible' };
  t.is(confidenceAfter('NETFILTER_DROP', lost, share), 'likely');
});

test('what the switch itself counts as dropped is shown, as shared', async (t) => {
  const path = await recordedPath(t, 'ovsfw');
  const coverage = (phase: 'before' | 'after', total: number) =>
    extraRecord({
      node: 'cn1',
      reader: 'ovs-coverage',
      phase,
      text: [
        `drop_action_of_pipeline    0.0/sec     0.000/sec        0.0281/sec   total: ${total}`,
        'xlate_actions              0.8/sec     1.800/sec        7.1167/sec   total: 36393',
      ].join('\n'),
    });
  const of = (after: number): EvidenceLine | undefined => {
    const extra = [coverage('before', 300), coverage('after', after)];
    const spec: CaseSpec = { path, firewall: 'ovsfw', extra, loss: { after: 'tap' } };
    const { recording, localisation } = capturedCase(spec, new Uint8Array());
    const { causes } = explain(recording, emptyCorrelation(path), localisation, [anywhere]);
    return lineOf(causes, 'drops of Open vSwitch (all ports of cn1)');
  };
  const line = of(325);
  t.is(line?.verdict, 'note');
  t.is(line?.found, 'drop_action_of_pipeline +25: shared, not proof');
  t.is(of(300), undefined);
});
