// Faults of the SNAT namespace on the network node and of what lies beyond it.

import { hideNamespace } from './hidden-namespace.ts';
import { insertRule, removeRules } from './iptables.ts';
import { ip, sysctl } from './in-netns.ts';
import { ALL_PROTOCOLS, CENTRAL_SHAPES, lost, type Fault } from './fault.ts';
import { words } from '../words.ts';
import { externalGateway, type Victim } from './victim.ts';

/** The lab's router outside the cloud, and its device on the external network. */
export const UPSTREAM_HOST = 'upstream';
export const UPSTREAM_DEVICE = 'ext0';

const bySnat = (victim: Victim): boolean => !victim.floating;

const namespaceMissing: Fault = {
  name: 'snat-namespace-missing',
  row: 33,
  summary: 'the network node has no snat namespace of the router',
  scope: 'router',
  shapes: ['snat', 'dvr-ha'],
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: bySnat,
  apply: (changes, v) => hideNamespace(changes, v.snatNode.name, v.snat, 'gone'),
  expected: (v) => lost(v.local ? 'integration-bridge' : 'tunnel-in', 'SNAT_NAMESPACE_MISSING'),
};

const namespaceDead: Fault = {
  name: 'snat-namespace-dead',
  row: 33,
  summary: 'the handle of the snat namespace is dead and no process lives in it',
  scope: 'router',
  shapes: ['snat', 'dvr-ha'],
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: bySnat,
  apply: (changes, v) => hideNamespace(changes, v.snatNode.name, v.snat, 'dead'),
  // it may live on without a name: nobody could look, and the verdict says so
  expected: () => ({
    status: 'INCONCLUSIVE',
    segment: null,
    direction: null,
    cause: 'SNAT_NAMESPACE_DEAD',
    owner: 'platform',
  }),
};

const forwardingOff: Fault = {
  name: 'snat-ip-forward-off',
  row: 10,
  summary: 'ip_forward is 0 in the snat namespace',
  scope: 'router',
  shapes: CENTRAL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: bySnat,
  apply: async ({ change }, v) => {
    const set = (on: 0 | 1) => sysctl(v.snatNode.name, v.snat, `net.ipv4.ip_forward=${on}`);
    await change(set(0), [set(1)]);
  },
  expected: () => lost('snat-router', 'IP_FORWARD_OFF'),
};

const ruleMissing: Fault = {
  name: 'snat-rule-missing',
  row: 38,
  summary: 'the iptables rule that translates to the router address is missing',
  scope: 'router',
  shapes: CENTRAL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: bySnat,
  apply: async (changes, v) => {
    const name = 'neutron-l3-agent-snat';
    const chain = { node: v.snatNode.name, netns: v.snat, table: 'nat', name } as const;
    await removeRules(changes, chain, (rule) => rule.startsWith(`-o ${v.qg} -j SNAT`));
  },
  // what leaves by qg- is not what should leave: seen is not accepted
  expected: () => lost('snat-router', 'SNAT_RULE_MISSING'),
};

/** An nft table of the upstream router that no other fault uses. */
const ARP_TABLE = 'hopscope_gateway_silent';

const refuseArp = (address: string): string =>
  [
    `table arp ${ARP_TABLE} {`,
    '  chain input {',
    '    type filter hook input priority 0;',
    `    arp saddr ip ${address} drop`,
    '  }',
    '}',
    '',
  ].join('\n');

const gatewaySilent: Fault = {
  name: 'gateway-no-arp',
  row: 42,
  summary: 'the external gateway does not answer ARP from the router',
  scope: 'router',
  shapes: CENTRAL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: bySnat,
  apply: async ({ change }, v) => {
    const node = UPSTREAM_HOST;
    const { ip: address, mac } = v.router.gateway;
    // the gateway must not ask either: a request teaches the router whom it comes from
    const entry = [address, 'dev', UPSTREAM_DEVICE];
    await change(
      {
        node,
        argv: ['ip', 'neigh', 'replace', ...entry, 'lladdr', mac, 'nud', 'permanent'],
      },
      [{ node, argv: ['ip', 'neigh', 'del', ...entry] }],
    );
    await change({ node, argv: words('nft -f -'), input: refuseArp(address) }, [
      { node, argv: words(`nft delete table arp ${ARP_TABLE}`) },
    ]);
    await change(
      ip(v.snatNode.name, v.snat, 'neigh', 'flush', 'to', externalGateway(v), 'dev', v.qg),
      [],
    );
  },
  expected: () => ({ ...lost('snat-router', 'GATEWAY_NO_ARP'), owner: 'upstream' }),
};

const noReply: Fault = {
  name: 'upstream-no-reply',
  row: 44,
  summary: 'what is outside takes the packets and sends nothing back',
  scope: 'router',
  shapes: CENTRAL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: bySnat,
  apply: async (changes, v) => {
    const chain = { node: UPSTREAM_HOST, netns: null, table: 'filter', name: 'FORWARD' } as const;
    await insertRule(changes, chain, `-d ${v.router.gateway.ip}/32 -j DROP`);
  },
  expected: () => ({
    status: 'UNANSWERED',
    segment: 'external',
    direction: 'forward',
    cause: 'UPSTREAM_NO_REPLY',
    owner: 'upstream',
  }),
};

const someReplies: Fault = {
  ...noReply,
  name: 'upstream-loss',
  summary: 'what is outside takes the packets and loses a third of the answers',
  apply: async (changes, v) => {
    const chain = { node: UPSTREAM_HOST, netns: null, table: 'filter', name: 'FORWARD' } as const;
    const third = '-m statistic --mode nth --every 3 --packet 0';
    await insertRule(changes, chain, `-d ${v.router.gateway.ip}/32 ${third} -j DROP`);
  },
  expected: () => ({
    status: 'DEGRADED',
    segment: 'external',
    direction: 'forward',
    cause: 'UPSTREAM_LOSS',
    owner: 'upstream',
  }),
};

export const SNAT_FAULTS: readonly Fault[] = [
  namespaceMissing,
  namespaceDead,
  forwardingOff,
  ruleMissing,
  gatewaySilent,
  noReply,
  someReplies,
];
