// The lab's topology and what Neutron would write for it, without a machine to run it on.

import test from 'ava';
import fc from 'fast-check';
import { DEFAULT_RECIPE, recordedRecipe } from './lab/recipes/default.ts';
import { shapesRecipe } from './lab/recipes/shapes.ts';
import { buildTopology } from './lab/topology/build.ts';
import type { Recipe } from './lab/topology/recipe.ts';
import { allPorts } from './lab/model.ts';
import type { FirewallDriver, Topology } from './lab/model.ts';
import { ipToNumber, linkLocalOf, tunnelName } from './lab/names.ts';
import { groupIptables } from './lab/neutron/iptables-groups.ts';
import { bridgeCommands, plugCommands } from './lab/neutron/bridges.ts';
import { bridgeFlows } from './lab/neutron/flows.ts';
import { qrouterSetup } from './lab/neutron/qrouter.ts';
import { fipSetup } from './lab/neutron/fip.ts';
import { broadcastOf } from './lab/neutron/namespace-setup.ts';
import { centralSetup } from './lab/neutron/snat.ts';

const labName = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/);
const DRIVERS: readonly FirewallDriver[] = ['iptables_hybrid', 'openvswitch'];

const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length;

test('no two ports of a lab share a MAC, an address or a device name', (t) => {
  const holds = fc.property(
    labName,
    fc.constantFrom(DEFAULT_RECIPE, shapesRecipe()),
    (name, of) => {
      const ports = allPorts(buildTopology(name, of));
      return (
        distinct(ports.map((p) => p.mac)) &&
        distinct(ports.map((p) => `${p.network} ${p.ip}`)) &&
        distinct(ports.map((p) => p.id.slice(0, 10)))
      );
    },
  );
  t.notThrows(() => fc.assert(holds));
});

test('labs of different names share no identifier and a lab is always the same', (t) => {
  const holds = fc.property(labName, labName, (one, other) => {
    const ids = (name: string): Set<string> =>
      new Set(allPorts(buildTopology(name)).map((p) => p.id));
    return ids(one).isDisjointFrom(ids(other)) === (one !== other);
  });
  t.notThrows(() => fc.assert(holds));
});

test('a network has another local VLAN on every node', (t) => {
  const { nodes, networks } = buildTopology('lab');
  for (const network of networks) {
    const tags = nodes.map((n) => String(n.localVlans[network.name]));
    t.true(distinct(tags), `${network.name}: ${tags.join(' ')}`);
  }
});

test('derived names are those of the recorded cloud', (t) => {
  t.is(tunnelName('10.20.0.20'), 'vxlan-0a140014');
  t.is(ipToNumber('10.1.0.1'), 167_837_697);
  t.is(ipToNumber('172.16.1.1'), 2_886_729_985);
  t.is(linkLocalOf('fa:16:3e:cc:0b:95'), 'fe80::f816:3eff:fecc:b95');
});

/** Port numbers as a switch would give them: any, as long as they differ. */
const numbered = (topology: Topology, node: string): ReadonlyMap<string, number> => {
  const args = [...bridgeCommands(topology, node), '--', ...plugCommands(topology, node)];
  const names = args.flatMap((word, i) => (word === 'add-port' ? [args[i + 2] ?? ''] : []));
  return new Map(names.map((name, i) => [name, i + 1]));
};

const tableOf = (flow: string): string => /table=(\d+)/.exec(flow)?.[1] ?? '0';

const recipeWith = (firewall: FirewallDriver): Recipe => ({
  ...DEFAULT_RECIPE,
  nodes: DEFAULT_RECIPE.nodes.map((n) => ({ ...n, firewall })),
});

const CLOUDS: readonly (readonly [string, Topology])[] = [
  ...DRIVERS.map((driver) => [driver, buildTopology('lab', recipeWith(driver))] as const),
  ['every shape of path', buildTopology('lab', shapesRecipe())],
];

for (const [firewall, topology] of CLOUDS) {
  test(`every flow with ${firewall} leads to a table that has flows`, (t) => {
    for (const { name } of topology.nodes)
      for (const [bridge, flows] of Object.entries(
        bridgeFlows(topology, name, numbered(topology, name)),
      )) {
        const tables = new Set(flows.map(tableOf));
        // tables that are named by flows but that DVR leaves empty without VLAN networks
        const empty = bridge === 'br-int' ? new Set(['4']) : new Set<string>();
        for (const flow of flows)
          for (const [, next = ''] of flow.matchAll(/goto_table:(\d+)|resubmit\(,(\d+)\)/g))
            t.true(next === '' || tables.has(next) || empty.has(next), `${bridge}: ${flow}`);
      }
  });

  test(`no two flows with ${firewall} match the same packets at the same priority`, (t) => {
    for (const { name } of topology.nodes)
      for (const flows of Object.values(bridgeFlows(topology, name, numbered(topology, name)))) {
        const matches = flows.map((flow) => flow.split(' actions=')[0] ?? '');
        t.true(distinct(matches));
      }
  });
}

/** Targets of `-j` that no chain of the table declares and that are not iptables' own. */
const unknownTargets = (restore: string): readonly string[] =>
  restore.split('COMMIT').flatMap((table) => {
    const chains = new Set([...table.matchAll(/^:(\S+)/gm)].map(([, chain]) => chain));
    return [...table.matchAll(/-j (\S+)/g)].flatMap(([, target = '']) =>
      chains.has(target) || /^[A-Z]+$/.test(target) ? [] : [target],
    );
  });

for (const [what, topology] of CLOUDS)
  test(`every jump of the generated iptables has a chain to go to, with ${what}`, (t) => {
    for (const node of topology.nodes) {
      const texts = [
        groupIptables(topology, node.name) ?? '',
        fipSetup(topology, node.name)?.iptables ?? '',
        ...topology.routers.map((r) => qrouterSetup(topology, node.name, r).iptables),
        ...topology.routers.map((r) => centralSetup(topology, node, r).iptables),
      ];
      for (const text of texts) t.deepEqual(unknownTargets(text), []);
    }
  });

test('broadcast addresses are those of the prefix', (t) => {
  t.is(broadcastOf('10.1.0.1', 24), '10.1.0.255');
  t.is(broadcastOf('169.254.193.101', 18), '169.254.255.255');
  t.is(broadcastOf('172.24.4.135', 32), '172.24.4.135');
});

const shapes = buildTopology('lab', shapesRecipe());
const flowsOf = (node: string, bridge: string): readonly string[] =>
  bridgeFlows(shapes, node, numbered(shapes, node))[bridge] ?? [];
const macOf = (what: string): string => {
  const router = (name: string) => shapes.routers.find((r) => r.name === name);
  const port = what.startsWith('r')
    ? router(what)?.interfaces[0]?.sg
    : shapes.servers.find((s) => s.name === what)?.port;
  if (port === undefined) throw new Error(what);
  return port.mac;
};

test('the gateway of a legacy router is populated, that of an HA router only flooded to', (t) => {
  const unicast = (mac: string): readonly string[] =>
    flowsOf('cn1', 'br-tun').filter((f) => f.includes('table=20') && f.includes(`dl_dst=${mac}`));
  t.is(unicast(macOf('r3')).length, 1);
  t.is(unicast(macOf('r1')).length, 1);
  t.deepEqual(unicast(macOf('r4')), []);
  t.deepEqual(unicast(macOf('r5')), []);
  const ports = numbered(shapes, 'cn1');
  const towards = ['10.20.0.13', '10.20.0.14'].map((ip) => ports.get(tunnelName(ip)));
  const vlan = shapes.nodes[0]?.localVlans['netH'];
  const flood = flowsOf('cn1', 'br-tun').find((f) =>
    f.includes(`table=22,priority=1,dl_vlan=${vlan} `),
  );
  for (const port of towards) t.regex(flood ?? '', new RegExp(`output:${port}(,|$)`));
});

test('a provider VLAN is translated on both bridges and DVR knows it by its own number', (t) => {
  const int = flowsOf('cn2', 'br-int');
  const vlan = shapes.nodes[1]?.localVlans['vlanA'] ?? 0;
  const from = int.filter((f) => f.includes('table=0,priority=3') && f.includes('dl_vlan=2001'));
  t.regex(from.join(), new RegExp(`set_field:${4096 + vlan}->vlan_vid`));
  t.true(int.some((f) => f.includes(`table=2,priority=20,dl_vlan=2001,dl_dst=${macOf('v2')}`)));
  const out = flowsOf('cn2', 'br-ex').find((f) => f.includes(`dl_vlan=${vlan} actions=set_field`));
  t.regex(out ?? '', /set_field:6097->vlan_vid,NORMAL/);
});

test('only the active copy of an HA router has addresses', (t) => {
  for (const router of shapes.routers.filter((r) => r.haPorts.length > 0)) {
    const addresses = shapes.nodes
      .filter((node) => router.hosts.includes(node.name))
      .map((node) => {
        const lines = centralSetup(shapes, node, router).ip.filter((l) => l.startsWith('addr add'));
        return [node.name, lines.length > 1] as const;
      });
    t.deepEqual(
      addresses,
      router.hosts.map((host) => [host, router.active.includes(host)] as const),
    );
  }
});

test('a server may send from each of its addresses and pairs', (t) => {
  const rules = groupIptables(shapes, 'cn1') ?? '';
  for (const ip of ['10.1.0.101', '10.1.0.102', '10.1.0.110'])
    t.true(rules.includes(`-s ${ip}/32 -m mac --mac-source ${macOf('p1')}`), ip);
  t.true(rules.includes('-s 10.1.0.111/32 -m mac --mac-source fa:16:3e:aa:bb:01'));
  const flows = flowsOf('cn2', 'br-int');
  for (const ip of ['10.2.0.101', '10.2.0.110'])
    t.true(flows.some((f) => f.includes('table=71,priority=65') && f.includes(`nw_src=${ip} `)));
});

test('the recorded recipe has the recorded servers', (t) => {
  const { servers, routers } = buildTopology('lab', recordedRecipe('openvswitch'));
  t.deepEqual(servers.map((s) => `${s.name} ${s.node}`).toSorted(), [
    'a1 cn1',
    'a2 cn2',
    'b1 cn2',
    'b2 cn1',
  ]);
  t.deepEqual(
    routers.map((r) => r.name),
    ['r1'],
  );
});
