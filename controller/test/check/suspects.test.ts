// What checks are worth beside packets: a line at once, an order among equals, a name where nothing
// better is known; nothing at all about a path that delivers.
import test from 'ava';
import type { CauseFinding } from '../../src/explain/cause.ts';
import { CAUSES } from '../../src/explain/mod.ts';
import { CODES } from '../../src/check/codes.ts';
import { rankCauses, suspectsOf, suspectText } from '../../src/check/suspects.ts';
import { lostAfter } from '../explain/case-builder.ts';
import { checked, recordedPath, type Edit } from './check-builder.ts';
import { DRIFTS, NET_A, qrouter } from './drifts.ts';

const withoutRule: Edit = qrouter('rules', (rules) => rules.filter(({ table }) => table !== NET_A));

const cause = (code: string, confidence: CauseFinding['confidence']): CauseFinding => ({
  code,
  confidence,
  owner: 'platform',
  title: '',
  detail: '',
  evidence: [],
  affects: null,
  fixes: [],
  objects: {},
  references: [],
});

const ranked = (found: readonly CauseFinding[]): string[] =>
  found.map(({ code, confidence }) => `${code} ${confidence}`);

test('a healthy path prints nothing', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  t.is(suspectText(suspectsOf(checked('hybrid', path))), '');
});

test('a suspect is one line, with its node and check', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const suspects = suspectsOf(checked('hybrid', path, [withoutRule]));
  t.is(suspectText(suspects), 'suspect: PBR_RULE_MISSING on cn1 (check 4), capturing goes on');
});

test('a flow to a tunnel port that is gone is no suspect beside the port', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const drift = DRIFTS.find(({ title }) => title === 'a tunnel port that is gone');
  if (drift === undefined) return t.fail('that drift is there');
  const suspects = suspectsOf(checked('hybrid', path, [drift.edit(path, 'hybrid')]));
  t.deepEqual(
    suspects.map((one) => one.cause),
    ['TUNNEL_PORT_MISSING'],
  );
});

test('what stops every packet is named before what stops some', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const { network } = path.neutron;
  const small = {
    ...path,
    neutron: { ...path.neutron, network: { ...network, mtu: network.mtu - 50 } },
  };
  const suspects = suspectsOf(checked('hybrid', small, [withoutRule]));
  t.is(suspects[0]?.cause, 'PBR_RULE_MISSING');
  t.true(suspects.some((one) => one.cause === 'MTU_BLACKHOLE'));
  t.regex(suspectText(suspects), /\(check 4\), MTU_BLACKHOLE on \w+ \(check 10\)/);
});

test('what packets confirmed stays first, whatever checks suspect', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const results = checked('hybrid', path, [withoutRule]);
  const lost = lostAfter(path, { after: 'qbr' });
  const causes = [cause('SG_EGRESS_DENY', 'confirmed')];
  t.deepEqual(ranked(rankCauses(causes, results, path, lost)), [
    'SG_EGRESS_DENY confirmed',
    'PBR_RULE_MISSING likely',
  ]);
});

test('among equally certain causes the suspected one is first', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const results = checked('hybrid', path, [withoutRule]);
  const lost = lostAfter(path, { after: 'qr' });
  const causes = [cause('IP_FORWARD_OFF', 'likely'), cause('PBR_RULE_MISSING', 'likely')];
  t.deepEqual(ranked(rankCauses(causes, results, path, lost)), [
    'PBR_RULE_MISSING likely',
    'IP_FORWARD_OFF likely',
  ]);
});

test('a suspect stands in for an unknown cause, elsewhere only as possible', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const results = checked('hybrid', path, [withoutRule]);
  const unknown = [cause('CAUSE_UNKNOWN', 'possible')];
  const here = rankCauses(unknown, results, path, lostAfter(path, { after: 'qr' }));
  t.deepEqual(ranked(here), ['PBR_RULE_MISSING likely']);
  t.is(here[0]?.owner, 'platform');
  t.regex(here[0]?.title ?? '', /^on cn1: ip rule \d+ is absent, expected from /);
  const there = rankCauses(unknown, results, path, lostAfter(path, { after: 'sg' }));
  t.deepEqual(ranked(there), ['PBR_RULE_MISSING possible']);
});

test('a delivered flow is blamed on nobody', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const results = checked('hybrid', path, [withoutRule]);
  const delivered = lostAfter(path, { status: 'DELIVERED', after: 'none' });
  t.deepEqual(rankCauses([], results, path, delivered), []);
});

test('a cause that explain knows has the same code here', (t) => {
  const known = new Set(CAUSES.map(({ code }) => code));
  const own = [
    'ADDRESS_OUTSIDE_SUBNET',
    'AGENT_MODE',
    'DELIVERY_FLOW_MISSING',
    'DELIVERY_FLOW_WRONG',
    'PORT_HOST_MISMATCH',
    'SNAT_RULE_STRAY',
  ];
  t.deepEqual(
    Object.values(CODES)
      .filter((code) => !known.has(code))
      .toSorted((a, b) => a.localeCompare(b)),
    own,
  );
});

test('what two active HA agents bring about is no suspect beside them', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const { router, l3Agents } = path.neutron;
  if (router === null) return t.fail('the recorded path has a router');
  const active = [...l3Agents, ...l3Agents.map((one) => ({ ...one, host: 'net2' }))];
  const neutron = {
    ...path.neutron,
    router: { ...router, ha: true },
    l3Agents: active.map((one) => ({ ...one, haState: 'active' })),
  };
  const drift = DRIFTS.find(({ title }) => title === 'a unicast flow that leads to another node');
  if (drift === undefined) return t.fail('that drift is there');
  const results = checked('hybrid', { ...path, neutron }, [drift.edit(path, 'hybrid')]);
  t.deepEqual(
    suspectsOf(results).map((one) => `${one.cause} ${one.node}`),
    ['HA_TWO_ACTIVE ', 'TUNNEL_WRONG_NODE net1'],
    'the way back to the VM is not their doing',
  );
});
