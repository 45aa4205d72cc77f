// The payloads inside frames: a verb or a trace name in front of protobuf bytes, and the hello.
// Pure. The protobuf itself is left to those who know which message it is.

import { HopscopeError, toFailure, VERBS, Wire } from '@hopscope/proto';
import type { Verb } from '@hopscope/proto';
import type { ClockShift } from './clock-shift.ts';
import { CHANNEL_LIMITS } from './limits.ts';
import type { AgentPolicy } from './policy.ts';

export const CHANNEL_VERSION = 1;

/** What link tells node before the first request: who it is and what it may do. */
export interface Hello {
  readonly version: number;
  readonly node: string;
  readonly instance: string;
  readonly release: string;
  readonly policy: AgentPolicy;
  /** For tests of clock alignment; null in real life. See clock-shift.ts. */
  readonly clockShift: ClockShift | null;
  /** Rings of all captures together, MiB; 0 = the default of node. */
  readonly ringMiBMax: number;
}

/** What node answers: that it speaks this version, and as which process. */
export interface HelloBack {
  readonly version: number;
  readonly pid: number;
}

const withName = (name: string, body: Uint8Array): Buffer => {
  const nameBytes = Buffer.from(name, 'utf8');
  if (nameBytes.length > CHANNEL_LIMITS.nameBytesMax)
    throw new HopscopeError('ORDER_INVALID', `a name of ${nameBytes.length} bytes is too long`);
  return Buffer.concat([Buffer.of(nameBytes.length), nameBytes, body]);
};

const splitName = (payload: Uint8Array): { name: string; body: Uint8Array } => {
  const length = payload[0];
  if (length === undefined || payload.length < 1 + length)
    throw new HopscopeError('INTERNAL', 'a frame ends within its name');
  return {
    name: Buffer.from(payload.subarray(1, 1 + length)).toString('utf8'),
    body: payload.subarray(1 + length),
  };
};

export const encodeRequest = (verb: Verb, body: Uint8Array): Buffer => withName(verb, body);

/** Verb and protobuf bytes of a request frame. Throws INTERNAL for a verb nobody knows. */
export const decodeRequest = (payload: Uint8Array): { verb: Verb; body: Uint8Array } => {
  const { name, body } = splitName(payload);
  const verb = VERBS.find((known) => known === name);
  if (verb === undefined) throw new HopscopeError('INTERNAL', `there is no verb ${name}`);
  return { verb, body };
};

/** Trace and encoded Parcel of a parcel frame. */
export const decodeParcelFrame = (payload: Uint8Array): { trace: string; parcel: Uint8Array } => {
  const { name, body } = splitName(payload);
  return { trace: name, parcel: body };
};

export const encodeConsoleFrame = (session: string, frame: Uint8Array): Buffer =>
  withName(session, frame);

/** Session and encoded ConsoleFrame of a console frame. */
export const decodeConsoleFrame = (payload: Uint8Array): { session: string; frame: Uint8Array } => {
  const { name, body } = splitName(payload);
  return { session: name, frame: body };
};

/**
 * A response with nothing but a failure in it. `failure` is field 1 of every response message of
 * order.proto, describe.proto and console.proto, so these bytes are a valid response to any verb.
 */
export const failureResponse = (thrown: unknown): Uint8Array =>
  Wire.ClockResponse.encode({ failure: toFailure(thrown) }).finish();

type Kind = 'number' | 'string' | 'boolean';

// Checked by hand: the privileged process is started while somebody waits, and a schema library
// takes longer to load than everything else in this file.
const hasFields = (value: unknown, fields: Readonly<Record<string, Kind>>): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(fields).every(
    ([name, kind]) => typeof (value as Record<string, unknown>)[name] === kind,
  );

const parseJson = (payload: Uint8Array): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(payload).toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (cause) {
    throw new HopscopeError('INTERNAL', 'a hello is no JSON', { cause });
  }
  throw new HopscopeError('INTERNAL', 'a hello is no object');
};

const requireThat = (holds: boolean, what: string): void => {
  if (!holds) throw new HopscopeError('INTERNAL', `a hello is not understood: ${what}`);
};

const isStrings = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const requireConsole = (policy: unknown): void => {
  const numbers = { sessionsMax: 'number', idleS: 'number', outputBytesPerS: 'number' } as const;
  const fields = { allow: 'boolean', shell: 'boolean', ...numbers } as const;
  requireThat(hasFields(policy, fields), 'policy.console');
  const { commands } = policy as Record<string, unknown>;
  requireThat(
    Array.isArray(commands) && commands.every((command) => isStrings(command)),
    'policy.console.commands',
  );
};

export const encodeHello = (hello: Hello | HelloBack): Buffer =>
  Buffer.from(JSON.stringify(hello), 'utf8');

/** Throws INTERNAL for what is no hello of link, or one of another version. */
export const decodeHello = (payload: Uint8Array): Hello => {
  const value = parseJson(payload);
  const { policy, clockShift } = value;
  const names = { node: 'string', instance: 'string', release: 'string' } as const;
  requireThat(hasFields(value, { ...names, version: 'number', ringMiBMax: 'number' }), 'fields');
  requireThat(value['version'] === CHANNEL_VERSION, `version ${String(value['version'])}`);
  const rights = { capture: 'boolean', inject: 'boolean' } as const;
  requireThat(hasFields(policy, { ...rights, injectRateMax: 'number' }), 'policy');
  const { injectDestinations, dropReasons } = policy as Record<string, unknown>;
  requireThat(isStrings(injectDestinations), 'policy.injectDestinations');
  // Absent is a no, as everywhere in a policy.
  requireThat(['undefined', 'boolean'].includes(typeof dropReasons), 'policy.dropReasons');
  requireConsole((policy as Record<string, unknown>)['console']);
  const shift = { offsetUs: 'number', driftPpm: 'number', originMs: 'number' } as const;
  requireThat(
    clockShift === null ||
      hasFields(clockShift, { ...shift, stepUs: 'number', stepAtSec: 'number' }),
    'clockShift',
  );
  return value as unknown as Hello;
};

/** Throws INTERNAL for what is no hello of node, or one of another version. */
export const decodeHelloBack = (payload: Uint8Array): HelloBack => {
  const value = parseJson(payload);
  requireThat(hasFields(value, { version: 'number', pid: 'number' }), 'fields');
  requireThat(value['version'] === CHANNEL_VERSION, `version ${String(value['version'])}`);
  return value as unknown as HelloBack;
};
