// From what OpenStack answered to the facts of one path: which router, which SNAT port, which
// subnet outside, who else. Pure.

import type { Network, Port, Subnet } from '@hopscope/openstack';
import {
  agentFacts,
  groupFacts,
  l3AgentFacts,
  networkFacts,
  portFacts,
  routerFacts,
  serverFacts,
  subnetFacts,
} from './facts.ts';
import { NO_COMPANIONS } from './companions.ts';
import { gatewayInterface, type Gathered } from './gather.ts';
import type { NetworkFacts, NeutronFacts, PortFacts, SubnetFacts } from './path.ts';
import { demandOvsPort } from './recognise.ts';
import { isIpv4 } from './subnets.ts';

const EMPTY_SUBNET: SubnetFacts = { id: '', cidr: '', gateway: '' };

const isVm = (port: Port): boolean => port.device_owner.startsWith('compute:');

const networkOf = (gathered: Gathered, id: string): Network | undefined =>
  gathered.networks.find((network) => network.id === id);

const subnetOf = (gathered: Gathered, id: string): Subnet | undefined =>
  gathered.subnets.find((subnet) => subnet.id === id);

const portOn = (ports: readonly Port[], owner: string, subnetId: string): PortFacts | null => {
  const found = ports.find(
    (port) => port.device_owner === owner && port.fixed_ips.some((ip) => ip.subnet_id === subnetId),
  );
  return found === undefined ? null : portFacts(found);
};

/** The other VM, when the destination is a fixed address of one and routed by the same router. */
const remoteOf = (gathered: Gathered): NeutronFacts['remote'] => {
  const { source, destinationPorts } = gathered;
  const reachable = new Set([
    source.port.network_id,
    ...gathered.routerPorts.map((port) => port.network_id),
  ]);
  const port = destinationPorts.find(
    (one) => isVm(one) && one.id !== source.port.id && reachable.has(one.network_id),
  );
  const network = port === undefined ? undefined : networkOf(gathered, port.network_id);
  const ip = port?.fixed_ips.find((one) => isIpv4(one.ip_address));
  const subnet = ip === undefined ? undefined : subnetOf(gathered, ip.subnet_id);
  if (port === undefined || network === undefined || subnet === undefined) return null;
  demandOvsPort(port);
  const server = gathered.destinationServer;
  return {
    name: server !== null && server.id === port.device_id ? server.name : port.name || port.id,
    port: portFacts(port),
    network: networkFacts(network),
    subnet: subnetFacts(subnet),
  };
};

/** The VM that was meant, when the destination is a fixed address that nothing here leads to. */
const unjoinedOf = (gathered: Gathered): NeutronFacts['unjoined'] => {
  const { source, destinationPorts, destinationServer } = gathered;
  const port = destinationPorts.find(
    (one) => isVm(one) && one.project_id === source.port.project_id && one.id !== source.port.id,
  );
  if (port === undefined || remoteOf(gathered) !== null) return null;
  const name = destinationServer?.id === port.device_id ? destinationServer.name : port.name;
  return {
    name: name || port.id,
    network: networkOf(gathered, port.network_id)?.name || port.network_id,
  };
};

/** The IPv4 subnet outside that the router's gateway port has its address in. */
const externalOf = (
  gathered: Gathered,
  gateway: Port | undefined,
): { network: NetworkFacts | null; subnet: SubnetFacts | null } => {
  const info = gathered.router?.external_gateway_info ?? null;
  const network = info === null ? undefined : networkOf(gathered, info.network_id);
  const ips = gateway?.fixed_ips ?? info?.external_fixed_ips ?? [];
  const ip = ips.find((one) => isIpv4(one.ip_address));
  const subnet = ip === undefined ? undefined : subnetOf(gathered, ip.subnet_id);
  return {
    network: network === undefined ? null : networkFacts(network),
    subnet: subnet === undefined ? null : subnetFacts(subnet),
  };
};

/** Chooses the objects of this path from all that was answered. */
export const neutronFacts = (gathered: Gathered): NeutronFacts => {
  const { source, server, router, routerPorts } = gathered;
  const subnetId =
    source.port.fixed_ips.find((ip) => ip.ip_address === source.localAddress)?.subnet_id ?? '';
  const network = networkOf(gathered, source.port.network_id);
  const subnet = subnetOf(gathered, subnetId);
  const via = gatewayInterface(gathered.interfaces, subnetId, subnet?.gateway_ip ?? '');
  const gateway = routerPorts.find((port) => port.device_owner === 'network:router_gateway');
  const external = externalOf(gathered, gateway);
  const floating = gathered.floatingIps.find((one) => one.fixed_ip_address === source.localAddress);
  const agentGateway = gathered.agentGateways.find(
    (port) =>
      port.network_id === external.network?.id &&
      port['binding:host_id'] === source.port['binding:host_id'],
  );
  return {
    server: server === null ? null : serverFacts(server),
    port: portFacts(source.port),
    network: networkFacts(
      network ?? {
        id: source.port.network_id,
        name: '',
        mtu: 0,
        'router:external': false,
        subnets: [],
      },
    ),
    subnet: subnet === undefined ? EMPTY_SUBNET : subnetFacts(subnet),
    securityGroups: gathered.groups.map((group) => groupFacts(group)),
    router: router === null ? null : routerFacts(router),
    routerPort: via === null ? null : portFacts(via),
    routerPorts: routerPorts
      .filter((port) => /router_interface|replicated_interface/.test(port.device_owner))
      .map((port) => portFacts(port)),
    snatPort: portOn(routerPorts, 'network:router_centralized_snat', subnetId),
    gatewayPort: gateway === undefined ? null : portFacts(gateway),
    floatingIp:
      floating === undefined
        ? null
        : { id: floating.id, address: floating.floating_ip_address, status: floating.status },
    externalNetwork: external.network,
    externalSubnet: external.subnet,
    agents: gathered.agents.map((agent) => agentFacts(agent)),
    l3Agents: gathered.l3Agents.map((agent) => l3AgentFacts(agent)),
    agentGatewayPort: agentGateway === undefined ? null : portFacts(agentGateway),
    remote: remoteOf(gathered),
    unjoined: unjoinedOf(gathered),
    ...NO_COMPANIONS,
  };
};
