// The lab's topology and what Neutron would write for it, without a machine to run it on.

import test from 'ava';
import fc from 'fast-check';
import { buildTopology, DEFAULT_RECIPE, recordedRecipe } from './lab/default-topology.ts';
import type { Recipe } from './lab/default-topology.ts';
import { allPorts } from './lab/model.ts';
import type { FirewallDriver, Topology } from './lab/model.ts';
import { ipToNumber, linkLocalOf, tunnelName } from './lab/names.ts';
import { groupIptables } from './lab/neutron/iptables-groups.ts';
import { bridgeCommands, plugCommands } from './lab/neutron/bridges.ts';
import { bridgeFlows } from './lab/neutron/flows.ts';
import { qrouterSetup } from './lab/neutron/qrouter.ts';
import { fipSetup, snatSetup } from './lab/neutron/snat.ts';

const labName = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/);
const DRIVERS: readonly FirewallDriver[] = ['iptables_hybrid', 'openvswitch'];

const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length;

test('no two ports of a lab share a MAC, an address or a device name', (t) => {
  const holds = fc.property(labName, (name) => {
    const ports = allPorts(buildTopology(name));
    return (
      distinct(ports.map((p) => p.mac)) &&
      distinct(ports.map((p) => `${p.network} ${p.ip}`)) &&
      distinct(ports.map((p) => p.id.slice(0, 10)))
    );
  });
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

for (const firewall of DRIVERS) {
  const topology = buildTopology('lab', recipeWith(firewall));

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

test('every jump of the generated iptables has a chain to go to', (t) => {
  const topology = buildTopology('lab');
  for (const { name } of topology.nodes) {
    const texts = [
      groupIptables(topology, name) ?? '',
      fipSetup(topology, name)?.iptables ?? '',
      ...topology.routers.map((r) => qrouterSetup(topology, name, r).iptables),
      ...topology.routers.map((r) => snatSetup(topology, r).iptables),
    ];
    for (const text of texts) t.deepEqual(unknownTargets(text), []);
  }
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
