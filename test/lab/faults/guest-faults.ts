// Faults of the guest itself and of what the API says of agents: only the server's own packets, or
// the state, show them.

import { agentOf } from './agents.ts';
import { ip } from './in-netns.ts';
import { ALL_PROTOCOLS, ALL_SHAPES, lost, passing, type Expected, type Fault } from './fault.ts';
import { serverNamespace } from '../names.ts';
import { behindPort, type Victim } from './victim.ts';

const always = (): boolean => true;
const common = {
  shapes: ALL_SHAPES,
  protocols: ALL_PROTOCOLS,
  fits: always,
} as const;

/** An nft table of the guest: iptables would leave its own behind. */
const GUEST_TABLE = 'hopscope_guest_firewall';

const dropFrom = (address: string): string =>
  [
    `table ip ${GUEST_TABLE} {`,
    '  chain input {',
    '    type filter hook input priority 0;',
    `    ip saddr ${address} drop`,
    '  }',
    '}',
    '',
  ].join('\n');

const ignoresReply: Fault = {
  ...common,
  name: 'guest-firewall',
  row: 50,
  summary: "the guest's own firewall drops the answers",
  scope: 'port',
  mode: 'live',
  protocols: ['tcp'],
  apply: ({ change }, v) => {
    const guest = serverNamespace(v.server.name);
    const nft = (...args: readonly string[]) => ({
      node: v.node.name,
      argv: ['ip', 'netns', 'exec', guest, 'nft', ...args],
    });
    const input = dropFrom(v.topology.upstream.internetIp);
    return change({ ...nft('-f', '-'), input }, [nft('delete', 'table', 'ip', GUEST_TABLE)]);
  },
  expected: (): Expected => ({ ...lost('vm', 'GUEST_IGNORES_REPLY', 'reply'), owner: 'tenant' }),
};

/** Another server of the same network. */
const impostorOf = (v: Victim): string | undefined =>
  v.topology.servers.find((s) => s.port.network === v.network.name && s.name !== v.server.name)
    ?.port.mac;

const gatewayTaken: Fault = {
  ...common,
  name: 'gateway-mac-duplicate',
  row: 54,
  summary: "the guest believes another server's MAC to be its gateway's",
  scope: 'port',
  mode: 'live',
  fits: (v) => impostorOf(v) !== undefined,
  apply: async ({ change }, v) => {
    const guest = serverNamespace(v.server.name);
    const entry = [v.leg.qr.ip, 'dev', 'eth0'];
    const neighbour = (...args: readonly string[]) => ip(v.node.name, guest, 'neigh', ...args);
    const taken = ['lladdr', impostorOf(v) ?? '', 'nud', 'permanent'];
    await change(neighbour('replace', ...entry, ...taken), [neighbour('del', ...entry)]);
  },
  expected: (v): Expected => ({
    ...lost(behindPort(v), 'GATEWAY_MAC_DUPLICATE'),
    owner: 'tenant',
  }),
};

const agentDead: Fault = {
  ...common,
  name: 'l3-agent-dead',
  row: 51,
  summary: "the L3 agent of the server's node is dead: nothing is kept right any more",
  scope: 'node',
  mode: 'check',
  shapes: ['snat', 'fip', 'dvr-ha', 'vlan'],
  apply: async (changes, v) => {
    const agent = agentOf(changes, v.node, 'L3 agent');
    changes.edit('agents', agent.id, {
      alive: false,
      heartbeat_timestamp: '2026-11-22 09:12:01',
    });
    await Promise.resolve();
  },
  expected: () => passing('AGENT_DEAD'),
};

export const GUEST_FAULTS: readonly Fault[] = [ignoresReply, gatewayTaken, agentDead];
