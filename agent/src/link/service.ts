// The verbs of this node on NATS: every request with an inbox gets exactly one answer, and an
// answer that does not fit into a message is answered with that.

import { agentSubjects, HopscopeError, VERBS, WIRE_LIMITS } from '@hopscope/proto';
import type { Msg, NatsConnection, Subscription } from '@nats-io/nats-core';
import type { Logger } from 'pino';

import { failureResponse } from '../channel/mod.ts';
import type { AnswerVerb } from './verbs.ts';

const fit = (body: Uint8Array, roomBytes: number): Uint8Array =>
  body.length <= roomBytes
    ? body
    : failureResponse(
        new HopscopeError('LIMIT_REACHED', `the answer has ${body.length} bytes: ask for less`),
      );

/** Subscribes to the verbs of `node`; unsubscribe to stop serving. */
export const openService = (
  connection: NatsConnection,
  node: string,
  verbs: AnswerVerb,
  log: Logger,
): Subscription => {
  const respond = (message: Msg, body: Uint8Array): void => {
    message.respond(fit(body, connection.info?.max_payload ?? WIRE_LIMITS.messageBytesMax));
  };
  const answer = async (message: Msg, receivedMs: number): Promise<void> => {
    const verb = VERBS.find((known) => message.subject.endsWith(`.${known}`));
    if (verb === undefined || message.reply === undefined || message.reply === '') return;
    const body = verbs(verb, message.data, receivedMs, message.reply);
    // clock answers without a turn of the event loop: each would widen the bound
    respond(message, body instanceof Uint8Array ? body : await body);
  };
  const serve = async (messages: Subscription): Promise<void> => {
    for await (const message of messages)
      answer(message, performance.now()).catch((reason: unknown) =>
        log.error({ subject: message.subject, reason }, 'an answer was not sent'),
      );
  };
  const subscription = connection.subscribe(agentSubjects(node));
  serve(subscription).catch((reason: unknown) =>
    log.warn({ reason: reason instanceof Error ? reason.message : String(reason) }, 'not serving'),
  );
  return subscription;
};
