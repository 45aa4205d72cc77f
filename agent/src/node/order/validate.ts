// The limits of an arm order, checked by the process that has the rights, whatever link let
// through. Pure.

import { HopscopeError, WIRE_LIMITS } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import { NODE_LIMITS } from '../limits.ts';

const NAME = /^[A-Za-z0-9._-]{1,128}$/;
const LEASE_MS_MIN = 100;

export interface OrderName {
  readonly trace: string;
  readonly order: string;
}

export interface ArmOrder extends OrderName {
  readonly leaseMs: number;
  readonly durationMaxMs: number;
  readonly captures: readonly hopscope.v1.ICaptureOrder[];
  readonly evidence: readonly hopscope.v1.IEvidenceOrder[];
  readonly conntrack: readonly hopscope.v1.IConntrackWatch[];
  /** Digests of 1 of 2^shift packets. */
  readonly sampleShift: number;
}

const invalid = (message: string): never => {
  throw new HopscopeError('ORDER_INVALID', message);
};

const atMost = (what: string, count: number, max: number): void => {
  if (count > max) throw new HopscopeError('LIMIT_REACHED', `${count} ${what}: at most ${max}`);
};

/** Throws ORDER_INVALID. */
export const readOrderName = (wire: {
  trace?: string | null;
  order?: string | null;
}): OrderName => {
  const trace = wire.trace ?? '';
  const order = wire.order ?? '';
  if (!NAME.test(trace)) invalid(`not a trace name: ${JSON.stringify(trace)}`);
  if (!NAME.test(order)) invalid(`not an order name: ${JSON.stringify(order)}`);
  return { trace, order };
};

/** A lease in milliseconds: what was asked, within the limits. */
export const readLeaseMs = (asked: number | null | undefined): number =>
  Math.max(
    LEASE_MS_MIN,
    Math.min(asked ? asked : WIRE_LIMITS.leaseMsDefault, WIRE_LIMITS.leaseMsMax),
  );

/** Throws ORDER_INVALID or LIMIT_REACHED. Each capture and read is checked by who does it. */
export const readArmOrder = (wire: hopscope.v1.IArmRequest): ArmOrder => {
  const captures = wire.captures ?? [];
  const evidence = wire.evidence ?? [];
  const conntrack = wire.conntrack ?? [];
  atMost('captures in one order', captures.length, WIRE_LIMITS.capturesMax);
  atMost('reads in one order', evidence.length, WIRE_LIMITS.evidenceMax);
  atMost('watched namespaces in one order', conntrack.length, NODE_LIMITS.conntrackWatchesMax);
  const numbers = new Set(captures.map(({ capture }) => capture ?? 0));
  if (numbers.size !== captures.length) invalid('two captures have one number');
  return {
    ...readOrderName(wire),
    leaseMs: readLeaseMs(wire.leaseMs),
    durationMaxMs: Math.min(
      wire.durationMaxMs ? wire.durationMaxMs : WIRE_LIMITS.durationMsMax,
      WIRE_LIMITS.durationMsMax,
    ),
    captures,
    evidence,
    conntrack,
    sampleShift: wire.sampleShift ?? 0,
  };
};
