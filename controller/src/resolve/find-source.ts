// Which port is meant: a server's name or id, a port id, a fixed or floating address, or a MAC.
// One thing must fit. When several do they are listed, when none does near names are named.

import type { OpenStack, Port, Query, Server } from '@hopscope/openstack';
import { isOpenStackError } from '@hopscope/openstack';
import { HopscopeError } from '@hopscope/proto';
import { pairsOf, portsWithPair } from './address-pairs.ts';
import { ambiguous, type Candidate } from './candidates.ts';
import { closestNames } from './closest-names.ts';
import { RESOLVE_LIMITS } from './limits.ts';
import { isIpv4 } from './subnets.ts';

export interface Source {
  readonly port: Port;
  /** null: not read yet. */
  readonly server: Server | null;
  readonly localAddress: string;
  readonly limits: readonly string[];
}

interface Hit {
  readonly port: Port;
  readonly server: Server | null;
  /** The address that was asked for, when the source is one. */
  readonly address: string | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MAC = /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$/i;

export const isVmPort = (port: Port): boolean => /^(?:compute|baremetal):/.test(port.device_owner);

/** Servers of all projects when the cloud allows it, else of the own one. */
const serversOfAll = async (
  openstack: OpenStack,
  query: Query,
  itemsMax: number,
): Promise<readonly Server[]> => {
  try {
    return (await openstack.compute.servers({ ...query, all_tenants: '1' }, itemsMax)).items;
  } catch (thrown) {
    if (!isOpenStackError(thrown, 'FORBIDDEN')) throw thrown;
    return (await openstack.compute.servers(query, itemsMax)).items;
  }
};

const portsOf = async (openstack: OpenStack, servers: readonly Server[]): Promise<Hit[]> => {
  if (servers.length === 0) return [];
  const ids = servers.map((server) => server.id);
  const { items } = await openstack.network.ports({ device_id: ids });
  return items.map((port) => ({
    port,
    server: servers.find((server) => server.id === port.device_id) ?? null,
    address: null,
  }));
};

const portless = (server: Server): HopscopeError =>
  new HopscopeError('NOT_FOUND', `server ${server.name} (${server.status}) has no port`);

const byId = async (openstack: OpenStack, id: string): Promise<Hit[]> => {
  const [server, ports, owned] = await Promise.all([
    openstack.compute.server(id),
    openstack.network.ports({ id }),
    openstack.network.ports({ device_id: id }),
  ]);
  if (ports.items.length > 0)
    return ports.items.map((port) => ({ port, server: null, address: null }));
  if (server !== null && owned.items.length === 0) throw portless(server);
  return owned.items.map((port) => ({ port, server, address: null }));
};

const byAddress = async (openstack: OpenStack, address: string): Promise<Hit[]> => {
  const [fixed, floating] = await Promise.all([
    openstack.network.ports({ fixed_ips: `ip_address=${address}` }),
    openstack.network.floatingIps({ floating_ip_address: address }),
  ]);
  const hits: Hit[] = fixed.items.filter(isVmPort).map((port) => ({ port, server: null, address }));
  const bound = floating.items.filter((one) => (one.port_id ?? '') !== '');
  if (bound.length === 0) return hits;
  const { items } = await openstack.network.ports({ id: bound.map((one) => one.port_id ?? '') });
  const through = items.map((port) => ({
    port,
    server: null,
    address: bound.find((one) => one.port_id === port.id)?.fixed_ip_address ?? null,
  }));
  return [...hits, ...through];
};

const byMac = async (openstack: OpenStack, mac: string): Promise<Hit[]> => {
  const wanted = mac.toLowerCase().replaceAll('-', ':');
  const { items } = await openstack.network.ports({ mac_address: wanted });
  return items.filter(isVmPort).map((port) => ({ port, server: null, address: null }));
};

/** Nova's name filter is a regular expression: the name must match whole and literally. */
const literally = (name: string): string =>
  `^${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)}$`;

const byName = async (openstack: OpenStack, name: string): Promise<Hit[]> => {
  const servers = await serversOfAll(openstack, { name: literally(name) }, RESOLVE_LIMITS.namesMax);
  const named = servers.filter((server) => server.name === name);
  const [only] = named;
  if (only === undefined) {
    const { items } = await openstack.network.ports({ name });
    return items.filter(isVmPort).map((port) => ({ port, server: null, address: null }));
  }
  const hits = await portsOf(openstack, named);
  if (named.length === 1 && hits.length === 0) throw portless(only);
  return hits;
};

const findHits = (openstack: OpenStack, text: string): Promise<Hit[]> => {
  if (UUID.test(text)) return byId(openstack, text.toLowerCase());
  if (MAC.test(text)) return byMac(openstack, text);
  return isIpv4(text) ? byAddress(openstack, text) : byName(openstack, text);
};

const notFound = async (openstack: OpenStack, text: string): Promise<HopscopeError> => {
  const nobody = `no server or port of a VM has ${text}`;
  if (isIpv4(text)) {
    const holders = await portsWithPair(openstack, text);
    const names = holders.map(({ id, fixed_ips: [ip] }) => `${id} (${ip?.ip_address ?? '-'})`);
    const pairs =
      names.length === 0 ? '' : ` as its own; allowed address pair of port ${names.join(', ')}`;
    return new HopscopeError('NOT_FOUND', `${nobody}${pairs}`);
  }
  if (UUID.test(text) || MAC.test(text)) return new HopscopeError('NOT_FOUND', nobody);
  const servers = await serversOfAll(openstack, {}, RESOLVE_LIMITS.namesMax);
  const near = closestNames(
    text,
    servers.map((server) => server.name),
  );
  const hint = near.length === 0 ? '' : `; there is ${near.join(', ')}`;
  return new HopscopeError('NOT_FOUND', `no server or port is called ${text}${hint}`);
};

/** Servers of the hits that were found without one, for a list a person can choose from. */
const asCandidates = async (openstack: OpenStack, hits: readonly Hit[]): Promise<Candidate[]> =>
  Promise.all(
    hits.slice(0, RESOLVE_LIMITS.candidatesMax).map(async ({ port, server }) => ({
      port,
      server:
        server ?? (port.device_id === '' ? null : await openstack.compute.server(port.device_id)),
    })),
  );

const ipv4Of = (port: Port): string[] =>
  port.fixed_ips.map((ip) => ip.ip_address).filter((address) => isIpv4(address));

const chosen = ({ port, server, address }: Hit): Source => {
  const addresses = ipv4Of(port);
  const first = addresses[0];
  if (first === undefined)
    throw new HopscopeError(
      'PATH_UNSUPPORTED',
      `port ${port.id} has no IPv4 address; IPv6 cannot be followed yet`,
    );
  const localAddress = address ?? first;
  const others = addresses.filter((other) => other !== localAddress);
  const pairs = pairsOf(port);
  const six = port.fixed_ips.map((ip) => ip.ip_address).filter((ip) => ip.includes(':'));
  const limits = [
    ...(others.length === 0 || address !== null
      ? []
      : [
          `the port has ${addresses.length} addresses; traced is ${localAddress}, ` +
            `not ${others.join(', ')}`,
        ]),
    ...(pairs.length === 0
      ? []
      : [`the port may also send as ${pairs.join(', ')} (allowed address pairs): not traced`]),
    ...(six.length === 0 ? [] : [`IPv6 of the port is not followed: ${six.join(', ')}`]),
  ];
  return { port, server, localAddress, limits };
};

/** Finds the one port that `text` names. Throws NOT_FOUND, AMBIGUOUS or PATH_UNSUPPORTED. */
export const findSource = async (openstack: OpenStack, text: string): Promise<Source> => {
  const hits = await findHits(openstack, text);
  const only = hits[0];
  if (only === undefined) throw await notFound(openstack, text);
  if (hits.length > 1) throw ambiguous(text, await asCandidates(openstack, hits), hits.length);
  return chosen(only);
};
