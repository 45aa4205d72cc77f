// What the kernel and Open vSwitch themselves say about the lost packets, beside what a cause says:
// the reason the kernel gave for dropping them, and where vswitchd's own trace of one of them ends.
// Where they agree a likely cause is proven; where they do not, that is said.

import { type OfprotoTrace, traceDrop, tunnelPushes } from '@hopscope/nodestate';
import { type CaseFile } from './case-file.ts';
import { type CauseFinding, type Confidence, type EvidenceLine } from './cause.ts';
import { switchEntry, SWITCHED } from './switch-entry.ts';
import { DROP_COMMAND, type Dropped, droppedIn } from './kernel-drops.ts';
import { checked, noted } from './lines.ts';
import { type Place } from './place.ts';
import { switchDropLines } from './switch-drops.ts';
import { leavesBridge } from './trace-end.ts';
import { TUNNEL_BRIDGE } from './tunnel-view.ts';

/** Causes of which the kernel has a reason of its own (include/net/dropreason-core.h). */
const REASONS: Readonly<Record<string, readonly string[]>> = {
  RP_FILTER_DROP: ['IP_RPFILTER'],
  MTU_BLACKHOLE: ['PKT_TOO_BIG'],
  QOS_DROP: ['QDISC_DROP', 'TC_EGRESS', 'TC_INGRESS', 'QDISC_OVERLIMIT'],
  SNAT_NEIGHBOUR_MISSING: ['NEIGH_FAILED', 'NEIGH_QUEUEFULL', 'NEIGH_DEAD'],
  VM_NEIGHBOUR_UNRESOLVED: ['NEIGH_FAILED', 'NEIGH_QUEUEFULL', 'NEIGH_DEAD'],
  GATEWAY_NO_ARP: ['NEIGH_FAILED', 'NEIGH_QUEUEFULL', 'NEIGH_DEAD'],
  LOSSY_RULE: ['NETFILTER_DROP'],
  ROUTER_FILTER_DROP: ['NETFILTER_DROP'],
  FOREIGN_FIREWALL: ['NETFILTER_DROP'],
  ROUTER_NFT_DROP: ['NETFILTER_DROP'],
  DEVICE_FILTER_DROP: ['NETFILTER_DROP'],
  NIC_DROPS: ['CPU_BACKLOG', 'FULL_RING'],
};

const dropLine = ({ node, netns, count, text }: Dropped, lost: number): EvidenceLine =>
  checked(
    { node, netns },
    'dropped by the kernel, and why',
    'none',
    `${count}${count === lost ? ' = lost' : ''}: ${text}`,
    false,
    DROP_COMMAND,
  );

const tablesOf = ({ steps }: OfprotoTrace, bridge: string): string =>
  steps.flatMap((step) => (step.bridge === bridge ? step.table : [])).join(' ');

interface TraceEnd {
  /** True when the packet ends there, for vswitchd too. */
  readonly ends: boolean;
  readonly text: string;
}

const tunnelText = (trace: OfprotoTrace): string => {
  const into = tunnelPushes(trace).map(({ to, vni }) => `to ${to} with VNI ${vni}`);
  return `${TUNNEL_BRIDGE} tables ${tablesOf(trace, TUNNEL_BRIDGE)}: sent into the tunnel ${into.join(', ')}`.trim();
};

/** Datapath actions into a tunnel spell the whole outer header, once for each end. */
const ACTIONS_MAX = 80;
const shortened = (actions: string): string =>
  actions.length <= ACTIONS_MAX ? actions : `${actions.slice(0, ACTIONS_MAX)}...`;

/** What br-tun does with a packet that does not leave by it. */
const unsentText = (trace: OfprotoTrace): string => {
  const tables = tablesOf(trace, TUNNEL_BRIDGE);
  return tables === ''
    ? `does not reach ${TUNNEL_BRIDGE}`
    : `${TUNNEL_BRIDGE} tables ${tables}: no output`;
};

/** Where vswitchd lets the packet end: nowhere, beside its way, or not at all. */
const endOf = (trace: OfprotoTrace, kind: Place['kind']): TraceEnd => {
  const shut = trace.notTaken.at(-1);
  if (shut !== undefined) return { ends: true, text: `${shut} takes it in by no table` };
  const last = traceDrop(trace);
  if (last !== null)
    return { ends: true, text: `${last.bridge} tables ${tablesOf(trace, last.bridge)}: dropped` };
  const leaves = leavesBridge(trace, TUNNEL_BRIDGE);
  // Copies to ports of the node are no help to a packet that must leave it.
  if (kind === 'tunnel-out' && !leaves) return { ends: true, text: unsentText(trace) };
  // Copies that br-int floods to other ports on the way are beside the point.
  if (kind === 'tunnel-out') return { ends: false, text: tunnelText(trace) };
  const output = shortened(trace.datapathActions.at(-1) ?? 'unknown');
  const floods = trace.steps.some(({ lines }) => lines.some((line) => line.includes('flooding')));
  if (floods) return { ends: false, text: `flooded, its MAC is not learned (${output})` };
  return { ends: false, text: `let pass (${output}): differs from what was lost` };
};

/** vswitchd's own answer for the lost packet, where it entered a switch. */
const traceLine = (file: CaseFile, { kind }: Place): EvidenceLine[] => {
  const entry = switchEntry(file);
  const trace = entry === null ? null : file.trace(entry.node, entry.port);
  if (entry === null || trace === null) return [];
  const where = { node: entry.node, netns: '' };
  const what = 'vswitchd traces a lost packet';
  const command = `ovs-appctl ofproto/trace ${entry.bridge} 'in_port=${entry.port},...'`;
  const { ends, text } = endOf(trace, kind);
  if (!ends) return [noted(where, what, text, command)];
  return [checked(where, what, 'an output', text, false, command)];
};

const alreadyTraced = ({ evidence }: CauseFinding): boolean =>
  evidence.some(({ command }) => command.includes('ofproto/trace'));

/** The kernel's own reason for all that was lost is the one that the cause stands for. */
const isProven = ({ code }: CauseFinding, dropped: readonly Dropped[], lost: number): boolean =>
  dropped.some(
    ({ reason, count }) => (REASONS[code] ?? []).includes(reason) && lost > 0 && count >= lost,
  );

/** One step surer; a rule that may take a share is no other for it, but it stands alone. */
const surer = ({ code, confidence }: CauseFinding): Confidence => {
  if (confidence === 'possible') return code === 'LOSSY_RULE' ? 'likely' : confidence;
  return 'confirmed';
};

/** The findings, those proven by the kernel's own reason one step surer. */
export const proven = (file: CaseFile, findings: readonly CauseFinding[]): CauseFinding[] => {
  const { place } = file;
  const dropped = place === null ? [] : droppedIn(file, place);
  return findings.map((one) =>
    isProven(one, dropped, place?.lost ?? 0) ? { ...one, confidence: surer(one) } : one,
  );
};

/** A finding with what kernel and switch themselves say about the lost packets. */
export const witnessed = (file: CaseFile, one: CauseFinding): CauseFinding => {
  const { place } = file;
  if (place === null) return one;
  const [most] = droppedIn(file, place);
  const lines = most === undefined ? [] : [dropLine(most, place.lost)];
  const traced = alreadyTraced(one) ? [] : traceLine(file, place);
  const switched = SWITCHED.includes(place.kind) ? switchDropLines(file, place) : [];
  return { ...one, evidence: [...one.evidence, ...lines, ...traced, ...switched] };
};
