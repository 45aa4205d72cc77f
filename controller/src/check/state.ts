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

const EMPTY = createReadings({ evidence: [] });

/** Evidence by node: a sweep holds that of many, and a path asks for that of two or three. */
const readingsOf = (byNode: ReadonlyMap<string, Readings>): Readings => {
  const of = (node: string): Readings => byNode.get(node) ?? EMPTY;
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

/** What was made of one node's evidence, so that it is made once. */
class NodeMemo {
  private readonly known = new Map<string, unknown>();

  get<V>(key: string, make: () => V): V {
    if (!this.known.has(key)) this.known.set(key, make());
    return this.known.get(key) as V;
  }
}

export interface States {
  /** The state of any path whose nodes were added. */
  readonly of: (path: Path) => CheckState;
  /** All evidence of one node; what was there of it before is replaced. */
  readonly add: (node: string, evidence: readonly EvidenceRecord[]) => void;
  readonly forget: (node: string) => void;
}

/** States of paths over shared evidence: parsed once for all paths that use a node. */
export const openStates = (): States => {
  const byNode = new Map<string, Readings>();
  const memos = new Map<string, NodeMemo>();
  const nowhere = new NodeMemo();
  const readings = readingsOf(byNode);
  const memo = (node: string): NodeMemo => memos.get(node) ?? nowhere;
  const pick = <Item>(items: ReadonlyMap<string, Item> | null, name: string) =>
    items === null ? null : (items.get(name) ?? 'absent');
  return {
    add: (node, evidence) => {
      byNode.set(node, createReadings({ evidence }));
      memos.set(node, new NodeMemo());
    },
    forget: (node) => {
      byNode.delete(node);
      memos.delete(node);
    },
    of: (path) => {
      const state = createNodeState(path, readings);
      const ports = (node: string) => memo(node).get('ports', () => named(state.ovsPorts(node)));
      const interfaces = (node: string) =>
        memo(node).get('interfaces', () => named(state.ovsInterfaces(node)));
      return {
        ...state,
        crossings: crossingsOf(path),
        found: (node, bridge) =>
          memo(node).get(`flows ${bridge}`, () => {
            const read = state.flows(node, bridge);
            return read === null ? null : indexed(read);
          }),
        ovsPort: (node, name) => pick(ports(node), name),
        ovsInterface: (node, name) => pick(interfaces(node), name),
        localVlan: (node, networkId) =>
          memo(node).get(`vlan ${networkId}`, () => localVlanOf(state.ovsPorts(node), networkId)),
        ofports: (node) => memo(node).get('ofports', () => state.ofports(node)),
        mtu: (node, netns, device) => mtuOf(state, node, netns, device),
      };
    },
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
