// Where vswitchd's own trace lets a packet end. Not every output helps it: copies that a switch
// floods to other ports of the node are none for a packet that must reach one certain bridge.

import { type OfprotoTrace, traceDrop, type TraceStep } from '@hopscope/nodestate';
import { type Place } from './place.ts';
import { TUNNEL_BRIDGE } from './tunnel-view.ts';

/** Actions by which a packet leaves a table for good. */
const LEAVES = /^(?:output:|group:|bucket|NORMAL)/;

/** True when something leaves this bridge. */
export const leavesBridge = ({ steps }: OfprotoTrace, bridge: string): boolean =>
  steps.some((step) => step.bridge === bridge && step.lines.some((line) => LEAVES.test(line)));

/** The bridge by which a packet must leave the guilty segment; null where any output may do. */
const lastBridge = ({ kind, direction }: Place, external: string): string | null => {
  if (kind === 'tunnel-out') return TUNNEL_BRIDGE;
  if (kind !== 'external-bridge') return null;
  return direction === 'forward' ? external : 'br-int';
};

/** The step at which the packet ends, or null: it gets out, or does not come so far. */
export const traceEnd = (trace: OfprotoTrace, place: Place, external: string): TraceStep | null => {
  const dropped = traceDrop(trace);
  if (dropped !== null) return dropped;
  const bridge = lastBridge(place, external);
  if (bridge === null || leavesBridge(trace, bridge)) return null;
  return trace.steps.findLast((step) => step.bridge === bridge) ?? null;
};
