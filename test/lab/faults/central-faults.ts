// More faults of a router's central part: its ports, routes, neighbours, translation, tracking.

import { fillTracking } from './tracking.ts';
import { dropFlows, readFlows, replaceFlow } from './flows.ts';
import { ip, sysctl } from './in-netns.ts';
import { insertRule, removeRules } from './iptables.ts';
import { takeAddresses, takeDown } from './router-device.ts';
import { heal, makeChanges, type Changes } from './changes.ts';
import { freshGateway } from './gateway-neighbour.ts';
import {
  ALL_PROTOCOLS,
  CENTRAL_SHAPES,
  lost,
  SNAT_SHAPES,
  unanswered,
  type Fault,
} from './fault.ts';
import { externalNetwork } from '../model.ts';
import { serverNamespace, tunnelName } from '../names.ts';
import { BR_TUN } from '../neutron/bridges.ts';
import { UPSTREAM_HOST } from './snat-faults.ts';
import { externalGateway, REMOTE_PORTS, type Victim } from './victim.ts';

const always = (): boolean => true;
const common = {
  scope: 'router',
  shapes: CENTRAL_SHAPES,
  mode: 'inject',
  protocols: ALL_PROTOCOLS,
  fits: always,
} as const;

const strictFilter: Fault = {
  ...common,
  name: 'rp-filter-strict',
  row: 11,
  summary: 'strict reverse path filtering and a stray route in the snat namespace',
  scope: 'port',
  shapes: SNAT_SHAPES,
  apply: async ({ change }, v) => {
    const [node, netns] = [v.snatNode.name, v.snat];
    const set = (mode: 0 | 1) => sysctl(node, netns, `net.ipv4.conf.${v.sg}.rp_filter=${mode}`);
    await change(set(1), [set(0)]);
    const route = (verb: string) =>
      ip(node, netns, 'route', verb, `${v.server.port.ip}/32`, 'dev', v.qg);
    await change(route('add'), [route('del')]);
  },
  expected: () => lost('snat-router', 'RP_FILTER_DROP'),
};

const noDefaultRoute: Fault = {
  ...common,
  name: 'snat-no-default-route',
  row: 41,
  summary: "the router's central part has no default route",
  apply: async ({ change, read }, v) => {
    const [node, netns] = [v.snatNode.name, v.snat];
    const shown = (await read(node, ['ip', '-n', netns, 'route', 'show', 'default'])).trim();
    const back = ip(node, netns, 'route', 'add', ...shown.split(/\s+/));
    await change(ip(node, netns, 'route', 'del', 'default'), [back]);
  },
  expected: () => lost('snat-router', 'SNAT_NO_DEFAULT_ROUTE'),
};

const gatewayDown: Fault = {
  ...common,
  name: 'gateway-port-down',
  row: 41,
  summary: "the router's gateway port is down",
  apply: (changes, v) => takeDown(changes, v.snatNode.name, v.snat, v.qg),
  expected: () => lost('snat-router', 'ROUTER_PORT_DOWN'),
};

const addressMissing: Fault = {
  ...common,
  name: 'gateway-address-missing',
  row: 41,
  summary: "the router's gateway port has no address",
  shapes: ['snat', 'vlan', 'legacy'],
  apply: (changes, v) => takeAddresses(changes, v.snatNode.name, v.snat, v.qg),
  expected: () => lost('snat-router', 'ROUTER_ADDRESS_MISSING'),
};

const removeSnat = async (changes: Changes, v: Victim): Promise<void> => {
  const name = 'neutron-l3-agent-snat';
  const chain = { node: v.snatNode.name, netns: v.snat, table: 'nat', name } as const;
  await removeRules(changes, chain, (rule) => rule.startsWith(`-o ${v.qg} -j SNAT`));
};

const disabled: Fault = {
  ...common,
  name: 'snat-disabled',
  row: 39,
  summary: 'the router does not translate, by configuration (enable_snat=false)',
  apply: async (changes, v) => {
    const external = externalNetwork(v.topology);
    changes.edit('routers', v.router.id, {
      external_gateway_info: {
        network_id: external.id,
        external_fixed_ips: [{ subnet_id: external.subnetId, ip_address: v.router.gateway.ip }],
        enable_snat: false,
      },
    });
    await removeSnat(changes, v);
  },
  expected: () => unanswered('SNAT_DISABLED', 'tenant'),
};

/** Seconds within which the guest's packets must have made the entry without translation. */
const ENTRY_SECONDS = 10;

const staleTracking: Fault = {
  ...common,
  name: 'stale-conntrack',
  row: 40,
  summary: 'a ping that began while the SNAT rule was missing goes on: its entry is kept alive',
  scope: 'port',
  mode: 'live',
  talks: true,
  shapes: ['snat', 'dvr-ha', 'legacy'],
  protocols: ['icmp'],
  apply: async (changes, v) => {
    const [node, netns] = [v.snatNode.name, v.snat];
    const { internetIp } = v.topology.upstream;
    const guest = serverNamespace(v.server.name);
    const pid = `/run/hopscope-ping-${v.server.name}`;
    const inSnat = (script: string) => ({
      node,
      argv: ['ip', 'netns', 'exec', netns, 'sh', '-c', script],
    });
    const inGuest = (script: string) => ({
      node: v.node.name,
      argv: ['ip', 'netns', 'exec', guest, 'sh', '-c', script],
    });
    const entry = `-p icmp -s ${v.server.port.ip}`;
    const found = `conntrack -L ${entry} 2>/dev/null | grep -q ' dst=${v.server.port.ip} '`;
    const tries = `seq ${ENTRY_SECONDS * 10}`;
    const missing = makeChanges(changes.lab);
    try {
      await removeSnat(missing, v);
      await changes.change(
        inGuest(`setsid ping -q -i 0.1 ${internetIp} >/dev/null 2>&1 & echo $! >${pid}`),
        [inGuest(`kill $(cat ${pid}); rm -f ${pid}`), inSnat(`conntrack -D ${entry} || true`)],
      );
      await changes.change(
        inSnat(`for i in $(${tries}); do ${found} && exit 0; sleep 0.1; done; exit 1`),
        [],
      );
    } finally {
      await heal(changes.lab, missing.undo());
    }
  },
  // what leaves by qg- is not what should leave: seen is not accepted
  expected: () => lost('snat-router', 'STALE_CONNTRACK'),
};

const trackingFull: Fault = {
  ...common,
  name: 'conntrack-full',
  row: 45,
  summary: 'connection tracking of the snat namespace is full: new connections are dropped',
  apply: (changes, v) => fillTracking(changes, v, 'table'),
  expected: () => lost('snat-router', 'CONNTRACK_FULL'),
};

const portsExhausted: Fault = {
  ...common,
  name: 'nat-ports-exhausted',
  row: 46,
  summary: "every port of the router's address towards the peer is in use",
  protocols: ['tcp', 'udp'],
  apply: (changes, v) => fillTracking(changes, v, 'ports'),
  expected: () => lost('snat-router', 'NAT_PORTS_EXHAUSTED'),
};

const neighbourUnresolved: Fault = {
  ...common,
  name: 'vm-neighbour-unresolved',
  row: 48,
  summary: 'nobody answers when the SNAT port asks for the server: answers stop there',
  scope: 'port',
  shapes: ['snat', 'dvr-ha', 'legacy', 'ha'],
  fits: (v) => v.tunnelled,
  apply: async (changes, v) => {
    const [node, netns] = [v.snatNode.name, v.snat];
    const vlan = `dl_vlan=${v.snatNode.localVlans[v.network.name]}`;
    const { ip: address } = v.server.port;
    await dropFlows(changes, node, BR_TUN, `table=21,arp,${vlan},arp_tpa=${address}`);
    const tunnel = new RegExp(`,output:"?${tunnelName(v.node.underlayIp)}"?(?=,|$)`);
    for (const flow of await readFlows(changes, node, BR_TUN, `table=22,${vlan}`))
      if (tunnel.test(flow))
        await replaceFlow(changes, node, BR_TUN, flow, flow.replace(tunnel, ''));
    await changes.change(ip(node, netns, 'neigh', 'flush', 'to', address, 'dev', v.sg), []);
  },
  expected: () => lost('snat-router', 'VM_NEIGHBOUR_UNRESOLVED', 'reply'),
};

const neighbourStale: Fault = {
  ...common,
  name: 'vm-neighbour-stale',
  row: 48,
  summary: 'the snat namespace believes the server at a MAC that it does not have',
  scope: 'port',
  apply: async ({ change }, v) => {
    const entry = [v.server.port.ip, 'dev', v.sg];
    const neighbour = (...args: readonly string[]) => ip(v.snatNode.name, v.snat, 'neigh', ...args);
    const wrong = ['lladdr', 'fa:16:3e:00:de:ad', 'nud', 'permanent'];
    await change(neighbour('replace', ...entry, ...wrong), [neighbour('del', ...entry)]);
  },
  expected: () => lost('snat-router', 'VM_NEIGHBOUR_STALE', 'reply'),
};

const rejected: Fault = {
  ...common,
  name: 'rejected-outside',
  row: 0,
  summary: 'a firewall outside refuses the packets',
  apply: async (changes, v) => {
    const chain = { node: UPSTREAM_HOST, netns: null, table: 'filter', name: 'FORWARD' } as const;
    const port = REMOTE_PORTS[v.protocol];
    const what = port === null ? '-p icmp' : `-p ${v.protocol} -m ${v.protocol} --dport ${port}`;
    const how = 'icmp-admin-prohibited';
    const match = `-s ${v.router.gateway.ip}/32 ${what}`;
    await insertRule(changes, chain, `${match} -j REJECT --reject-with ${how}`);
  },
  expected: () => ({ ...unanswered('REJECTED_OUTSIDE', 'upstream'), status: 'REJECTED' }),
};

/** An nft table of the external wire's switch that no other fault uses. */
const WIRE_TABLE = 'hopscope_known_macs';

const macsFiltered: Fault = {
  ...common,
  name: 'gateway-macs-filtered',
  row: 57,
  summary: "the switch before the SNAT node lets frames to the node's own MAC through, no others",
  apply: async ({ change }, v) => {
    const node = 'extnet';
    const rules = [
      `table bridge ${WIRE_TABLE} {`,
      '  chain forward {',
      '    type filter hook forward priority 0;',
      `    oifname "p-${v.snatNode.name}" ether daddr ${v.router.gateway.mac} drop`,
      '  }',
      '}',
      '',
    ].join('\n');
    await change({ node, argv: ['nft', '-f', '-'], input: rules }, [
      { node, argv: ['nft', 'delete', 'table', 'bridge', WIRE_TABLE] },
    ]);
    const flush = ['neigh', 'flush', 'to', externalGateway(v), 'dev', v.qg];
    await change(ip(v.snatNode.name, v.snat, ...flush), []);
  },
  expected: () => ({ ...lost('snat-router', 'GATEWAY_NO_ARP'), owner: 'upstream' }),
};

const macMoved: Fault = {
  ...common,
  name: 'gateway-mac-moved',
  row: 37,
  summary: "the switch outside believes the router's MAC at another node",
  apply: async (changes, v) => {
    const { change } = changes;
    const other = v.topology.nodes.find((n) => n !== v.snatNode)?.name ?? '';
    const { mac } = v.router.gateway;
    const fdb = (...args: readonly string[]) => ({
      node: 'extnet',
      argv: ['bridge', 'fdb', ...args],
    });
    await change(fdb('replace', mac, 'dev', `p-${other}`, 'master', 'static', 'sticky'), [
      fdb('del', mac, 'dev', `p-${other}`, 'master'),
    ]);
    await freshGateway(changes, v);
  },
  expected: () => unanswered('UPSTREAM_NO_REPLY', 'upstream'),
};

export const CENTRAL_FAULTS: readonly Fault[] = [
  strictFilter,
  noDefaultRoute,
  gatewayDown,
  addressMissing,
  disabled,
  staleTracking,
  trackingFull,
  portsExhausted,
  neighbourUnresolved,
  neighbourStale,
  rejected,
  macsFiltered,
  macMoved,
];
