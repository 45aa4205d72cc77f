// A router that asks for its gateway in vain: the gateway is silent only when the question left.
import test from 'ava';
import { type Correlation } from '../../src/correlate/journeys.ts';
import { explain, followUps } from '../../src/explain/mod.ts';
import { type EvidenceNeed } from '../../src/plan/needs.ts';
import { type Direction, NO_DEVICE, type Path, type Role } from '../../src/resolve/path.ts';
import { type EvidenceRecord, type Recording } from '../../src/run/recording.ts';
import {
  type CaseSpec,
  type Edit,
  emptyCorrelation,
  extraRecord,
  lostAfter,
  recordedPath,
  recordingOf,
} from './case-builder.ts';
import { keepLines, row } from './edits.ts';
import { ip, is, nftText, of } from './nft-made.ts';

type Arp = Correlation['arp'][number];
const OWN_MAC = 'fa:16:3e:00:00:09';
const GATEWAY_MAC = 'fa:16:3e:00:00:01';

const gatewayOf = (path: Path): string => path.neutron.externalSubnet?.gateway ?? '';
const pointAt = (path: Path, role: Role, direction: Direction): string =>
  path.points.find((one) => one.role === role && one.direction === direction)?.id ?? '';

const request = (path: Path, role: Role, from = path.flow.natAddress): Arp => ({
  point: pointAt(path, role, 'forward'),
  operation: 'request',
  senderAddress: from,
  senderMac: OWN_MAC,
  targetAddress: gatewayOf(path),
  timeNs: 0,
});
const reply = (path: Path, role: Role, to = path.flow.natAddress): Arp => ({
  point: pointAt(path, role, 'reply'),
  operation: 'reply',
  senderAddress: gatewayOf(path),
  senderMac: GATEWAY_MAC,
  targetAddress: to,
  timeNs: 0,
});

/** The recording with armed captures at the router's external port and the card. */
const watched = (recording: Recording, path: Path): Recording => {
  const points = path.points.filter(({ role }) => role === 'qg' || role === 'ext-nic');
  const plans = points.map(({ id, netns, device }, index) => ({
    capture: index + 1,
    netns,
    device,
    promiscuous: false,
    vni: 0,
    locals: [],
    arp: [],
    snapBytes: 128,
    points: [id],
  }));
  const captures = plans.map(({ capture }) => ({
    node: 'net1',
    capture,
    armed: true,
    failure: '',
    endedBy: 'release',
    frames: { count: 0 },
  }));
  return {
    ...recording,
    plan: {
      ...recording.plan,
      nodes: recording.plan.nodes.map((one) =>
        one.node === 'net1' ? { ...one, captures: plans } : one,
      ),
    },
    captures: captures as unknown as Recording['captures'],
  };
};

interface Case {
  readonly path: Path;
  readonly arp: readonly Arp[];
  readonly edits?: readonly Edit[];
  readonly extra?: readonly EvidenceRecord[];
  readonly blind?: true;
}

const caseOf = ({ path, arp, edits = [], extra = [], blind }: Case) => {
  const failed: Edit = {
    reader: 'neighbours',
    netns: 'snat-',
    selector: `to=${gatewayOf(path)}`,
    text: () => JSON.stringify([{ dst: gatewayOf(path), dev: 'qg-x', state: ['FAILED'] }]),
  };
  const spec: CaseSpec = {
    path,
    firewall: 'hybrid',
    edits: [failed, ...edits],
    extra,
    loss: { after: 'sg', lost: 20 },
  };
  const recording = recordingOf(spec);
  return [
    blind === true ? recording : watched(recording, path),
    emptyCorrelation(path, { arp: [...arp] }),
    lostAfter(path, spec.loss),
  ] as const;
};

const first = (one: Case): string => {
  const [cause] = explain(...caseOf(one)).causes;
  return `${cause?.code} ${cause?.confidence} ${cause?.owner}`;
};

const SILENT = 'GATEWAY_NO_ARP confirmed upstream';

test('a gateway that does not answer what left the card is silent', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const arp = [request(path, 'qg'), request(path, 'ext-nic')];
  t.is(first({ path, arp }), SILENT);
  const others = reply(path, 'ext-nic', '172.24.4.250');
  t.is(first({ path, arp: [...arp, others] }), SILENT);
  const [cause] = explain(...caseOf({ path, arp })).causes;
  t.is(cause?.evidence.filter(({ found }) => found === '1 requests, 0 replies').length, 2);
});

test('where nobody watched the card the gateway is what is left', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  t.is(first({ path, arp: [request(path, 'qg')], blind: true }), SILENT);
});

test('requests that do not reach the card accuse the bridge', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  // Another router of the node asks through the same card.
  const arp = [request(path, 'qg'), request(path, 'ext-nic', '172.24.4.250')];
  const untranslated = keepLines(
    'flows',
    { node: 'net1', selector: 'table=2' },
    (line) => !line.includes('priority=4'),
  );
  t.is(first({ path, arp, edits: [untranslated] }), 'EXTERNAL_VLAN_MISSING confirmed platform');
  const unjoined = row('Interface', 'net1', 'int-br-ex', null);
  t.is(first({ path, arp, edits: [unjoined] }), 'EXTERNAL_BRIDGE_UNJOINED confirmed platform');
  const codes = explain(...caseOf({ path, arp })).causes.map(({ code }) => code);
  t.false(codes.includes('GATEWAY_NO_ARP'));
});

test('answers that reach the card and not the router accuse the way in', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const arp = [request(path, 'qg'), request(path, 'ext-nic'), reply(path, 'ext-nic')];
  const edits = [
    keepLines(
      'flows',
      { node: 'net1', selector: 'match=in_port=int-br-ex' },
      (line) => !line.includes('set_field'),
    ),
  ];
  t.is(first({ path, arp, edits }), 'EXTERNAL_VLAN_MISSING confirmed platform');
});

test('an external bridge without a card swallows requests', async (t) => {
  const whole = await recordedPath(t, 'hybrid');
  const points = whole.points.map((one) =>
    one.role === 'ext-nic' ? { ...one, device: NO_DEVICE } : one,
  );
  const path = { ...whole, points };
  t.is(first({ path, arp: [request(path, 'qg')] }), 'EXTERNAL_NIC_MISSING confirmed platform');
});

const tracesOf = (one: Case): EvidenceNeed[] =>
  followUps(...caseOf(one)).filter(({ reader }) => reader === 'ofproto-trace');

const dropInBrEx = [
  'bridge("br-int")',
  '60. priority 3, cookie 0x1',
  '    NORMAL',
  '     -> no learned MAC for destination, flooding',
  '',
  '    bridge("br-ex")',
  '         0. arp, priority 100, cookie 0x2',
  '            drop',
  '',
  'Datapath actions: 3,4',
  '',
].join('\n');

test('the request itself is traced, and a flow that drops it is named', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const arp = [request(path, 'qg')];
  const [need, ...others] = tracesOf({ path, arp });
  t.deepEqual(others, []);
  t.is(need?.node, 'net1');
  const [bridge, flow = ''] = need?.selectors ?? [];
  t.is(bridge, 'bridge=br-int');
  const asks = `arp_spa=${path.flow.natAddress},arp_tpa=${gatewayOf(path)}`;
  t.regex(flow, /^flow=in_port=qg-\S+,arp,dl_src=\S+,dl_dst=ff:ff:ff:ff:ff:ff,arp_op=1,/);
  t.true(flow.includes(asks), flow);
  const extra = [
    extraRecord({
      node: 'net1',
      reader: 'ofproto-trace',
      selectors: need?.selectors ?? [],
      phase: 'later',
      text: dropInBrEx,
    }),
  ];
  const [cause] = explain(...caseOf({ path, arp, extra })).causes;
  t.is(cause?.code, 'FLOW_DROP');
  t.is(cause?.confidence, 'confirmed');
  t.regex(cause?.title ?? '', /^in br-ex of net1: table 0 drops it \(priority 100, arp\)/);
  t.notRegex(cause?.detail ?? '', /somebody else set it/);
  const foreign = extra.map((one) => ({ ...one, text: one.text.replace(', cookie 0x2', '') }));
  const [set] = explain(...caseOf({ path, arp, extra: foreign })).causes;
  t.regex(set?.detail ?? '', /somebody else set it/);
  t.regex(set?.fixes[0]?.commands[0] ?? '', /del-flows br-ex 'table=0,priority=100,arp'$/);
});

test('the answer is traced from the card', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const arp = [request(path, 'qg'), request(path, 'ext-nic'), reply(path, 'ext-nic')];
  const [need] = tracesOf({ path, arp });
  t.is(need?.selectors[0], 'bridge=br-ex');
  t.regex(
    need?.selectors[1] ?? '',
    new RegExp(`^flow=in_port=ext0,arp,dl_src=${GATEWAY_MAC},dl_dst=${OWN_MAC},arp_op=2,`),
  );
});

test('a floating IP asks for its gateway on its own node', async (t) => {
  const path = await recordedPath(t, 'hybrid', 'a2');
  const gateway = gatewayOf(path);
  const failed: Edit = {
    reader: 'neighbours',
    netns: 'fip-',
    selector: `to=${gateway}`,
    text: () => JSON.stringify([{ dst: gateway, dev: 'fg-x', state: ['FAILED'] }]),
  };
  const spec: CaseSpec = {
    path,
    firewall: 'hybrid',
    edits: [failed],
    loss: { after: 'fpr', lost: 20 },
  };
  const agent = '172.24.4.77';
  const said = (arp: readonly Arp[], captured: (recording: Recording) => Recording) => {
    const recording = captured(recordingOf(spec));
    const correlation = emptyCorrelation(path, { arp: [...arp] });
    const [cause] = explain(recording, correlation, lostAfter(path, spec.loss)).causes;
    return `${cause?.code} ${cause?.confidence}`;
  };
  const asked = request(path, 'fg', agent);
  t.is(
    said([asked], (recording) => recording),
    'GATEWAY_NO_ARP confirmed',
  );
  const both = [asked, reply(path, 'fg', agent)];
  t.not(
    said(both, (recording) => recording),
    'GATEWAY_NO_ARP confirmed',
  );
});

test('requests that a chain of nftables at the card drops accuse it, rules for IP do not', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const at = (...conditions: object[]): string => {
    const base = { family: 'netdev', hook: 'egress', dev: 'ext0' };
    const text = nftText(base, [[...conditions, { drop: null }]]);
    const extra = [extraRecord({ node: 'net1', reader: 'nft-ruleset', phase: 'later', text })];
    return first({ path, arp: [request(path, 'qg')], extra });
  };
  t.is(at(is(of('arp', 'operation'), 'request')), 'DEVICE_FILTER_DROP confirmed platform');
  t.not(at(is(of('arp', 'operation'), 'reply')), 'DEVICE_FILTER_DROP confirmed platform');
  t.not(at(is(ip('daddr'), '198.51.100.10')), 'DEVICE_FILTER_DROP confirmed platform');
});
