// The ten checks on the recorded state of both firewalls: healthy state accuses nobody, each edit
// is found by its check, what concerns others or was not read accuses nobody.
import test from 'ava';
import type { NeutronFacts, Path, PortFacts } from '../../src/resolve/path.ts';
import { withNeutron } from '../explain/case-builder.ts';
import {
  badOf,
  checked,
  codesOf,
  FIREWALLS,
  recordedPath,
  rowsOf,
  swept,
  unknownOf,
  type Edit,
} from './check-builder.ts';
import { DRIFTS, NET_A, NET_B, qrouter, without } from './drifts.ts';

/** `number CODE node` of `number CODE node: what`. */
const short = (lines: readonly string[]): string[] => lines.map((line) => line.split(':')[0] ?? '');

for (const firewall of FIREWALLS) {
  test(`${firewall}: healthy state passes all ten checks, read narrowly or widely`, async (t) => {
    for (const source of ['a1', 'b1']) {
      const path = await recordedPath(t, firewall, source);
      for (const results of [checked(firewall, path), swept(firewall, path)]) {
        t.deepEqual(badOf(results), []);
        t.deepEqual(unknownOf(results), []);
        t.deepEqual(
          results.map(({ number }) => number),
          [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        );
        t.true(rowsOf(results).every(({ command }) => command !== ''));
      }
    }
  });

  for (const { title, edit, bad } of DRIFTS)
    test(`${firewall}: ${title} is found by its check and no other`, async (t) => {
      const path = await recordedPath(t, firewall);
      const edits = [edit(path, firewall)];
      t.deepEqual(short(badOf(checked(firewall, path, edits))), [...bad]);
      t.deepEqual(short(badOf(swept(firewall, path, edits))), [...bad]);
    });

  for (const { title, edit } of DRIFTS.slice(0, 3))
    test(`${firewall}: ${title} of another network accuses nobody here`, async (t) => {
      const path = await recordedPath(t, firewall);
      const own = edit(path, firewall);
      const text = (whole: string): string =>
        (own.text ?? ((same) => same))(whole.replaceAll(NET_A, '111').replaceAll(NET_B, NET_A))
          .replaceAll(NET_A, NET_B)
          .replaceAll('111', NET_A);
      t.deepEqual(badOf(checked(firewall, path, [{ ...own, text }])), []);
    });

  test(`${firewall}: an IPv6 default route in main shadows nothing`, async (t) => {
    const path = await recordedPath(t, firewall);
    const edit = qrouter('routes', (routes) => [
      { dst: 'default', gateway: 'fe80::1', dev: 'rfp-x', metric: 1024, pref: 'medium', flags: [] },
      ...routes,
    ]);
    t.deepEqual(badOf(checked(firewall, path, [edit])), []);
  });

  test(`${firewall}: what was not read is unknown, never bad`, async (t) => {
    const path = await recordedPath(t, firewall);
    const readers = ['rules', 'routes', 'neighbours', 'addresses', 'iptables', 'ovsdb', 'flows'];
    for (const reader of readers) {
      const results = checked(firewall, path, [{ reader, text: null }]);
      t.deepEqual(badOf(results), [], reader);
      t.not(unknownOf(results).length, 0, reader);
    }
    const nothing = checked(
      firewall,
      path,
      readers.map((reader) => ({ reader, text: null })),
    );
    t.deepEqual(badOf(nothing), []);
  });

  test(`${firewall}: a program that failed says nothing about the state`, async (t) => {
    const path = await recordedPath(t, firewall);
    const refused = {
      rules: 'Cannot open netlink socket: Permission denied',
      flows: 'ovs-ofctl: br-int is not a bridge or a socket',
      ovsdb: 'ovsdb-client: failed to connect to "unix:db.sock"',
    };
    for (const [reader, text] of Object.entries(refused))
      t.deepEqual(badOf(checked(firewall, path, [{ reader, text: () => text }])), [], reader);
  });
}

const port = (change: Partial<PortFacts>, of: PortFacts | null): PortFacts => {
  if (of === null) throw new Error('the recorded path has this port');
  return { ...of, ...change };
};

interface Contradiction {
  readonly title: string;
  readonly change: (facts: NeutronFacts) => Partial<NeutronFacts>;
  readonly codes: readonly string[];
}

const CONTRADICTIONS: readonly Contradiction[] = [
  {
    title: 'a gateway that no router interface has',
    change: ({ subnet }) => ({ subnet: { ...subnet, gateway: '10.1.0.254' } }),
    codes: ['GATEWAY_MISMATCH'],
  },
  {
    title: 'a SNAT port on another host than the gateway port',
    change: ({ snatPort }) => ({ snatPort: port({ host: 'cn2' }, snatPort) }),
    codes: ['SNAT_ELSEWHERE'],
  },
  {
    title: 'a router that is switched off',
    change: ({ router }) => ({ router: router === null ? null : { ...router, adminUp: false } }),
    codes: ['ROUTER_DISABLED'],
  },
  {
    title: 'a dead l3 agent',
    change: ({ l3Agents }) => ({ l3Agents: l3Agents.map((one) => ({ ...one, alive: false })) }),
    codes: ['AGENT_DEAD'],
  },
  {
    title: 'a dead OVS agent',
    change: ({ agents }) => ({
      agents: agents.map((one) =>
        one.host === 'cn1' && one.type === 'Open vSwitch agent' ? { ...one, alive: false } : one,
      ),
    }),
    codes: ['AGENT_DEAD'],
  },
  {
    title: 'an OVS agent without l2population',
    change: ({ agents }) => ({
      agents: agents.map((one) => ({
        ...one,
        configurations: { ...one.configurations, l2_population: false },
      })),
    }),
    codes: ['L2POPULATION_OFF'],
  },
  {
    title: 'a port that is down',
    change: ({ port: own }) => ({ port: port({ status: 'DOWN' }, own) }),
    codes: ['PORT_UNBOUND'],
  },
  {
    title: 'a port whose binding failed',
    change: ({ port: own }) => ({ port: port({ vifType: 'binding_failed' }, own) }),
    codes: ['PORT_UNBOUND'],
  },
  {
    title: 'a VM on another host than its port',
    change: ({ server }) => ({ server: server === null ? null : { ...server, host: 'cn2' } }),
    codes: ['PORT_HOST_MISMATCH'],
  },
  {
    title: 'two active agents of an HA router',
    change: ({ router, l3Agents }) => ({
      router: router === null ? null : { ...router, ha: true },
      l3Agents: [...l3Agents, ...l3Agents.map((one) => ({ ...one, host: 'net2' }))].map((one) => ({
        ...one,
        haState: 'active',
      })),
    }),
    codes: ['HA_TWO_ACTIVE'],
  },
  {
    title: 'a network MTU that no device has',
    change: ({ network }) => ({ network: { ...network, mtu: 1400 } }),
    codes: ['MTU_BLACKHOLE'],
  },
  {
    title: 'a network MTU that the underlay does not carry',
    change: ({ network }) => ({ network: { ...network, mtu: 1600 } }),
    codes: ['MTU_BLACKHOLE'],
  },
  {
    title: 'a router whose SNAT was switched off, and whose rule stayed',
    change: ({ router }) => ({ router: router === null ? null : { ...router, enableSnat: false } }),
    codes: ['SNAT_RULE_STRAY'],
  },
];

for (const { title, change, codes } of CONTRADICTIONS)
  test(`the API against itself and the nodes: ${title}`, async (t) => {
    const path = await recordedPath(t, 'hybrid');
    const results = checked('hybrid', withNeutron(path, change(path.neutron)));
    t.deepEqual(codesOf(results), [...codes]);
  });

test('a namespace that is absent is drift, one whose handle is dead is not seen', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const change = (dead: boolean): Path => ({
    ...path,
    nodes: path.nodes.map((node) => ({
      ...node,
      namespaces: node.namespaces.flatMap((one) => {
        if (!one.name.startsWith('snat-')) return [one];
        return dead ? [{ ...one, dead }] : [];
      }),
    })),
  });
  t.deepEqual(codesOf(checked('hybrid', change(false))), ['SNAT_NAMESPACE_MISSING']);
  const unseen = checked('hybrid', change(true));
  t.deepEqual(codesOf(unseen), []);
  t.is(unseen.find(({ number }) => number === 9)?.outcome, 'unknown');
});

test('a node that was not reached leaves its checks unknown', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const silent = {
    ...path,
    nodes: path.nodes.map((node) =>
      node.name === 'net1' ? { ...node, agentReached: false, namespaces: [] } : node,
    ),
  };
  t.is(checked('hybrid', silent).find(({ number }) => number === 9)?.outcome, 'unknown');
});

test('to an HA router a flood that reaches it is enough, else it is drift', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const { router } = path.neutron;
  const ha = withNeutron(path, { router: router === null ? null : { ...router, ha: true } });
  const { mac } = path.neutron.snatPort ?? { mac: '' };
  const flows = { reader: 'flows', node: 'cn1' } as const;
  const noUnicast: Edit = {
    ...flows,
    selector: 'bridge=br-tun',
    text: without(new RegExp(`table=20,.*dl_dst=${mac} `)),
  };
  const way = (edits: readonly Edit[]): string | undefined => {
    const rows = rowsOf(checked('hybrid', ha, edits));
    return rows.find(({ what }) => what === `br-tun table 20, to ${mac}`)?.outcome;
  };
  t.is(way([noUnicast]), 'ok');
  const floodElsewhere: Edit = {
    ...flows,
    selector: 'table=22',
    text: (text) => text.replaceAll(',output:"vxlan-0a140014"', ''),
  };
  t.is(way([noUnicast, floodElsewhere]), 'bad');
  t.is(way([noUnicast, { ...flows, selector: 'table=22', text: null }]), 'unknown');
});
