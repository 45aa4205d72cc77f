// A flow from one VM to another: what the node and the groups of the other one say of its loss.
import test, { type ExecutionContext } from 'ava';
import { evidenceNeeds } from '../../src/plan/needs.ts';
import { type NeutronFacts, type Path } from '../../src/resolve/path.ts';
import { causesOf, type CaseSpec, recordedPath, verdictsOf, withNeutron } from './case-builder.ts';

const toB1 = async (t: ExecutionContext): Promise<Path> => {
  const { flow } = await recordedPath(t, 'ovsfw', 'b1');
  return recordedPath(t, 'ovsfw', 'a1', { destination: flow.localAddress });
};

/** The other VM has a group of its own, which allows nothing in. */
const withRemoteGroup = (path: Path): Path => {
  const { remote, securityGroups } = path.neutron;
  if (remote === null) throw new Error('the destination is a VM');
  const group = { id: 'g-closed', name: 'closed', stateful: true, rules: [] };
  const change: Partial<NeutronFacts> = {
    securityGroups: [...securityGroups, group],
    remote: { ...remote, port: { ...remote.port, securityGroups: [group.id] } },
  };
  return withNeutron(path, change);
};

test('openvswitch: the other VM lets nothing in: its groups are named, in table 82', async (t) => {
  const path = withRemoteGroup(await toB1(t));
  const spec: CaseSpec = {
    path,
    firewall: 'ovsfw',
    edits: [
      {
        reader: 'flows',
        node: path.neutron.remote?.port.host ?? '',
        text: (text) =>
          text
            .split('\n')
            .filter((line) => !(line.includes('table=82') && /priority=7\d/.test(line)))
            .join('\n'),
      },
    ],
    loss: { after: 'tunnel-nic', out: true },
  };
  const [cause] = causesOf(spec);
  t.is(cause?.code, 'SG_INGRESS_DENY');
  // The recorded counters stand still: more is not said than that the packet walks to a drop.
  t.is(cause?.confidence, 'likely');
  t.is(cause?.owner, 'tenant');
  t.regex(cause?.title ?? '', /^at b1's port on cn2: no security group of b1 allows .* in$/);
  t.true(cause?.evidence.some(({ found }) => found.startsWith('table 82')));
  t.is(cause?.objects['port'], path.neutron.remote?.port.id);
});

test('the drivers of both ends may differ: each end is walked by its own', async (t) => {
  const path = await toB1(t);
  const { remote } = path.neutron;
  if (remote === null) throw new Error('the destination is a VM');
  const hybrid = { ...remote, port: { ...remote.port, hybridPlug: true } };
  const spec: CaseSpec = {
    path: withNeutron(path, { remote: hybrid }),
    firewall: 'ovsfw',
    loss: { after: 'tunnel-nic', out: true },
  };
  t.false(verdictsOf(spec).some((verdict) => verdict.startsWith('SG_')));
});

const REFUSED = { status: 'REJECTED', after: 'tap', out: true } as const;
const reset = (from: string) => ({
  kind: 'rst' as const,
  point: '',
  from,
  icmpType: 0,
  icmpCode: 0,
  journey: 0,
  timeNs: 0,
  mtu: 0,
});

test('a reset of the other VM is its own doing, not of anybody outside', async (t) => {
  const path = await toB1(t);
  const end = path.points.filter(({ direction }) => direction === 'forward').at(-1);
  t.is(end?.role, 'tap');
  const spec: CaseSpec = {
    path,
    firewall: 'ovsfw',
    loss: REFUSED,
    correlation: { witnesses: [reset(path.flow.remoteAddress)] },
  };
  const [cause, ...others] = causesOf(spec);
  t.is(cause?.code, 'PEER_REFUSES');
  t.is(cause?.confidence, 'confirmed');
  t.is(cause?.owner, 'tenant');
  t.deepEqual(others, []);
});

test('both nodes of the tunnel are asked how it leads there, and for the other network', async (t) => {
  const path = await toB1(t);
  const asked = evidenceNeeds(path)
    .filter(({ selectors }) => selectors.includes('bridge=br-tun'))
    .map(({ node, selectors }) => `${node} ${selectors.slice(1).join(' ')}`);
  const vni = path.neutron.remote?.network.segmentationId;
  t.true(asked.includes(`cn1 table=4 match=tun_id=${vni}`), asked.join('\n'));
  t.true(asked.includes(`cn2 table=4 match=tun_id=${vni}`));
  t.true(asked.includes(`cn1 table=20 match=dl_dst=${path.neutron.remote?.port.mac}`));
});
