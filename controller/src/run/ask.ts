// One question to one agent: encode, request, decode. Silence and absence become errors that name
// the node; a failure inside the answer is left to the caller, since many are partial.

import { agentSubject, HopscopeError } from '@hopscope/proto';
import type { Verb } from '@hopscope/proto';
import { NoRespondersError, RequestError, TimeoutError } from '@nats-io/nats-core';

import type { Bus } from './bus.ts';

interface Encoder<Q> {
  readonly encode: (message: Q) => { finish: () => Uint8Array };
}
interface Decoder<A> {
  readonly decode: (bytes: Uint8Array) => A;
}

/** A verb with the messages it takes and gives. */
export interface Question<Q, A> {
  readonly verb: Verb;
  readonly request: Encoder<Q>;
  readonly response: Decoder<A>;
  readonly timeoutMs: number;
}

const isNoResponders = (error: unknown): boolean =>
  error instanceof NoRespondersError || (error instanceof RequestError && error.isNoResponders());

const isTimeout = (error: unknown): boolean =>
  error instanceof TimeoutError || (error instanceof Error && error.cause instanceof TimeoutError);

const nobody = (node: string, cause: unknown): HopscopeError =>
  new HopscopeError('AGENT_UNREACHABLE', `no agent serves ${node}`, { cause });

const silent = (node: string, verb: Verb, timeoutMs: number, cause: unknown): HopscopeError =>
  new HopscopeError('TIMED_OUT', `the agent of ${node} did not answer ${verb} in ${timeoutMs} ms`, {
    cause,
  });

/** Throws AGENT_UNREACHABLE, TIMED_OUT or NATS_UNREACHABLE. */
export const ask = async <Q, A>(
  bus: Bus,
  node: string,
  question: Question<Q, A>,
  message: Q,
): Promise<A> => {
  const { verb, timeoutMs } = question;
  const body = question.request.encode(message).finish();
  let answer: Uint8Array;
  try {
    const options = { timeout: timeoutMs };
    answer = (await bus.connection.request(agentSubject(node, verb), body, options)).data;
  } catch (cause) {
    if (isNoResponders(cause)) throw nobody(node, cause);
    if (isTimeout(cause)) throw silent(node, verb, timeoutMs, cause);
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new HopscopeError('NATS_UNREACHABLE', `NATS, asking ${node}: ${message}`, { cause });
  }
  try {
    return question.response.decode(answer);
  } catch (cause) {
    throw new HopscopeError('INTERNAL', `the answer of ${node} to ${verb} is not understood`, {
      cause,
    });
  }
};
