// Objects of Neutron and Nova as the facts that later stages judge by. Pure. A field that an
// admin would see and that is absent becomes '' or 0 here: rights.ts has looked before.

import type {
  Agent,
  Network,
  Port,
  Router,
  SecurityGroup,
  Server,
  Subnet,
} from '@hopscope/openstack';
import type {
  AgentFacts,
  L3AgentFacts,
  NetworkFacts,
  NeutronFacts,
  PortFacts,
  SecurityGroup as SecurityGroupFacts,
  SubnetFacts,
} from './path.ts';

export const portFacts = (port: Port): PortFacts => ({
  id: port.id,
  name: port.name,
  mac: port.mac_address.toLowerCase(),
  addresses: port.fixed_ips.map((ip) => ({ address: ip.ip_address, subnetId: ip.subnet_id })),
  networkId: port.network_id,
  projectId: port.project_id,
  deviceId: port.device_id,
  deviceOwner: port.device_owner,
  status: port.status,
  adminUp: port.admin_state_up,
  host: port['binding:host_id'] ?? '',
  vifType: port['binding:vif_type'] ?? '',
  vnicType: port['binding:vnic_type'] ?? '',
  hybridPlug: port['binding:vif_details']?.ovs_hybrid_plug ?? false,
  portSecurity: port.port_security_enabled,
  qosPolicy: port.qos_policy_id ?? port.qos_network_policy_id ?? '',
  securityGroups: port.security_groups,
  allowedPairs: port.allowed_address_pairs.map((pair) => ({
    address: pair.ip_address,
    mac: (pair.mac_address ?? port.mac_address).toLowerCase(),
  })),
});

/** A multi-segment network is described by its tunnelled segment, else by its first. */
export const networkFacts = (network: Network): NetworkFacts => {
  const isTunnel = (type: string | null | undefined): boolean =>
    type === 'vxlan' || type === 'geneve' || type === 'gre';
  const segment =
    network.segments?.find((one) => isTunnel(one['provider:network_type'])) ??
    network.segments?.[0] ??
    network;
  return {
    id: network.id,
    name: network.name,
    mtu: network.mtu,
    type: segment['provider:network_type'] ?? '',
    segmentationId: segment['provider:segmentation_id'] ?? 0,
    physicalNetwork: segment['provider:physical_network'] ?? '',
  };
};

export const subnetFacts = (subnet: Subnet): SubnetFacts => ({
  id: subnet.id,
  cidr: subnet.cidr,
  gateway: subnet.gateway_ip ?? '',
});

export const serverFacts = (server: Server): NonNullable<NeutronFacts['server']> => ({
  id: server.id,
  name: server.name,
  status: server.status,
  host: server['OS-EXT-SRV-ATTR:host'] ?? '',
});

export const routerFacts = (router: Router): NonNullable<NeutronFacts['router']> => ({
  id: router.id,
  name: router.name,
  distributed: router.distributed ?? false,
  ha: router.ha ?? false,
  adminUp: router.admin_state_up,
  enableSnat: router.external_gateway_info?.enable_snat ?? true,
  routes: router.routes,
});

export const groupFacts = (group: SecurityGroup): SecurityGroupFacts => ({
  id: group.id,
  name: group.name,
  stateful: group.stateful,
  rules: group.security_group_rules.map((rule) => ({
    id: rule.id,
    direction: rule.direction,
    ethertype: rule.ethertype ?? 'IPv4',
    protocol: rule.protocol ?? null,
    portMin: rule.port_range_min ?? null,
    portMax: rule.port_range_max ?? null,
    remotePrefix: rule.remote_ip_prefix ?? null,
    remoteGroup: rule.remote_group_id ?? null,
  })),
});

export const agentFacts = (agent: Agent): AgentFacts => ({
  host: agent.host,
  type: agent.agent_type,
  alive: agent.alive,
  adminUp: agent.admin_state_up,
  configurations: agent.configurations,
});

export const l3AgentFacts = (agent: Agent): L3AgentFacts => ({
  host: agent.host,
  alive: agent.alive,
  adminUp: agent.admin_state_up,
  mode: String(agent.configurations['agent_mode'] ?? ''),
  haState: agent.ha_state ?? '',
});

/** The OVS agent of a host: its tunnel address and bridge mappings. */
export const ovsAgent = (
  agents: readonly AgentFacts[],
  host: string,
): { tunnelAddress: string; bridgeMappings: Readonly<Record<string, string>> } | null => {
  const agent = agents.find((one) => one.host === host && one.type === 'Open vSwitch agent');
  if (agent === undefined) return null;
  const { tunneling_ip: tunnel, bridge_mappings: mappings } = agent.configurations;
  return {
    tunnelAddress: typeof tunnel === 'string' ? tunnel : '',
    bridgeMappings:
      typeof mappings === 'object' && mappings !== null ? (mappings as Record<string, string>) : {},
  };
};

/** agent_mode of the L3 agent of a host: dvr, dvr_snat, dvr_no_external, legacy; '' = none. */
export const l3Mode = (agents: readonly AgentFacts[], host: string): string => {
  const agent = agents.find((one) => one.host === host && one.type === 'L3 agent');
  return String(agent?.configurations['agent_mode'] ?? '');
};
