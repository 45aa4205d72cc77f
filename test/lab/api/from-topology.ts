// The lab's cloud as the API would list it: every object of the topology in the shape an admin
// sees. Values nobody asks for (tags, revision numbers, times) are there because the recorded
// bodies have them. Pure.

import type { ApiObject, CloudDocument, Json } from './document.ts';
import { agentsOf, l3AgentId } from './agents.ts';
import {
  addressesOf,
  allPorts,
  externalNetwork,
  isDistributed,
  isHa,
  networkOf,
  networkType,
  nodeOf,
  segmentOf,
  serverOf,
  type FloatingIp,
  type LabNetwork,
  type LabPort,
  type LabRouter,
  type LabServer,
  type PortOwner,
  type SecurityGroup,
  type SecurityRule,
  type Topology,
} from '../model.ts';
import { hashedNumber, hashedUuid } from '../names.ts';

const MADE_AT = '2026-11-23T13:40:42Z';
const hex = (seed: string): string => hashedUuid(seed).replaceAll('-', '');

const standard = (project: string): ApiObject => ({
  description: '',
  tags: [],
  created_at: MADE_AT,
  updated_at: MADE_AT,
  revision_number: 2,
  tenant_id: project,
  project_id: project,
});

/** Networks of HA routers belong to no project; only their name says whose they are. */
const networkProject = (t: Topology, network: LabNetwork): string =>
  network.gatewayIp === '' ? '' : t.projectId;

const networkObject = (t: Topology, network: LabNetwork): ApiObject => ({
  id: network.id,
  name: network.name,
  admin_state_up: true,
  mtu: network.mtu,
  status: 'ACTIVE',
  subnets: [network.subnetId],
  shared: false,
  availability_zone_hints: [],
  availability_zones: ['nova'],
  ipv4_address_scope: null,
  ipv6_address_scope: null,
  'router:external': network.external,
  port_security_enabled: true,
  ...(network.external ? { is_default: false } : {}),
  ...standard(networkProject(t, network)),
  'provider:network_type': networkType(network),
  'provider:physical_network': network.physicalNetwork,
  'provider:segmentation_id': segmentOf(network),
});

const poolOf = (network: LabNetwork): Json => {
  const base = network.cidr.split('.').slice(0, 3).join('.');
  return network.external
    ? [{ start: `${base}.100`, end: `${base}.200` }]
    : [{ start: `${base}.2`, end: `${base}.254` }];
};

const subnetObject = (t: Topology, network: LabNetwork): ApiObject => ({
  id: network.subnetId,
  name: `${network.name}-subnet`,
  network_id: network.id,
  ip_version: 4,
  subnetpool_id: null,
  enable_dhcp: !network.external,
  ipv6_ra_mode: null,
  ipv6_address_mode: null,
  gateway_ip: network.gatewayIp || null,
  cidr: network.cidr,
  allocation_pools: poolOf(network),
  host_routes: [],
  dns_nameservers: [],
  service_types: [],
  ...standard(t.projectId),
});

/** Ports that Neutron makes for itself belong to no project. */
const OWN_PROJECT: ReadonlySet<PortOwner> = new Set([
  'compute:nova',
  'network:router_interface',
  'network:router_interface_distributed',
  'network:ha_router_replicated_interface',
]);
const projectOf = (t: Topology, port: LabPort): string =>
  OWN_PROJECT.has(port.owner) ? t.projectId : '';

const bindingOf = (t: Topology, port: LabPort): ApiObject => {
  if (port.owner === 'network:router_interface_distributed')
    return {
      'binding:host_id': '',
      'binding:vif_type': 'distributed',
      'binding:vif_details': { bound_drivers: { '0': 'openvswitch' } },
    };
  if (port.node === null)
    return { 'binding:host_id': '', 'binding:vif_type': 'unbound', 'binding:vif_details': {} };
  const node = nodeOf(t, port.node);
  return {
    'binding:host_id': node.host,
    'binding:vif_type': 'ovs',
    'binding:vif_details': {
      connectivity: 'l2',
      port_filter: true,
      ovs_hybrid_plug: node.firewall === 'iptables_hybrid',
      datapath_type: 'netdev',
      bridge_name: 'br-int',
      bound_drivers: { '0': 'openvswitch' },
    },
  };
};

const portObject = (t: Topology, port: LabPort): ApiObject => {
  const network = networkOf(t, port.network);
  return {
    id: port.id,
    name: '',
    network_id: network.id,
    mac_address: port.mac,
    admin_state_up: true,
    status: port.owner === 'network:floatingip' ? 'N/A' : 'ACTIVE',
    device_id: port.deviceId,
    device_owner: port.owner,
    fixed_ips: addressesOf(port).map((ip) => ({
      subnet_id: network.subnetId,
      ip_address: ip,
    })),
    allowed_address_pairs: port.allowedPairs.map(({ ip, mac }) => ({
      ip_address: ip,
      mac_address: mac,
    })),
    extra_dhcp_opts: [],
    security_groups: port.securityGroups.map(
      (name) => t.securityGroups.find((group) => group.name === name)?.id ?? name,
    ),
    'binding:vnic_type': 'normal',
    'binding:profile': {},
    ...bindingOf(t, port),
    port_security_enabled: port.owner === 'compute:nova',
    ...standard(projectOf(t, port)),
  };
};

const routerObject = (t: Topology, router: LabRouter): ApiObject => {
  const external = externalNetwork(t);
  return {
    id: router.id,
    name: router.name,
    admin_state_up: true,
    status: 'ACTIVE',
    external_gateway_info: {
      network_id: external.id,
      external_fixed_ips: [{ subnet_id: external.subnetId, ip_address: router.gateway.ip }],
      enable_snat: true,
    },
    availability_zones: ['nova'],
    distributed: isDistributed(router),
    ha: isHa(router),
    availability_zone_hints: [],
    routes: [],
    flavor_id: null,
    ...standard(t.projectId),
  };
};

const ruleObject = (t: Topology, group: SecurityGroup, rule: SecurityRule): ApiObject => ({
  ...standard(t.projectId),
  id: rule.id,
  security_group_id: group.id,
  ethertype: rule.ethertype,
  direction: rule.direction,
  protocol: rule.protocol,
  port_range_min: rule.ports?.[0] ?? null,
  port_range_max: rule.ports?.[1] ?? null,
  remote_ip_prefix: rule.remotePrefix,
  remote_address_group_id: null,
  normalized_cidr: rule.remotePrefix,
  remote_group_id:
    t.securityGroups.find((each) => each.name === rule.remoteGroup)?.id ?? rule.remoteGroup,
  standard_attr_id: hashedNumber(`${rule.id} attribute`, 10, 99_999),
  // the rules Neutron adds to a new group by itself have no description at all
  description: rule.remotePrefix === null ? null : '',
  revision_number: 0,
});

const groupObject = (t: Topology, group: SecurityGroup): ApiObject => ({
  ...standard(t.projectId),
  id: group.id,
  name: group.name,
  stateful: true,
  description: group.description,
  shared: false,
  security_group_rules: group.rules.map((rule) => ruleObject(t, group, rule)),
});

const floatingObject = (t: Topology, floating: FloatingIp): ApiObject => {
  const server = serverOf(t, floating.server);
  const router = t.routers.find((each) => each.name === floating.router);
  return {
    ...standard(t.projectId),
    id: floating.id,
    floating_ip_address: floating.address,
    floating_network_id: externalNetwork(t).id,
    router_id: router?.id ?? null,
    port_id: server.port.id,
    fixed_ip_address: server.port.ip,
    status: 'ACTIVE',
    port_details: {
      name: '',
      network_id: networkOf(t, server.port.network).id,
      mac_address: server.port.mac,
      admin_state_up: true,
      status: 'ACTIVE',
      device_id: server.id,
      device_owner: server.port.owner,
    },
  };
};

const serverAddresses = (t: Topology, server: LabServer): Json => {
  const floating = t.floatingIps.filter((each) => each.server === server.name);
  const entry = (addr: string, type: string): Json => ({
    version: 4,
    addr,
    'OS-EXT-IPS:type': type,
    'OS-EXT-IPS-MAC:mac_addr': server.port.mac,
  });
  return {
    [server.port.network]: [
      ...addressesOf(server.port).map((ip) => entry(ip, 'fixed')),
      ...floating.map((each) => entry(each.address, 'floating')),
    ],
  };
};

const idWithBookmark = (kind: string, seed: string): Json => {
  const id = hashedUuid(seed);
  return { id, links: [{ rel: 'bookmark', href: `http://nova/${kind}/${id}` }] };
};

const serverObject = (t: Topology, server: LabServer, index: number): ApiObject => {
  const { host } = nodeOf(t, server.node);
  const time = (second: number): string => `2026-11-23T13:41:${String(second).padStart(2, '0')}`;
  return {
    id: server.id,
    name: server.name,
    status: 'ACTIVE',
    tenant_id: t.projectId,
    user_id: hex(`${t.lab} user admin`),
    metadata: {},
    hostId: hex(`${t.lab} host ${host}`),
    image: idWithBookmark('images', `${t.lab} image`),
    flavor: idWithBookmark('flavors', `${t.lab} flavor`),
    created: `${time(index)}Z`,
    updated: `${time(index + 10)}Z`,
    addresses: serverAddresses(t, server),
    accessIPv4: '',
    accessIPv6: '',
    'OS-DCF:diskConfig': 'MANUAL',
    progress: 0,
    'OS-EXT-AZ:availability_zone': 'nova',
    config_drive: '',
    key_name: null,
    'OS-SRV-USG:launched_at': `${time(index + 10)}.000000`,
    'OS-SRV-USG:terminated_at': null,
    security_groups: server.port.securityGroups.map((name) => ({ name })),
    'OS-EXT-SRV-ATTR:host': host,
    'OS-EXT-SRV-ATTR:instance_name': `instance-${(index + 1).toString(16).padStart(8, '0')}`,
    'OS-EXT-SRV-ATTR:hypervisor_hostname': host,
    'OS-EXT-STS:task_state': null,
    'OS-EXT-STS:vm_state': 'active',
    'OS-EXT-STS:power_state': 1,
    'os-extended-volumes:volumes_attached': [],
  };
};

/** Names and passwords of the stand-in cloud; it guards nothing. */
export const ACCOUNTS = {
  project: 'admin',
  admin: { name: 'admin', password: 'admin' },
  member: { name: 'member', password: 'member' },
  credential: { id: 'c0ffee00000000000000000000000001', secret: 'lab-secret' },
} as const;

const ROLES = ['reader', 'member', 'admin'] as const;
const DAY_SECONDS = 86_400;

const userOf = (t: Topology, name: 'admin' | 'member', roles: readonly string[]) => ({
  id: hex(`${t.lab} user ${name}`),
  name,
  password: ACCOUNTS[name].password,
  projectId: t.projectId,
  roles: [...roles],
});

/** ha_state of each L3 agent that hosts the router. */
const haStatesOf = (t: Topology, router: LabRouter): Record<string, string> =>
  Object.fromEntries(
    router.hosts.map((host) => [
      l3AgentId(t, host),
      router.active.includes(host) ? 'active' : 'standby',
    ]),
  );

/** What the lab's cloud answers, before any fault. */
export const documentOf = (t: Topology): CloudDocument => {
  const admin = userOf(t, 'admin', ROLES);
  return {
    region: 'RegionOne',
    tokenSeconds: DAY_SECONDS,
    projects: [{ id: t.projectId, name: ACCOUNTS.project }],
    roles: Object.fromEntries(ROLES.map((name) => [name, hex(`${t.lab} role ${name}`)])),
    users: [admin, userOf(t, 'member', ['reader', 'member'])],
    applicationCredentials: [{ ...ACCOUNTS.credential, name: 'hopscope', userId: admin.id }],
    servers: t.servers.map((server, index) => ({ ...serverObject(t, server, index) })),
    networks: t.networks.map((network) => ({ ...networkObject(t, network) })),
    subnets: t.networks.map((network) => ({ ...subnetObject(t, network) })),
    ports: allPorts(t).map((port) => ({ ...portObject(t, port) })),
    routers: t.routers.map((router) => ({ ...routerObject(t, router) })),
    floatingips: t.floatingIps.map((floating) => ({ ...floatingObject(t, floating) })),
    security_groups: t.securityGroups.map((group) => ({ ...groupObject(t, group) })),
    agents: t.nodes.flatMap((node) => agentsOf(t, node)).map((agent) => ({ ...agent })),
    routerAgents: Object.fromEntries(
      t.routers.map((router) => [router.id, router.hosts.map((host) => l3AgentId(t, host))]),
    ),
    haStates: Object.fromEntries(
      t.routers.filter(isHa).map((router) => [router.id, haStatesOf(t, router)]),
    ),
  };
};
