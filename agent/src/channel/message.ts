// The payloads inside frames: a verb or a trace name in front of protobuf bytes, and the hello.
// Pure. The protobuf itself is left to those who know which message it is.

import { HopscopeError, toFailure, VERBS, Wire } from '@hopscope/proto';
import type { Verb } from '@hopscope/proto';
import { z } from 'zod';

import { CHANNEL_LIMITS } from './limits.ts';

export const CHANNEL_VERSION = 1;

/** What link tells node before the first request: who it is and what it may do. */
const helloSchema = z.object({
  version: z.number().int(),
  node: z.string(),
  instance: z.string(),
  release: z.string(),
  policy: z.object({
    capture: z.boolean(),
    inject: z.boolean(),
    injectDestinations: z.array(z.string()).readonly(),
    injectRateMax: z.number(),
    console: z.boolean(),
  }),
  /** For tests of clock alignment; null in real life. See clock-shift.ts. */
  clockShift: z
    .object({
      offsetUs: z.number(),
      driftPpm: z.number(),
      stepUs: z.number(),
      stepAtSec: z.number(),
      originMs: z.number(),
    })
    .nullable(),
  /** Rings of all captures together, MiB; 0 = the default of node. */
  ringMiBMax: z.number(),
});

export type Hello = z.infer<typeof helloSchema>;

/** What node answers: that it speaks this version, and as which process. */
const helloBackSchema = z.object({ version: z.number().int(), pid: z.number().int() });

export type HelloBack = z.infer<typeof helloBackSchema>;

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

/**
 * A response with nothing but a failure in it. `failure` is field 1 of every response message of
 * order.proto and describe.proto, so these bytes are a valid response to any verb.
 */
export const failureResponse = (thrown: unknown): Uint8Array =>
  Wire.ClockResponse.encode({ failure: toFailure(thrown) }).finish();

const parseJson = <T>(schema: z.ZodType<T>, payload: Uint8Array): T => {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch (cause) {
    throw new HopscopeError('INTERNAL', 'a hello is no JSON', { cause });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new HopscopeError('INTERNAL', 'a hello is not understood', {
      detail: z.prettifyError(parsed.error),
    });
  return parsed.data;
};

export const encodeHello = (hello: Hello | HelloBack): Buffer =>
  Buffer.from(JSON.stringify(hello), 'utf8');

export const decodeHello = (payload: Uint8Array): Hello => parseJson(helloSchema, payload);

export const decodeHelloBack = (payload: Uint8Array): HelloBack =>
  parseJson(helloBackSchema, payload);
