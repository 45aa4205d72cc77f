// What link checks of an order before anything privileged sees it: names, limits, policy. Pure.
// Node checks again; this is the place where a wrong order gets a clear answer.

import { HopscopeError, WIRE_LIMITS, Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import { checkCapture, checkInject } from '../channel/mod.ts';
import type { AgentPolicy } from '../channel/mod.ts';
import { LINK_LIMITS } from './limits.ts';

const invalid = (message: string): HopscopeError => new HopscopeError('ORDER_INVALID', message);

interface Codec<T> {
  readonly decode: (bytes: Uint8Array) => T;
}

/** The message in `bytes`; ORDER_INVALID when there is none. */
export const decodeOrder = <T>(codec: Codec<T>, bytes: Uint8Array): T => {
  try {
    return codec.decode(bytes);
  } catch (cause) {
    throw new HopscopeError('ORDER_INVALID', 'the order cannot be decoded', { cause });
  }
};

export const checkName = (name: string, what: string): string => {
  if (name === '') throw invalid(`the order names no ${what}`);
  if (Buffer.byteLength(name) > LINK_LIMITS.traceBytesMax)
    throw invalid(`the ${what} name is longer than ${LINK_LIMITS.traceBytesMax} bytes`);
  return name;
};

/** Milliseconds of a lease: the default when 0. */
export const checkLease = (leaseMs: number): number => {
  if (leaseMs > WIRE_LIMITS.leaseMsMax)
    throw invalid(`a lease of ${leaseMs} ms is longer than ${WIRE_LIMITS.leaseMsMax}`);
  return leaseMs === 0 ? WIRE_LIMITS.leaseMsDefault : leaseMs;
};

export interface CheckedArm {
  readonly trace: string;
  readonly order: string;
  readonly leaseMs: number;
}

export const checkArm = (policy: AgentPolicy, body: Uint8Array): CheckedArm => {
  const request = decodeOrder(Wire.ArmRequest, body);
  const { captures, evidence, durationMaxMs } = request;
  if (captures.length > 0) checkCapture(policy);
  if (captures.length > WIRE_LIMITS.capturesMax)
    throw new HopscopeError('LIMIT_REACHED', `${captures.length} captures in one order`);
  if (evidence.length > WIRE_LIMITS.evidenceMax)
    throw new HopscopeError('LIMIT_REACHED', `${evidence.length} reads in one order`);
  if (durationMaxMs > WIRE_LIMITS.durationMsMax)
    throw invalid(`a duration of ${durationMaxMs} ms is longer than ${WIRE_LIMITS.durationMsMax}`);
  return {
    trace: checkName(request.trace, 'trace'),
    order: checkName(request.order, 'order'),
    leaseMs: checkLease(request.leaseMs),
  };
};

/** How long the probes of an allowed order take, milliseconds. */
export const checkProbe = (policy: AgentPolicy, body: Uint8Array): number => {
  const { trace, probe } = decodeOrder(Wire.InjectRequest, body) as hopscope.v1.InjectRequest;
  checkName(trace, 'trace');
  if (!probe) throw invalid('the order holds no probe');
  const { dst = '', rate = 0, count = 0 } = probe as hopscope.v1.Probe;
  if (count < 1 || count > WIRE_LIMITS.probesMax)
    throw invalid(`${count} probes: 1 to ${WIRE_LIMITS.probesMax}`);
  if (rate < 1) throw invalid('a rate is at least 1 probe a second');
  checkInject(policy, { dst, rate });
  return Math.ceil((count / rate) * 1000);
};
