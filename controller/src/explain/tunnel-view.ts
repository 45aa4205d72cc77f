// The tunnel between two nodes of the path as causes see it: the port each side must have towards
// the other, and where br-tun of each side sends the packet. br_tun.py, ovs_neutron_agent.py.

import { type FlowAction, type FlowEntry, macBits, type OvsInterface } from '@hopscope/nodestate';
import { DEAD_VLAN, tunnelPort } from '../neutron-names.ts';
import { type NetworkFacts, type Point } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';
import { type ReadFlows } from './flow-evidence.ts';
import { type Place } from './place.ts';

export const TUNNEL_BRIDGE = 'br-tun';
const UNICAST_TABLE = 20;
const FLOOD_TABLE = 22;

export interface TunnelEnd {
  readonly node: string;
  /** VTEP address by the API. */
  readonly address: string;
  /** Its port towards the other end. */
  readonly portName: string;
  /** null: not read. undefined would hide the difference to "read, and not there". */
  readonly port: OvsInterface | 'absent' | null;
}

export interface TunnelView {
  readonly from: TunnelEnd;
  readonly to: TunnelEnd;
  readonly vni: number;
  /** Inner destination MAC; null when the path does not say. */
  readonly mac: string | null;
}

const findPort = (file: CaseFile, node: string, name: string, peer: string): TunnelEnd['port'] => {
  const interfaces = file.ovsInterfaces(node);
  if (interfaces === null) return null;
  const found =
    interfaces.find((one) => one.name === name) ??
    interfaces.find(({ type, options }) => type === 'vxlan' && options['remote_ip'] === peer);
  return found ?? 'absent';
};

/** Both NICs of the tunnel at the place: a centralised router is between two of them. */
const tunnelAt = (
  nics: readonly Point[],
  { from, to }: Place,
): readonly [Point | undefined, Point | undefined] => {
  const known = nics.findIndex(({ id }) => id === to?.id || id === from?.id);
  const first = known < 0 ? 0 : known - (nics[known]?.side === 'in' ? 1 : 0);
  return [nics[first], nics[first + 1]];
};

/** The network whose packets the tunnel carries: of the VM, or of the other one. */
export const tunnelNetwork = ({ path }: CaseFile, { vni }: TunnelView): NetworkFacts => {
  const { network, remote } = path.neutron;
  return remote !== null && remote.network.segmentationId === vni ? remote.network : network;
};

/** The tunnel of the guilty segment's direction; null when the path has none there. */
export const tunnelView = (file: CaseFile): TunnelView | null => {
  const { place, path } = file;
  if (place === null) return null;
  const nics = path.points.filter(
    ({ role, direction }) => role === 'tunnel-nic' && direction === place.direction,
  );
  const [out, arrived] = tunnelAt(nics, place);
  if (out === undefined || arrived === undefined) return null;
  const address = (point: Point): string =>
    path.nodes.find(({ name }) => name === point.node)?.tunnelAddress ?? '';
  const [own, peer] = [address(out), address(arrived)];
  if (own === '' || peer === '') return null;
  const end = (point: Point, mine: string, other: string): TunnelEnd => ({
    node: point.node,
    address: mine,
    portName: tunnelPort(other),
    port: findPort(file, point.node, tunnelPort(other), other),
  });
  return {
    from: end(out, own, peer),
    to: end(arrived, peer, own),
    vni: out.vni,
    mac: out.expect.destinationMac,
  };
};

const portsOf = (actions: readonly FlowAction[]): string[] =>
  actions.flatMap((action) => (action.type === 'output' ? [action.port] : []));

const inVlan = (flow: FlowEntry, vlan: number): boolean =>
  flow.match.fields.some(
    ({ field, value, mask }) =>
      field === 'vlan_tci' && (mask & 0xfffn) === 0xfffn && (value & 0xfffn) === BigInt(vlan),
  );

const toMac = (flow: FlowEntry, mac: string): boolean =>
  flow.match.fields.some(({ field, value }) => field === 'eth_dst' && value === macBits(mac));

export interface TunnelWay {
  readonly table: number;
  /** null: no flow of this network there. */
  readonly flow: FlowEntry | null;
  /** Port names the packet is sent to; a number where no port has it. */
  readonly outputs: readonly string[];
}

/** True for an output that is no port any more. */
export const isGone = (output: string): boolean => /^\d+$/.test(output);

/** Names of the ports that a flow sends to, as `outputs` of TunnelWay. */
export const outputsOf = ({ ports }: ReadFlows, { actions }: FlowEntry): string[] =>
  portsOf(actions).map((port) => {
    for (const [name, number] of ports) if (String(number) === port) return name;
    return port;
  });

/**
 * Where br-tun sends a packet of local VLAN `vlan` to `mac`: the unicast table, else the flood
 * table. null when the flows that decide were not read.
 */
export const tunnelWay = (read: ReadFlows, vlan: number, mac: string): TunnelWay | null => {
  if (!read.asked(UNICAST_TABLE, `dl_dst=${mac}`)) return null;
  const best = (table: number, fits: (flow: FlowEntry) => boolean): FlowEntry | null =>
    read.flows
      .filter((flow) => flow.table === table && fits(flow))
      .toSorted((a, b) => b.priority - a.priority)[0] ?? null;
  const unicast = best(UNICAST_TABLE, (flow) => inVlan(flow, vlan) && toMac(flow, mac));
  if (unicast !== null)
    return { table: UNICAST_TABLE, flow: unicast, outputs: outputsOf(read, unicast) };
  if (!read.asked(FLOOD_TABLE, `dl_vlan=${vlan}`)) return null;
  const flood = best(FLOOD_TABLE, (flow) => inVlan(flow, vlan) && flow.priority === 1);
  return { table: FLOOD_TABLE, flow: flood, outputs: flood === null ? [] : outputsOf(read, flood) };
};

/**
 * Local VLAN of a network on a node: the tag of most of its ports there, for one of them may have
 * a wrong one.
 */
export const localVlan = (file: CaseFile, node: string, networkId: string): number | null => {
  const counts = new Map<number, number>();
  for (const { otherConfig, tag } of file.ovsPorts(node) ?? [])
    if (otherConfig['net_uuid'] === networkId && tag !== null && tag !== DEAD_VLAN)
      counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
};
