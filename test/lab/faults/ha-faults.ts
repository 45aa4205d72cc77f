// Faults of routers that live on several network nodes: copies that stand wrong, and a router that
// the API has on another node than the network.

import { l3AgentId } from '../api/agents.ts';
import { hostIp } from './in-netns.ts';
import { takeAddresses } from './router-device.ts';
import { addFlow, dropFlows } from './flows.ts';
import type { Changes, Step } from './changes.ts';
import { freshGateway } from './gateway-neighbour.ts';
import { ALL_PROTOCOLS, lost, unanswered, type Fault } from './fault.ts';
import type { LabNode } from '../model.ts';
import { nodeOf } from '../model.ts';
import { haName, tunnelName } from '../names.ts';
import { BR_TUN } from '../neutron/bridges.ts';
import { activeLines } from '../neutron/snat.ts';
import { haStateFile } from '../neutron/state-files.ts';
import { wirePort } from '../raise/wires.ts';
import type { Victim } from './victim.ts';

const common = {
  scope: 'router',
  shapes: ['ha', 'dvr-ha'],
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: () => true,
} as const;

const oneActive = (v: Victim): boolean => v.router.active.length === 1;
const standbyOf = (v: Victim): LabNode => {
  const name = v.router.hosts.find((host) => !v.router.active.includes(host)) ?? v.snatNode.name;
  return nodeOf(v.topology, name);
};

const writeState = (v: Victim, node: string, state: 'primary' | 'backup'): Step => ({
  node,
  argv: ['sh', '-c', `printf ${state} >"$0"`, haStateFile(v.router)],
});

/** What the API hears of the copies. */
const say = (changes: Changes, v: Victim, active: readonly string[]): void => {
  const { topology: t, router } = v;
  changes.schedule({
    router: router.id,
    agents: router.hosts.map((host) => l3AgentId(t, host)),
    haStates: Object.fromEntries(
      router.hosts.map((host) => [
        l3AgentId(t, host),
        active.includes(host) ? 'active' : 'standby',
      ]),
    ),
  });
};

const batch = (node: string, netns: string, lines: readonly string[]): Step => ({
  node,
  argv: ['ip', '-n', netns, '-batch', '-'],
  input: `${lines.join('\n')}\n`,
});

const bothActive: Fault = {
  ...common,
  name: 'ha-two-active',
  row: 35,
  summary: 'both copies of the HA router are active, and the wire outside believes the second',
  fits: oneActive,
  apply: async (changes, v) => {
    const second = standbyOf(v).name;
    say(changes, v, v.router.hosts);
    const lines = activeLines(v.topology, v.router, second);
    const back = lines
      .filter((line) => line.startsWith('addr add'))
      .map((line) => line.replace('addr add', 'addr del').replace(' scope global', ''));
    await changes.change(batch(second, v.snat, lines), [batch(second, v.snat, back)]);
    await changes.change(writeState(v, second, 'primary'), [writeState(v, second, 'backup')]);
    // the last that spoke has the MAC; two that speak take it from each other for ever
    const { mac } = v.router.gateway;
    const fdb = (...args: readonly string[]): Step => ({
      node: 'extnet',
      argv: ['bridge', 'fdb', ...args],
    });
    const port = wirePort(second);
    await changes.change(fdb('replace', mac, 'dev', port, 'master', 'static', 'sticky'), [
      fdb('del', mac, 'dev', port, 'master'),
    ]);
    await freshGateway(changes, v);
  },
  expected: () => unanswered('HA_TWO_ACTIVE'),
};

const noneActive: Fault = {
  ...common,
  name: 'ha-none-active',
  row: 36,
  summary: 'no copy of the HA router is active: nobody has its addresses',
  fits: oneActive,
  apply: async (changes, v) => {
    const node = v.snatNode.name;
    say(changes, v, []);
    await changes.change(writeState(v, node, 'backup'), [writeState(v, node, 'primary')]);
    const inner = v.router.interfaces.map((i) => (v.shape === 'ha' ? 'qr-' : 'sg-') + i.sg.id);
    for (const device of [...inner.map((name) => name.slice(0, 14)), v.qg])
      await takeAddresses(changes, node, v.snat, device);
    const ha = v.router.haPorts.find((port) => port.node === node);
    const vip = [`169.254.0.${v.router.vrId}/24`, 'dev', haName(ha?.id ?? '')];
    const address = (verb: string) => hostIp(node, '-n', v.snat, 'addr', verb, ...vip);
    await changes.change(address('del'), [address('add')]);
  },
  expected: () => lost('snat-router', 'HA_NONE_ACTIVE'),
};

/** Another network node than the router's. */
const elsewhere = (v: Victim): LabNode | undefined =>
  v.topology.nodes.find((n) => n.roles.includes('network') && !v.router.hosts.includes(n.name));

const snatElsewhere: Fault = {
  ...common,
  name: 'snat-elsewhere',
  row: 34,
  summary: 'the router was moved: ports and tunnels lead to the new node, the old one still has it',
  shapes: ['snat'],
  fits: (v) => v.tunnelled && elsewhere(v) !== undefined,
  apply: async (changes, v) => {
    const to = elsewhere(v);
    if (to === undefined) return;
    for (const port of [...v.router.interfaces.map((i) => i.sg), v.router.gateway])
      changes.edit('ports', port.id, { 'binding:host_id': to.host });
    const [node, vlan] = [v.node.name, v.node.localVlans[v.network.name] ?? 0];
    const match = `table=20,dl_vlan=${vlan},dl_dst=${v.leg.sg.mac}`;
    const [flow = ''] = await dropFlows(changes, node, BR_TUN, match);
    const cookie = /cookie=0x[0-9a-f]+,/.exec(flow)?.[0] ?? '';
    const vni = `0x${(v.network.vni ?? 0).toString(16)}`;
    const out = `actions=strip_vlan,set_field:${vni}->tun_id,output:${tunnelName(to.underlayIp)}`;
    await addFlow(changes, node, BR_TUN, `${cookie}${match},priority=2 ${out}`);
  },
  expected: () => lost('tunnel-in', 'SNAT_ELSEWHERE'),
};

export const HA_FAULTS: readonly Fault[] = [bothActive, noneActive, snatElsewhere];
