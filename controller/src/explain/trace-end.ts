// Where vswitchd's own trace lets a packet end. Not every output helps it: copies that a switch
// floods to other ports of the node are none for a packet that must reach one certain bridge.

import { type OfprotoTrace, traceDrop, type TraceStep } from '@hopscope/nodestate';
import { type Place } from './place.ts';
import { TUNNEL_BRIDGE } from './tunnel-view.ts';

/** Actions by which a packet leaves a table for good. */
const LEAVES = /^(?:output:|group:|bucket|NORMAL)/;
const REMARK = /^(?:->|>>)/;

/** Why a port lets nothing out after all (ofproto-dpif-xlate.c, compose_output_action__). */
const SHUT = /OFPPC_NO_FWD set|STP not in forwarding state|protected ports/;
const SKIPPED = new RegExp(`${SHUT.source}|Nonexistent output port`);

/** What vswitchd remarks on the action of that line. */
const remarksOn = (lines: readonly string[], at: number): readonly string[] => {
  const rest = lines.slice(at + 1);
  const next = rest.findIndex((line) => !REMARK.test(line));
  return next < 0 ? rest : rest.slice(0, next);
};

/** One of many ports that a flood goes to may let nothing out; the others do. */
const isSkipped = (remarks: readonly string[], why: RegExp): boolean =>
  remarks.some((remark) => why.test(remark)) &&
  !remarks.some((remark) => remark.includes('flooding'));

const leaves = ({ lines }: TraceStep): boolean =>
  lines.some((line, at) => LEAVES.test(line) && !isSkipped(remarksOn(lines, at), SKIPPED));

/** True when something leaves this bridge. */
export const leavesBridge = ({ steps }: OfprotoTrace, bridge: string): boolean =>
  steps.some((step) => step.bridge === bridge && leaves(step));

/** A rule took the packet and not one of its actions was begun: the port takes nothing in. */
export const isNotTaken = ({ rule, lines }: TraceStep): boolean =>
  rule === 'flow' && lines.length === 0;

/** True when a port lets nothing in, or nothing out. */
export const isPortsFault = (step: TraceStep): boolean =>
  isNotTaken(step) ||
  isSkipped(
    step.lines.filter((line) => REMARK.test(line)),
    SHUT,
  );

/** The bridge by which a packet must leave the guilty segment; null where any output may do. */
const lastBridge = ({ kind, direction }: Place, external: string): string | null => {
  if (kind === 'tunnel-out') return TUNNEL_BRIDGE;
  if (kind !== 'external-bridge') return null;
  return direction === 'forward' ? external : 'br-int';
};

/** What vswitchd does not spell: the packet reached that bridge, and no table was asked. */
const shutAt = (bridge: string): TraceStep => ({
  bridge,
  table: 0,
  rule: 'flow',
  match: '',
  priority: 0,
  cookie: '',
  lines: [],
  depth: 0,
  recirculation: 0,
});

/** The step at which the packet ends, or null: it gets out, or does not come so far. */
export const traceEnd = (trace: OfprotoTrace, place: Place, external: string): TraceStep | null => {
  const dropped = traceDrop(trace);
  const bridge = lastBridge(place, external);
  const shut =
    trace.notTaken.find((name) => name === bridge) ??
    (dropped?.lines.includes('drop') === false ? trace.notTaken.at(-1) : undefined);
  if (shut !== undefined) return shutAt(shut);
  if (dropped !== null) return dropped;
  if (bridge === null || leavesBridge(trace, bridge)) return null;
  return trace.steps.findLast((step) => step.bridge === bridge) ?? null;
};
