// What may be asked about the nodes of a path: typed, memoised answers. Null always means "not
// known", never "absent".

import type * as nodestate from '@hopscope/nodestate';
import { type Parts } from '../neutron-names.ts';
import { type Path } from '../resolve/path.ts';
import { type EvidenceRecord } from '../run/recording.ts';
import { type ReadFlows } from './flow-evidence.ts';
import { type Phase } from './readings.ts';

/** What the nodes of a path said, behind typed accessors. */
export interface NodeState {
  readonly path: Path;
  readonly parts: Parts;
  /** First record that fits, or null. `later` is a re-read after the window. */
  readonly find: (
    node: string,
    reader: string,
    netns: string,
    phase: Phase,
    selectors?: readonly string[],
  ) => EvidenceRecord | null;

  readonly rules: (node: string, netns: string) => readonly nodestate.PolicyRule[] | null;
  readonly routes: (node: string, netns: string) => readonly nodestate.Route[] | null;
  /** What the kernel answered to a route lookup; `said` when it refused. */
  readonly routeGet: (
    node: string,
    netns: string,
    to: string,
  ) => { route: nodestate.RouteAnswer | null; said: string } | null;
  /** `entry` null: asked for, and not there. */
  readonly neighbour: (
    node: string,
    netns: string,
    address: string,
  ) => { entry: nodestate.Neighbour | null } | null;
  readonly links: (node: string, netns: string) => readonly nodestate.Link[] | null;
  readonly iptables: (
    node: string,
    netns: string,
    table: string,
    phase?: Phase,
  ) => nodestate.IptablesTable | null;
  /** The same of the other backend, which filters beside it; null = not read or not there. */
  readonly legacyIptables: (node: string, table: string) => nodestate.IptablesTable | null;
  readonly nft: (node: string, netns: string) => readonly nodestate.NftChain[] | null;
  readonly ipset: (node: string, name: string) => readonly string[] | null;
  readonly sysctl: (node: string, netns: string, key: string) => string | null;
  /** How much a kernel counter of a namespace grew over the window. */
  readonly nstatDelta: (node: string, netns: string, counter: string) => number | null;
  readonly conntrackStatsDelta: (node: string, netns: string, counter: string) => number | null;
  /** Growth of a device's error or drop counter over the window. */
  readonly linkDelta: (
    node: string,
    netns: string,
    device: string,
    side: 'rx' | 'tx',
    kind: 'errors' | 'dropped',
  ) => number | null;
  /** Packets a node threw away because a processor's backlog was full, over the window. */
  readonly softnetDropsDelta: (node: string) => number | null;
  /** The kernel's one neighbour table; `refused` counts over the window. */
  readonly neighbourTable: (
    node: string,
  ) => { entries: number; limit: number; refused: number | null } | null;
  /** Flows in the datapath against their limit. */
  readonly upcalls: (node: string) => readonly nodestate.Upcalls[] | null;
  /** Packets the queues of a device dropped over the window. */
  readonly qdiscDropsDelta: (node: string, netns: string, device: string) => number | null;
  /** Queues and filters of a device as they were last read; drops since they were made. */
  readonly qdiscs: (
    node: string,
    netns: string,
    device: string,
  ) => readonly nodestate.Qdisc[] | null;
  readonly conntrack: (
    node: string,
    netns: string,
    phase?: Phase,
  ) => readonly nodestate.ConntrackEntry[] | null;
  /** ARP of a userspace datapath for tunnel endpoints; empty with the kernel datapath. */
  readonly tunnelNeighbours: (node: string) => readonly nodestate.TunnelNeighbour[] | null;
  readonly ovsPorts: (node: string) => readonly nodestate.OvsPort[] | null;
  readonly ovsInterfaces: (node: string) => readonly nodestate.OvsInterface[] | null;
  /** Port names to OpenFlow numbers; empty when not read. */
  readonly ofports: (node: string) => ReadonlyMap<string, number>;
  /** Ports of one bridge, and what mod-port set them to. */
  readonly openFlowPorts: (
    node: string,
    bridge: string,
  ) => readonly nodestate.OpenFlowPort[] | null;
  /** Where a bridge knows a MAC; empty = nowhere. */
  readonly learned: (
    node: string,
    bridge: string,
    mac: string,
  ) => readonly nodestate.LearnedMac[] | null;
  readonly meterCounts: (node: string, bridge: string) => readonly nodestate.MeterCounts[] | null;
  readonly meterLimits: (node: string, bridge: string) => readonly nodestate.MeterLimit[] | null;
  /** Growth of a counter of vswitchd over the window. */
  readonly coverageDelta: (node: string, counter: string) => number | null;
  /** Flows read of a bridge; null when none were. */
  readonly flows: (node: string, bridge: string, phase?: Phase) => ReadFlows | null;
  /** vswitchd's own trace of the flow that starts at this port. */
  readonly trace: (node: string, inPort: string) => nodestate.OfprotoTrace | null;
  /** null: the node did not say. */
  readonly namespace: (node: string, netns: string) => 'alive' | 'dead' | 'absent' | null;
}
