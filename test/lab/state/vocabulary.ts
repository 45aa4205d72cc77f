// What every identifier of one node stands for: port ids, device names, MACs, addresses, VNIs,
// local VLANs, OpenFlow port numbers become {kind:entity}, with entities named as a person would
// (a1, qr/netA, sg/netA, qg/r1, fg/cn1). Made from the API's objects and the node's own OVSDB, so
// that a recorded cloud and the lab, which share no number, read the same. Pure.

import type { ApiObject, CloudDocument } from '../api/document.ts';
import { textOf } from '../api/document.ts';
import { ipToNumber, linkLocalOf } from '../names.ts';
import { mapCell, parseTable, textCell } from './ovsdb-table.ts';
import { fileOf, type Snapshot } from './snapshot.ts';

export interface Vocabulary {
  /** Replaces every known identifier in a text. */
  readonly symbols: (text: string) => string;
  /** {lv:network} of a local VLAN, the number itself when unknown. */
  readonly vlan: (tag: number) => string;
  readonly ofport: (port: number) => string;
  readonly vni: (vni: number) => string;
  /** Where a routing table or rule number comes from an address: {number-of:qr/netA}. */
  readonly number: (text: string) => string;
}

interface Names {
  readonly ids: Map<string, string>;
  readonly ports11: Map<string, string>;
  readonly ports10: Map<string, string>;
  readonly routers10: Map<string, string>;
  readonly macs: Map<string, string>;
  readonly addresses: Map<string, string>;
  readonly numbers: Map<string, string>;
  readonly servers: Set<string>;
}

const shortHost = (host: string): string => host.split('.')[0] ?? host;

const nameIn = (objects: readonly ApiObject[], id: string): string =>
  textOf(objects.find((each) => each['id'] === id) ?? {}, 'name') || id;

const entityOf = (document: CloudDocument, port: ApiObject): string => {
  const network = nameIn(document.networks, textOf(port, 'network_id'));
  const device = textOf(port, 'device_id');
  switch (textOf(port, 'device_owner')) {
    case 'network:router_interface':
    case 'network:router_interface_distributed':
    case 'network:ha_router_replicated_interface':
      return `qr/${network}`;
    case 'network:router_centralized_snat':
      return `sg/${network}`;
    case 'network:router_ha_interface':
      return `ha/${nameIn(document.routers, device)}/${shortHost(textOf(port, 'binding:host_id'))}`;
    case 'network:router_gateway':
      return `qg/${nameIn(document.routers, device)}`;
    case 'network:floatingip_agent_gateway':
      return `fg/${shortHost(textOf(port, 'binding:host_id'))}`;
    case 'network:dhcp':
      return `dhcp/${network}`;
    case 'network:floatingip':
      return `fip/${device}`;
    default:
      return nameIn(document.servers, device);
  }
};

const addPort = (names: Names, document: CloudDocument, port: ApiObject): void => {
  const id = textOf(port, 'id');
  const entity = entityOf(document, port);
  const mac = textOf(port, 'mac_address');
  names.ids.set(id, `{id:${entity}}`);
  names.ports11.set(id.slice(0, 11), entity);
  names.ports10.set(id.slice(0, 10), entity);
  names.macs.set(mac, `{mac:${entity}}`);
  // libvirt gives a tap the VM's MAC with fe in front
  names.macs.set(`fe${mac.slice(2)}`, `{tap-mac:${entity}}`);
  names.addresses.set(linkLocalOf(mac), `{link-local:${entity}}`);
  for (const ip of (port['fixed_ips'] ?? []) as readonly ApiObject[]) {
    const address = textOf(ip, 'ip_address');
    names.addresses.set(address, `{ip:${entity}}`);
    names.numbers.set(String(ipToNumber(address)), `{number-of:${entity}}`);
  }
};

const addCloud = (names: Names, document: CloudDocument): void => {
  for (const server of document.servers) {
    names.ids.set(textOf(server, 'id'), `{server:${textOf(server, 'name')}}`);
    names.servers.add(textOf(server, 'name'));
  }
  for (const network of document.networks)
    names.ids.set(textOf(network, 'id'), `{network:${textOf(network, 'name')}}`);
  for (const router of document.routers) {
    const name = textOf(router, 'name');
    names.ids.set(textOf(router, 'id'), `{router:${name}}`);
    names.routers10.set(textOf(router, 'id').slice(0, 10), name);
  }
  for (const subnet of document.subnets) {
    const network = nameIn(document.networks, textOf(subnet, 'network_id'));
    const base = textOf(subnet, 'cidr').split('.').slice(0, 3).join('.');
    names.addresses.set(`${base}.0`, `{subnet:${network}}`);
    names.addresses.set(`${base}.255`, `{broadcast:${network}}`);
    names.addresses.set(textOf(subnet, 'gateway_ip'), `{gateway:${network}}`);
  }
  for (const port of document.ports) addPort(names, document, port);
  for (const floating of document.floatingips) {
    const port = document.ports.find((each) => each['id'] === floating['port_id']);
    const entity = port ? entityOf(document, port) : '';
    names.addresses.set(textOf(floating, 'floating_ip_address'), `{floating-ip:${entity}}`);
  }
  for (const agent of document.agents) {
    const configurations = agent['configurations'] as ApiObject;
    const vtep = textOf(configurations, 'tunneling_ip');
    if (vtep !== '') names.addresses.set(vtep, `{vtep:${shortHost(textOf(agent, 'host'))}}`);
  }
};

interface Address {
  readonly ifname: string;
  readonly address?: string;
  readonly addr_info: readonly { readonly local?: string }[];
}

/** The link between qrouter and fip has addresses and MACs that no API names. */
const addFipLinks = (names: Names, snapshot: Snapshot): void => {
  for (const [file, text] of snapshot) {
    if (!file.endsWith('/ip-j-d-s-addr.txt')) continue;
    for (const link of JSON.parse(text) as Address[]) {
      const kind = link.ifname.slice(0, 3);
      const router = names.routers10.get(link.ifname.slice(4));
      if ((kind !== 'rfp' && kind !== 'fpr') || router === undefined) continue;
      const mac = link.address ?? '';
      names.macs.set(mac, `{mac:${kind}/${router}}`);
      names.addresses.set(linkLocalOf(mac), `{link-local:${kind}/${router}}`);
      const local = link.addr_info[0]?.local ?? '';
      names.addresses.set(local, `{ip:${kind}/${router}}`);
      names.numbers.set(String(ipToNumber(local)), `{number-of:${kind}/${router}}`);
    }
  }
};

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const DEVICE = /(tap|qbr|qvb|qvo|qr-|sg-|qg-|fg-|ha-)([0-9a-f]{8}-[0-9a-f]{2})(?![0-9a-f])/g;
const ROUTER_LINK = /(rfp|fpr)-([0-9a-f]{8}-[0-9a-f])(?![0-9a-f])/g;
const CHAIN = /neutron-openvswi-([ios])([0-9a-f]{8}-[0-9a-f])(?![0-9a-f])/g;
const MAC = /(?<![0-9a-f]|\b[0-9a-f]{2}:)(?:[0-9a-f]{2}:){5}[0-9a-f]{2}(?![0-9a-f:])/g;
const IPV4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g;
const LINK_LOCAL = /fe80::[0-9a-f:]+/g;
const GUEST = /(?<![\w-])vm-([a-z0-9-]+)/g;
const DHCP_NETNS = /qdhcp-\{network:([^}]+)\}/g;
const TUNNEL = /vxlan-([0-9a-f]{8})/g;

const fourOctets = (hex: string): string =>
  [0, 2, 4, 6].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join('.');

const replacer =
  (names: Names): Vocabulary['symbols'] =>
  (text) =>
    text
      .replaceAll(UUID, (id) => names.ids.get(id) ?? id)
      .replaceAll(DHCP_NETNS, 'qdhcp-{netns:dhcp/$1}')
      .replaceAll(GUEST, (all, name: string) =>
        names.servers.has(name) ? `vm-{netns:${name}}` : all,
      )
      .replaceAll(DEVICE, (all, kind: string, id: string) => {
        const entity = names.ports11.get(id);
        return entity === undefined ? all : `{${kind.replace('-', '')}:${entity}}`;
      })
      .replaceAll(ROUTER_LINK, (all, kind: string, id: string) => {
        const router = names.routers10.get(id);
        return router === undefined ? all : `{${kind}:${router}}`;
      })
      .replaceAll(CHAIN, (all, kind: string, id: string) => {
        const entity = names.ports10.get(id);
        return entity === undefined ? all : `{chain-${kind}:${entity}}`;
      })
      .replaceAll(TUNNEL, (all, hex: string) => {
        const node = names.addresses.get(fourOctets(hex));
        return node === undefined ? all : node.replace('{vtep:', '{tunnel:');
      })
      .replaceAll(MAC, (mac) => names.macs.get(mac) ?? mac)
      .replaceAll(LINK_LOCAL, (address) => names.addresses.get(address) ?? address)
      .replaceAll(IPV4, (address) => names.addresses.get(address) ?? address);

/**
 * The vocabulary of one node. `dvrMacs`: DVR host MAC of each node by name, as far as known; no
 * API tells them.
 */
export const vocabularyOf = (
  document: CloudDocument,
  snapshot: Snapshot,
  dvrMacs: ReadonlyMap<string, string>,
): Vocabulary => {
  const names: Names = {
    ids: new Map(),
    ports11: new Map(),
    ports10: new Map(),
    routers10: new Map(),
    macs: new Map(),
    addresses: new Map(),
    numbers: new Map(),
    servers: new Set(),
  };
  addCloud(names, document);
  addFipLinks(names, snapshot);
  for (const [node, mac] of dvrMacs) names.macs.set(mac, `{dvr-mac:${node}}`);

  const vlans = new Map<number, string>();
  for (const port of parseTable(fileOf(snapshot, 'ovs-vsctl-ports.json'))) {
    const { net_uuid: network = '', tag = '' } = mapCell(port, 'other_config');
    const symbol = names.ids.get(network)?.replace('{network:', '{lv:');
    if (symbol !== undefined) vlans.set(Number(tag), symbol);
  }
  const ofports = new Map<number, string>();
  for (const device of parseTable(fileOf(snapshot, 'ovs-vsctl-interfaces.json'))) {
    const symbol = names.ids.get(mapCell(device, 'external_ids')['iface-id'] ?? '');
    if (symbol !== undefined)
      ofports.set(Number(textCell(device, 'ofport')), symbol.replace('{id:', '{ofport:'));
  }
  const vnis = new Map<number, string>();
  for (const network of document.networks)
    vnis.set(Number(network['provider:segmentation_id']), `{vni:${textOf(network, 'name')}}`);

  return {
    symbols: replacer(names),
    vlan: (tag) => vlans.get(tag) ?? String(tag),
    ofport: (port) => ofports.get(port) ?? String(port),
    vni: (vni) => vnis.get(vni) ?? String(vni),
    number: (text) => names.numbers.get(text) ?? text,
  };
};

/** A node's own DVR MAC: what br-int takes from patch-tun as ARP answers for its routers. */
export const dvrMacOf = (snapshot: Snapshot): string | null =>
  /in_port="?patch-tun"?,dl_dst=([0-9a-f:]{17})/.exec(
    fileOf(snapshot, 'ofctl-flows-br-int.txt'),
  )?.[1] ?? null;
