// Which shape a path has, from the facts alone: who routes, where, with which address outside.
// What cannot be followed is refused here by name. Pure.

import { HopscopeError } from '@hopscope/proto';
import type { Request } from '../request.ts';
import { l3Mode } from './facts.ts';
import type { NeutronFacts, PortFacts } from './path.ts';
import { transitOf, type Guest, type Scene, type Shape } from './scene.ts';
import { isInCidr, isIpv4 } from './subnets.ts';

const unsupported = (message: string): HopscopeError =>
  new HopscopeError('PATH_UNSUPPORTED', message);

const routerName = (facts: NeutronFacts): string => `router ${facts.router?.name ?? ''}`;
const gatewayText = (facts: NeutronFacts): string => facts.subnet.gateway || '(none)';

const ipv4Of = (port: PortFacts | null): string =>
  port?.addresses.map(({ address }) => address).find((address) => isIpv4(address)) ?? '';

const guestOf = (port: PortFacts, address: string, network: NeutronFacts['network']): Guest => ({
  node: port.host,
  port,
  address,
  transit: transitOf(network),
});

/** The node of the router's central part, with what is odd about it. */
const centralNode = (facts: NeutronFacts): { node: string; limits: string[] } => {
  const bound = facts.snatPort?.host || facts.gatewayPort?.host || '';
  const { l3Agents, router } = facts;
  if (router?.ha !== true) {
    const node = bound || (l3Agents[0]?.host ?? '');
    const agent = l3Agents.find((one) => one.host === node);
    const limits =
      agent !== undefined && !agent.alive ? [`the L3 agent on ${node} is not alive`] : [];
    return { node: node || (facts.routerPort?.host ?? ''), limits };
  }
  const active = l3Agents.filter((agent) => agent.haState === 'active').map((agent) => agent.host);
  const node = active.includes(bound) ? bound : (active[0] ?? (bound || l3Agents[0]?.host || ''));
  if (active.length === 1) return { node, limits: [] };
  const standing = active.length === 0 ? 'no agent' : `${active.length} agents`;
  const where = active.length === 0 ? '' : ` (${active.join(', ')})`;
  return {
    node,
    limits: [`${standing}${where} of HA router ${router.name} says active; followed is ${node}`],
  };
};

const remoteGuest = (facts: NeutronFacts): Guest | null => {
  if (facts.remote === null) return null;
  const { port, network } = facts.remote;
  return guestOf(port, ipv4Of(port), network);
};

const eastWest = (facts: NeutronFacts): Shape => {
  if (facts.remote?.port.networkId === facts.port.networkId) return 'same-network';
  return facts.router?.distributed === true ? 'distributed-east-west' : 'centralised-east-west';
};

/** Extra routes of the router that take the destination elsewhere than to the gateway. */
const routeLimits = (facts: NeutronFacts, remote: string): string[] =>
  (facts.router?.routes ?? [])
    .filter((route) => isInCidr(remote, route.destination))
    .map(
      (route) =>
        `${routerName(facts)} has a route ${route.destination} via ${route.nexthop}, ` +
        'which the path drawn here does not follow',
    );

const demandGateway = (facts: NeutronFacts): void => {
  if (facts.gatewayPort === null || facts.externalNetwork === null)
    throw unsupported(
      `${routerName(facts)} has no external gateway: nothing outside can be reached`,
    );
};

interface Outside {
  readonly shape: Shape;
  readonly exit: Scene['exit'];
  readonly natAddress: string;
  readonly limits: readonly string[];
}

/** How a distributed router lets a VM out. */
const distributedExit = (facts: NeutronFacts, routed: string, local: string): Outside => {
  const mode = l3Mode(facts.agents, facts.port.host);
  const floating = facts.floatingIp;
  if (floating !== null && mode !== 'dvr_no_external') {
    if (facts.agentGatewayPort !== null)
      return { shape: 'distributed-fip', exit: 'fip', natAddress: floating.address, limits: [] };
    throw unsupported(
      `floating IP ${floating.address} should leave on ${facts.port.host}, but Neutron has no ` +
        'floatingip_agent_gateway port for that host',
    );
  }
  if (facts.snatPort === null)
    throw unsupported(
      `${routerName(facts)} has no SNAT port (router_centralized_snat) in this subnet`,
    );
  return {
    shape: 'distributed-snat',
    exit: floating === null ? 'snat' : 'fip',
    natAddress: floating?.address ?? routed,
    limits: routed === local ? ['the router does not NAT (enable_snat=false)'] : [],
  };
};

const exitOf = (facts: NeutronFacts, local: string): Outside => {
  demandGateway(facts);
  const routed = facts.router?.enableSnat === false ? local : ipv4Of(facts.gatewayPort) || local;
  if (facts.router?.distributed === true) return distributedExit(facts, routed, local);
  const floating = facts.floatingIp;
  return {
    shape: 'centralised',
    exit: floating === null ? 'snat' : 'fip',
    natAddress: floating?.address ?? routed,
    limits:
      floating === null && routed === local ? ['the router does not NAT (enable_snat=false)'] : [],
  };
};

const remoteAddressOf = (facts: NeutronFacts, request: Request): string => {
  if (request.destination !== null) return request.destination;
  const gateway =
    facts.externalSubnet?.gateway || (facts.router === null ? facts.subnet.gateway : '');
  if (gateway !== '') return gateway;
  throw new HopscopeError(
    'USAGE',
    'the external subnet has no gateway address: name a destination to trace to',
  );
};

/** Destinations that are no matter of a path through the cloud. */
const demandElsewhere = (remote: string, local: string): void => {
  if (remote === local)
    throw new HopscopeError('USAGE', `${remote} is the address of the VM itself`);
  if (isInCidr(remote, '169.254.0.0/16'))
    throw unsupported(`${remote} is link-local: metadata is answered beside the path of packets`);
};

const interfaceLimits = (facts: NeutronFacts): string[] => {
  const address = ipv4Of(facts.routerPort);
  const hasOther =
    facts.routerPort !== null &&
    !facts.routerPort.addresses.some((one) => one.address === facts.subnet.gateway);
  return hasOther
    ? [`router interface ${address} is not the subnet's gateway ${gatewayText(facts)}`]
    : [];
};

/** A provider network has no router of Neutron: its gateway is somebody else's. */
const withoutRouter = (facts: NeutronFacts, vm: Guest, remoteAddress: string): Scene => {
  if (vm.transit.kind !== 'provider')
    throw unsupported(
      `no router has the gateway ${gatewayText(facts)} of subnet ${facts.subnet.cidr}`,
    );
  return {
    shape: 'provider-network',
    exit: 'none',
    facts,
    vm,
    peer: null,
    networkNode: '',
    remoteAddress,
    natAddress: vm.address,
    limits: ['the gateway of the VM is no router of Neutron'],
  };
};

/** Decides the shape. Throws PATH_UNSUPPORTED for what cannot be followed, USAGE without target. */
export const sceneOf = (facts: NeutronFacts, localAddress: string, request: Request): Scene => {
  const vm = guestOf(facts.port, localAddress, facts.network);
  const peer = remoteGuest(facts);
  if (peer !== null && peer.node === '')
    throw unsupported(`the port of ${facts.remote?.name ?? 'the peer'} is bound to no host`);
  if (facts.router === null && peer === null)
    return withoutRouter(facts, vm, remoteAddressOf(facts, request));
  const remoteAddress = remoteAddressOf(facts, request);
  demandElsewhere(remoteAddress, localAddress);
  const isOwnSubnet = isInCidr(remoteAddress, facts.subnet.cidr);
  if (peer === null && isOwnSubnet)
    throw unsupported(
      `no VM has ${remoteAddress}, which lies in the VM's own subnet ${facts.subnet.cidr}; ` +
        'of an allowed address pair, ask for the address of the port that has it',
    );
  const central = centralNode(facts);
  const base = { facts, vm, peer, networkNode: central.node, remoteAddress };
  if (peer !== null) {
    const shape = eastWest(facts);
    const limits = shape === 'centralised-east-west' ? central.limits : [];
    return { ...base, shape, exit: 'none', natAddress: vm.address, limits };
  }
  const outside = exitOf(facts, localAddress);
  const usesCentral = outside.shape !== 'distributed-fip';
  if (usesCentral && central.node === '')
    throw unsupported(`${routerName(facts)} is scheduled to no network node`);
  return {
    ...base,
    ...outside,
    limits: [
      ...outside.limits,
      ...(usesCentral ? central.limits : []),
      ...interfaceLimits(facts),
      ...routeLimits(facts, remoteAddress),
    ],
  };
};
