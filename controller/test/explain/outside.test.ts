// Causes in the snat namespace, beyond it, and before the first point.
import test from 'ava';
import { type Correlation } from '../../src/correlate/journeys.ts';
import { type Path } from '../../src/resolve/path.ts';
import {
  causesOf,
  type CaseSpec,
  type Edit,
  type Firewall,
  recordedPath,
  verdictsOf,
} from './case-builder.ts';

const FIREWALLS: readonly Firewall[] = ['hybrid', 'ovsfw'];

const withoutSnat: Edit = {
  reader: 'iptables',
  netns: 'snat-',
  selector: 'table=nat',
  text: (text) =>
    text
      .split('\n')
      .filter((line) => !/-A neutron-l3-agent-snat -o qg-\S+ -j SNAT/.test(line))
      .join('\n'),
};

/** The neighbour table of the gateway as a kernel that got no answer prints it. */
const failed = (path: Path): Edit => ({
  reader: 'neighbours',
  netns: 'snat-',
  selector: `to=${path.neutron.externalSubnet?.gateway ?? ''}`,
  text: () =>
    JSON.stringify([
      { dst: path.neutron.externalSubnet?.gateway, dev: 'qg-x', probes: 3, state: ['FAILED'] },
    ]),
});

const arp = (path: Path, operation: 'request' | 'reply') => ({
  point: path.points.find(({ role }) => role === 'qg')?.id ?? '',
  operation,
  senderAddress: operation === 'reply' ? (path.neutron.externalSubnet?.gateway ?? '') : '',
  senderMac: '',
  targetAddress: operation === 'request' ? (path.neutron.externalSubnet?.gateway ?? '') : '',
  timeNs: 0,
});

const withNamespaces = (path: Path, change: 'absent' | 'dead'): Path => ({
  ...path,
  nodes: path.nodes.map((node) => ({
    ...node,
    namespaces: node.namespaces.flatMap((one) => {
      if (!one.name.startsWith('snat-')) return [one];
      return change === 'dead' ? [{ ...one, dead: true, inode: 0 }] : [];
    }),
  })),
});

for (const firewall of FIREWALLS) {
  test(`${firewall}: packets that leave with the VM's address: the SNAT rule is missing`, async (t) => {
    const path = await recordedPath(t, firewall);
    const spec: CaseSpec = {
      path,
      firewall,
      edits: [withoutSnat],
      loss: { status: 'UNANSWERED', after: 'ext-nic' },
    };
    const [cause, ...others] = causesOf(spec);
    t.is(cause?.code, 'SNAT_RULE_MISSING');
    t.is(cause?.confidence, 'confirmed');
    t.deepEqual(others, []);
    t.regex(
      cause?.fixes[0]?.commands[0] ?? '',
      /-o qg-\S+ -j SNAT --to-source 172\.24\.4\.\d+ --random-fully$/,
    );
  });

  test(`${firewall}: SNAT switched off in the API is the tenant's`, async (t) => {
    const path = await recordedPath(t, firewall);
    const { router } = path.neutron;
    if (router === null) return t.fail('the recorded path has a router');
    const off = { ...path, neutron: { ...path.neutron, router: { ...router, enableSnat: false } } };
    const [cause] = causesOf({
      path: off,
      firewall,
      edits: [withoutSnat],
      loss: { status: 'UNANSWERED', after: 'ext-nic' },
    });
    t.is(cause?.code, 'SNAT_DISABLED');
    t.is(cause?.owner, 'tenant');
  });

  test(`${firewall}: a silent gateway: failed neighbour, unanswered ARP`, async (t) => {
    const path = await recordedPath(t, firewall);
    const loss = { after: 'sg' } as const;
    const [cause] = causesOf({
      path,
      firewall,
      edits: [failed(path)],
      correlation: { arp: [arp(path, 'request'), arp(path, 'request')] },
      loss,
    });
    t.is(cause?.code, 'GATEWAY_NO_ARP');
    t.is(cause?.confidence, 'confirmed');
    t.is(cause?.owner, 'upstream');
    t.true(cause?.evidence.some(({ found }) => found === '2 requests, 0 replies'));
    const answered = { arp: [arp(path, 'request'), arp(path, 'reply')] };
    t.deepEqual(verdictsOf({ path, firewall, correlation: answered, loss }), [
      'CAUSE_UNKNOWN possible',
    ]);
  });

  test(`${firewall}: what leaves translated and is not answered is upstream's`, async (t) => {
    const path = await recordedPath(t, firewall);
    const { natAddress } = path.flow;
    const nat = [{ localPort: 1, natAddress, natPort: 2, source: 'conntrack' as const }];
    const loss = { status: 'UNANSWERED', after: 'ext-nic' } as const;
    const [cause] = causesOf({ path, firewall, correlation: { nat }, loss });
    t.is(cause?.code, 'UPSTREAM_NO_REPLY');
    t.is(cause?.confidence, 'confirmed');
    t.is(cause?.owner, 'upstream');
    t.deepEqual(verdictsOf({ path, firewall, loss }), ['UPSTREAM_NO_REPLY likely']);
  });

  test(`${firewall}: answered in part only: outside loses some`, async (t) => {
    const path = await recordedPath(t, firewall);
    const loss = { status: 'DEGRADED', after: 'ext-nic', sent: 20, lost: 7 } as const;
    const [cause, ...others] = causesOf({ path, firewall, loss });
    t.like(cause, { code: 'UPSTREAM_LOSS', confidence: 'confirmed', owner: 'upstream' });
    t.deepEqual(others, []);
    const found = cause?.evidence.map(({ found }) => found);
    t.deepEqual(found?.slice(0, 2), ['20 packets', '13 packets']);
  });

  test(`${firewall}: no snat namespace where the API wants it`, async (t) => {
    const path = withNamespaces(await recordedPath(t, firewall), 'absent');
    const loss = { after: 'tunnel-nic', out: true } as const;
    const [cause] = causesOf({ path, firewall, loss });
    t.is(cause?.code, 'SNAT_NAMESPACE_MISSING');
    t.is(cause?.confidence, 'confirmed');
    const blind = { status: 'INCONCLUSIVE', after: 'none' } as const;
    t.deepEqual(verdictsOf({ path, firewall, loss: blind }), ['SNAT_NAMESPACE_MISSING likely']);
  });

  test(`${firewall}: a dead handle is a suspicion, never "absent"`, async (t) => {
    const path = withNamespaces(await recordedPath(t, firewall), 'dead');
    const loss = { after: 'tunnel-nic', out: true } as const;
    t.deepEqual(verdictsOf({ path, firewall, loss }), ['SNAT_NAMESPACE_DEAD likely']);
  });

  test(`${firewall}: a VM that sends nothing`, async (t) => {
    const path = await recordedPath(t, firewall);
    const [cause] = causesOf({
      path,
      firewall,
      loss: { status: 'NOT_SENT', after: 'vm', lost: 0 },
    });
    t.is(cause?.code, 'VM_SENDS_NOTHING');
    t.is(cause?.owner, 'tenant');
  });

  test(`${firewall}: a VM that asks for its gateway and gets no answer would send`, async (t) => {
    const path = await recordedPath(t, firewall);
    const { gateway } = path.neutron.subnet;
    const tap = path.points.find(({ role }) => role === 'tap')?.id ?? '';
    const asked = { ...arp(path, 'request'), point: tap, targetAddress: gateway };
    const request = { ...asked, senderAddress: path.flow.localAddress };
    const told = { ...arp(path, 'reply'), point: tap, senderAddress: gateway };
    const loss = { status: 'NOT_SENT', after: 'vm', lost: 0 } as const;
    const named = (seen: Correlation['arp']) =>
      causesOf({ path, firewall, loss, correlation: { arp: seen } }).map(({ code }) => code);
    t.deepEqual(named([request, request]), ['GATEWAY_UNANSWERED']);
    t.deepEqual(named([request, told]), ['VM_SENDS_NOTHING']);
    const other = { ...request, targetAddress: '10.1.0.77' };
    t.deepEqual(named([other]), ['VM_SENDS_NOTHING']);
  });

  test(`${firewall}: a VM that asks as somebody else is filtered before it sends`, async (t) => {
    const path = await recordedPath(t, firewall);
    const { flow, neutron } = path;
    const tap = path.points.find(({ role }) => role === 'tap')?.id ?? '';
    const asked = { ...arp(path, 'request'), point: tap, targetAddress: neutron.subnet.gateway };
    const loss = { status: 'NOT_SENT', after: 'vm', lost: 0 } as const;
    const named = (senderAddress: string, senderMac: string) =>
      verdictsOf({
        path,
        firewall,
        loss,
        correlation: { arp: [{ ...asked, senderAddress, senderMac }] },
      });
    t.deepEqual(named(flow.localAddress, '02:00:00:00:00:01'), ['SPOOF_DROP confirmed']);
    t.deepEqual(named('10.1.0.250', flow.mac), ['SPOOF_DROP confirmed']);
    t.deepEqual(named(flow.localAddress, flow.mac), ['GATEWAY_UNANSWERED confirmed']);
    // An address that is not set yet (RFC 5227).
    t.deepEqual(named('0.0.0.0', flow.mac), ['VM_SENDS_NOTHING confirmed']);
  });

  test(`${firewall}: a VM that asks for a wrong gateway is told so`, async (t) => {
    const path = await recordedPath(t, firewall);
    const tap = path.points.find(({ role }) => role === 'tap')?.id ?? '';
    const senderAddress = path.flow.localAddress;
    const asked = { ...arp(path, 'request'), point: tap, senderAddress };
    const seen = [{ ...asked, targetAddress: '10.1.0.200' }];
    const loss = { status: 'NOT_SENT', after: 'vm', lost: 0 } as const;
    const [cause] = causesOf({ path, firewall, loss, correlation: { arp: seen } });
    t.is(cause?.code, 'VM_SENDS_NOTHING');
    t.regex(cause?.detail ?? '', /asks for 10\.1\.0\.200, .* not for its gateway 10\.1\.0\.1/);
  });

  test(`${firewall}: nothing lost, nobody blamed, whatever the state`, async (t) => {
    const path = await recordedPath(t, firewall);
    const loss = { status: 'DELIVERED', after: 'none' } as const;
    t.deepEqual(causesOf({ path, firewall, edits: [withoutSnat, failed(path)], loss }), []);
  });

  test(`${firewall}: without any evidence at all nothing throws and nothing is confirmed`, async (t) => {
    const path = await recordedPath(t, firewall);
    const bare = { ...path, nodes: [] };
    for (const segment of path.segments) {
      const after = path.points.find(({ id }) => id === segment.from)?.role ?? 'vm';
      const spec: CaseSpec = {
        path: bare,
        firewall,
        edits: [],
        loss: { direction: segment.direction, after },
      };
      if (segment.direction === 'reply' && after === 'vm') continue;
      for (const cause of causesOf(spec)) t.not(cause.confidence, 'confirmed', cause.code);
    }
  });
}
