// What checks look at: the accessors of a case file over any evidence, and flows by table and
// address. Evidence is parsed once however many paths are judged by it: one sweep reads a node once
// for all its ports.

import { type FlowEntry, macBits, type OvsInterface, type OvsPort } from '@hopscope/nodestate';
import { createNodeState, type NodeState } from '../explain/case-file.ts';
import type { ReadFlows } from '../explain/flow-evidence.ts';
import { createReadings, type Readings } from '../explain/readings.ts';
import { DEAD_VLAN } from '../neutron-names.ts';
import type { Path } from '../resolve/path.ts';
import type { EvidenceRecord } from '../run/recording.ts';
import { crossingsOf, type Crossing } from './crossings.ts';

/** Flows of one bridge, found by what they match. */
export interface FoundFlows {
  readonly read: ReadFlows;
  /** Highest priority first. */
  readonly by: (
    table: number,
    field: 'eth_dst' | 'eth_src' | 'tun_id' | 'vlan',
    value: bigint,
  ) => readonly FlowEntry[];
}

export interface CheckState extends NodeState {
  readonly crossings: readonly Crossing[];
  /** null = nothing of this bridge was read. */
  readonly found: (node: string, bridge: string) => FoundFlows | null;
  /** null = not read. */
  readonly ovsPort: (node: string, name: string) => OvsPort | 'absent' | null;
  readonly ovsInterface: (node: string, name: string) => OvsInterface | 'absent' | null;
  /** Local VLAN of a network on a node as Neutron noted it, else as most ports have it. */
  readonly localVlan: (node: string, networkId: string) => number | null;
  /** From describe, the kernel or Open vSwitch; null = nobody said. */
  readonly mtu: (node: string, netns: string, device: string) => number | null;
}

const VLAN_ID = 0xfffn;

/** Local VLAN a flow matches, however it is written; null = any. */
export const flowVlan = (flow: FlowEntry): number | null => {
  const field = flow.match.fields.find(
    (one) => one.field === 'vlan_tci' && (one.mask & VLAN_ID) === VLAN_ID,
  );
  return field === undefined ? null : Number(field.value & VLAN_ID);
};

const keysOf = (flow: FlowEntry): string[] => {
  const vlan = flowVlan(flow);
  return [
    ...flow.match.fields
      .filter(({ field }) => field === 'eth_dst' || field === 'eth_src' || field === 'tun_id')
      .map(({ field, value }) => `${flow.table} ${field} ${value}`),
    ...(vlan === null ? [] : [`${flow.table} vlan ${vlan}`]),
  ];
};

const indexed = (read: ReadFlows): FoundFlows => {
  const flows = new Map<string, FlowEntry[]>();
  for (const flow of read.flows.toSorted((a, b) => b.priority - a.priority))
    for (const key of keysOf(flow)) {
      const known = flows.get(key);
      if (known === undefined) flows.set(key, [flow]);
      else known.push(flow);
    }
  return { read, by: (table, field, value) => flows.get(`${table} ${field} ${value}`) ?? [] };
};

/** Evidence by node: a sweep holds that of many, and a path asks for that of two or three. */
const readingsByNode = (evidence: readonly EvidenceRecord[]): Readings => {
  const records = new Map<string, EvidenceRecord[]>();
  for (const record of evidence) {
    const known = records.get(record.node);
    if (known === undefined) records.set(record.node, [record]);
    else known.push(record);
  }
  const byNode = new Map(
    [...records].map(([node, ofNode]) => [node, createReadings({ evidence: ofNode })] as const),
  );
  const empty = createReadings({ evidence: [] });
  const of = (node: string): Readings => byNode.get(node) ?? empty;
  return {
    find: (wanted) => of(wanted.node).find(wanted),
    all: (wanted) => of(wanted.node).all(wanted),
    read: (record, parse) => of(record?.node ?? '').read(record, parse),
  };
};

const mostCommon = (values: readonly number[]): number | null => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
};

const isLive = (tag: number | null): tag is number => tag !== null && tag > 0 && tag !== DEAD_VLAN;

const localVlanOf = (ports: readonly OvsPort[] | null, networkId: string): number | null => {
  const own = (ports ?? []).filter(({ otherConfig }) => otherConfig['net_uuid'] === networkId);
  const noted = own.map(({ otherConfig }) => Number(otherConfig['tag'] ?? '')).filter(isLive);
  return mostCommon(noted) ?? mostCommon(own.map(({ tag }) => tag).filter(isLive));
};

const named = <Item extends { readonly name: string }>(
  items: readonly Item[] | null,
): ReadonlyMap<string, Item> | null =>
  items === null ? null : new Map(items.map((item) => [item.name, item]));

const mtuOf = (state: NodeState, node: string, netns: string, device: string): number | null => {
  const facts = state.path.nodes
    .find(({ name }) => name === node)
    ?.devices.find((one) => one.netns === netns && one.device === device);
  if (facts !== undefined && facts.mtu > 0) return facts.mtu;
  const link = state.links(node, netns)?.find(({ name }) => name === device);
  if (link !== undefined && link.mtu > 0) return link.mtu;
  return state.ovsInterfaces(node)?.find(({ name }) => name === device)?.mtu ?? null;
};

/** The state of any path by this evidence; what is parsed is shared by all of them. */
export const openStates = (evidence: readonly EvidenceRecord[]): ((path: Path) => CheckState) => {
  const readings = readingsByNode(evidence);
  const shared = {
    found: new Map<string, FoundFlows | null>(),
    ports: new Map<string, ReadonlyMap<string, OvsPort> | null>(),
    interfaces: new Map<string, ReadonlyMap<string, OvsInterface> | null>(),
    vlans: new Map<string, number | null>(),
  };
  const keep = <V>(map: Map<string, V>, key: string, make: () => V): V => {
    if (!map.has(key)) map.set(key, make());
    return map.get(key) as V;
  };
  return (path) => {
    const state = createNodeState(path, readings);
    const pick = <Item>(items: ReadonlyMap<string, Item> | null, name: string) =>
      items === null ? null : (items.get(name) ?? 'absent');
    return {
      ...state,
      crossings: crossingsOf(path),
      found: (node, bridge) =>
        keep(shared.found, `${node} ${bridge}`, () => {
          const read = state.flows(node, bridge);
          return read === null ? null : indexed(read);
        }),
      ovsPort: (node, name) =>
        pick(
          keep(shared.ports, node, () => named(state.ovsPorts(node))),
          name,
        ),
      ovsInterface: (node, name) =>
        pick(
          keep(shared.interfaces, node, () => named(state.ovsInterfaces(node))),
          name,
        ),
      localVlan: (node, networkId) =>
        keep(shared.vlans, `${node} ${networkId}`, () =>
          localVlanOf(state.ovsPorts(node), networkId),
        ),
      mtu: (node, netns, device) => mtuOf(state, node, netns, device),
    };
  };
};

/** What is asked of a table; a whole local VLAN holds the answer for a source MAC in it. */
export type FlowQuestion =
  | { readonly mac: string }
  | { readonly source: string; readonly vlan: number | null }
  | { readonly vni: number };

/** Flows of a table for a MAC or VNI; null when that question was not asked of the node. */
export const flowsFor = (
  state: CheckState,
  node: string,
  bridge: string,
  table: number,
  match: FlowQuestion,
): readonly FlowEntry[] | null => {
  const found = state.found(node, bridge);
  if (found === null) return null;
  if ('vni' in match)
    return found.read.asked(table, `tun_id=${match.vni}`)
      ? found.by(table, 'tun_id', BigInt(match.vni))
      : null;
  const [field, key, mac] =
    'mac' in match
      ? (['eth_dst', 'dl_dst', match.mac] as const)
      : (['eth_src', 'dl_src', match.source] as const);
  const bits = macBits(mac);
  const vlan = 'source' in match ? match.vlan : null;
  const isAsked =
    found.read.asked(table, `${key}=${mac}`) ||
    (vlan !== null && found.read.asked(table, `dl_vlan=${vlan}`));
  if (bits === null || !isAsked) return null;
  return found.by(table, field, bits);
};
