// Neutron's agents of one node, with the configurations they report. The L3 agent's id is also the
// device of the node's floating IP gateway port, as in a real cloud. Pure.

import type { ApiObject, Json } from './document.ts';
import { routersOn, type LabNode, type Topology } from '../model.ts';
import { hashedUuid } from '../names.ts';

export const l3AgentId = (t: Topology, node: string): string =>
  hashedUuid(`${t.lab} l3-agent ${node}`);

const NO_TIME = '2026-11-23 13:40:26';
const INVENTORY = { allocation_ratio: 1, min_unit: 1, step_size: 1, reserved: 0 } as const;

const agent = (
  node: LabNode,
  id: string,
  type: string,
  binary: string,
  topic: string,
  zone: string | null,
  configurations: Json,
): ApiObject => ({
  id,
  agent_type: type,
  binary,
  topic,
  host: node.host,
  admin_state_up: true,
  created_at: NO_TIME,
  started_at: NO_TIME,
  heartbeat_timestamp: NO_TIME,
  description: null,
  resources_synced: null,
  availability_zone: zone,
  alive: true,
  configurations,
});

const ovsConfigurations = (node: LabNode): Json => ({
  arp_responder_enabled: true,
  baremetal_smartnic: false,
  bridge_mappings: { external: 'br-ex' },
  datapath_type: 'netdev',
  devices: 0,
  enable_distributed_routing: true,
  extensions: [],
  in_distributed_mode: true,
  integration_bridge: 'br-int',
  l2_population: true,
  log_agent_heartbeats: false,
  ovs_capabilities: {
    datapath_types: ['netdev', 'system'],
    iface_types: ['geneve', 'gre', 'internal', 'patch', 'system', 'tap', 'vxlan'],
  },
  ovs_hybrid_plug: node.firewall === 'iptables_hybrid',
  resource_provider_bandwidths: {},
  resource_provider_hypervisors: { 'br-ex': node.host },
  resource_provider_inventory_defaults: INVENTORY,
  resource_provider_packet_processing_inventory_defaults: INVENTORY,
  resource_provider_packet_processing_with_direction: {},
  resource_provider_packet_processing_without_direction: {},
  tunnel_types: ['vxlan'],
  tunneling_ip: node.underlayIp,
  vhostuser_socket_dir: '/var/run/openvswitch',
});

const l3Configurations = (t: Topology, node: LabNode): Json => {
  const routers = routersOn(t, node.name);
  return {
    agent_mode: node.roles.includes('network') ? 'dvr_snat' : 'dvr',
    ex_gw_ports: routers.length,
    extensions: [],
    floating_ips: 0,
    handle_internal_only_routers: true,
    interface_driver: 'openvswitch',
    interfaces: routers.reduce((sum, router) => sum + router.interfaces.length, 0),
    log_agent_heartbeats: false,
    routers: routers.length,
  };
};

const metadataConfigurations = (t: Topology): Json => ({
  log_agent_heartbeats: false,
  metadata_proxy_socket: '/var/lib/neutron/metadata_proxy',
  nova_metadata_host: t.upstream.controllerIp,
  nova_metadata_port: 8775,
});

const dhcpConfigurations = (t: Topology): Json => ({
  dhcp_driver: 'neutron.agent.linux.dhcp.Dnsmasq',
  dhcp_lease_duration: 86_400,
  log_agent_heartbeats: false,
  networks: t.networks.filter((each) => !each.external).length,
  ports: t.servers.length,
  subnets: t.networks.filter((each) => !each.external).length,
});

/** The agents that report from a node. */
export const agentsOf = (t: Topology, node: LabNode): readonly ApiObject[] => {
  const id = (kind: string): string => hashedUuid(`${t.lab} ${kind}-agent ${node.name}`);
  const ovs = 'neutron-openvswitch-agent';
  const metadata = 'neutron-metadata-agent';
  const network = node.roles.includes('network');
  const l3 = l3Configurations(t, node);
  const l3Id = l3AgentId(t, node.name);
  return [
    agent(node, l3Id, 'L3 agent', 'neutron-l3-agent', 'l3_agent', 'nova', l3),
    agent(node, id('ovs'), 'Open vSwitch agent', ovs, 'N/A', null, ovsConfigurations(node)),
    agent(node, id('md'), 'Metadata agent', metadata, 'N/A', null, metadataConfigurations(t)),
    ...(network
      ? [
          agent(
            node,
            id('dhcp'),
            'DHCP agent',
            'neutron-dhcp-agent',
            'dhcp_agent',
            'nova',
            dhcpConfigurations(t),
          ),
        ]
      : []),
  ];
};
