// What a node filters of a server's port, changed as Neutron's agent of that firewall driver would
// change it: rules of security groups, and the spoof filter.

import { addFlow, dropFlows, readFlows, replaceFlow } from './flows.ts';
import { removeRules, replaceRules } from './iptables.ts';
import type { Changes } from './changes.ts';
import { groupOf } from '../model.ts';
import { portChain } from '../neutron/iptables-groups.ts';
import { words } from '../words.ts';
import { behindPort, unusedAddress, type Victim } from './victim.ts';

/** Where each driver drops what a group does not allow. */
export const filterSegment = (v: Victim): 'security-group' | 'integration-bridge' | 'tunnel-out' =>
  v.firewall === 'iptables_hybrid' ? 'security-group' : behindPort(v);

const chainOf = (v: Victim, kind: 'i' | 'o' | 's') =>
  ({
    node: v.node.name,
    netns: null,
    table: 'filter',
    name: portChain(kind, v.server.port.id),
  }) as const;

/** Rules of security groups, apart from DHCP and the driver's own. */
const isGroupRule = (rule: string): boolean =>
  rule.endsWith('-j RETURN') && !/--state|--sport (?:67|68)/.test(rule);

const ofport = async ({ read }: Changes, v: Victim): Promise<string> => {
  const number = await read(v.node.name, words(`ovs-vsctl get Interface ${v.port} ofport`));
  return `0x${Number(number.trim()).toString(16)}`;
};

/** Tables of br-int that hold the rules of the groups, and the priorities of these. */
const GROUP_TABLES = { egress: 72, ingress: 82 } as const;
const isGroupFlow = (flow: string): boolean => /priority=7[0-7],/.test(flow);

/** Takes the port's group rules of one direction away. */
export const dropGroupRules = async (
  changes: Changes,
  v: Victim,
  direction: 'ingress' | 'egress',
): Promise<void> => {
  if (v.firewall === 'iptables_hybrid') {
    const chain = chainOf(v, direction === 'egress' ? 'o' : 'i');
    await removeRules(changes, chain, isGroupRule);
    return;
  }
  const match = `table=${GROUP_TABLES[direction]},reg5=${await ofport(changes, v)}`;
  await dropFlows(changes, v.node.name, 'br-int', match, (flow) => !isGroupFlow(flow));
};

/** Gives the port one group in the API. */
export const useGroup = (changes: Changes, v: Victim, name: string): void => {
  const { id } = groupOf(v.topology, name);
  changes.edit('ports', v.server.port.id, { security_groups: [id] });
};

/** Nothing may leave the server: in the API, and in the rules of its node. */
export const refuseEgress = async (changes: Changes, v: Victim): Promise<void> => {
  useGroup(changes, v, 'no-egress');
  await dropGroupRules(changes, v, 'egress');
};

/** Lets the spoof filter expect another address than the port has. */
export const spoofRules = async (changes: Changes, v: Victim): Promise<void> => {
  const { ip } = v.server.port;
  const other = unusedAddress(v);
  if (v.firewall === 'iptables_hybrid') {
    const own = `-s ${ip}/32 `;
    const rewrite = (rule: string): string => rule.replace(own, `-s ${other}/32 `);
    await replaceRules(changes, chainOf(v, 's'), (rule) => rule.startsWith(own), rewrite);
    return;
  }
  const match = `table=71,ip,reg5=${await ofport(changes, v)},nw_src=${ip}`;
  for (const flow of await readFlows(changes, v.node.name, 'br-int', match)) {
    await replaceFlow(changes, v.node.name, 'br-int', flow, null);
    await addFlow(changes, v.node.name, 'br-int', flow.replace(`nw_src=${ip}`, `nw_src=${other}`));
  }
};
