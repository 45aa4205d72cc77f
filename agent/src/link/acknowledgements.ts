// Publishing to JetStream with acknowledgements in one inbox. The client library does it as one
// request per message, each with a timer and an error prepared in advance: more work than all the
// rest that link does with a parcel. Here an acknowledgement is a message on `inbox.NUMBER`, and
// one timer looks for those that did not come.

import { createInbox } from '@nats-io/nats-core';
import type { Msg, NatsConnection } from '@nats-io/nats-core';

import { LINK_LIMITS } from './limits.ts';

export interface AckedStream {
  /** `done` is called once: with null, or with why the stream did not take it. */
  readonly publish: (
    subject: string,
    data: Uint8Array,
    done: (error: Error | null) => void,
  ) => void;
  readonly close: () => void;
}

interface Waiting {
  readonly done: (error: Error | null) => void;
  readonly deadlineMs: number;
}

/** The stream's answer: `{"stream":...,"seq":...}`, or `{"error":{"description":...}}`. */
const failureIn = (message: Msg): Error | null => {
  // nobody listens on the subject: no stream takes it
  if (message.data.length === 0) return new Error('no stream takes this subject');
  const { error } = message.json<{ error?: { description?: string } }>();
  return error === undefined ? null : new Error(error.description ?? 'refused');
};

/** Acknowledgements that are late are looked for this often. */
const LOOK_MS = 500;

export const openAckedStream = (connection: NatsConnection): AckedStream => {
  const inbox = createInbox();
  const waiting = new Map<number, Waiting>();
  let last = 0;

  const settle = (number: number, error: Error | null): void => {
    const entry = waiting.get(number);
    waiting.delete(number);
    entry?.done(error);
  };

  connection.subscribe(`${inbox}.*`, {
    callback: (error, message) => {
      if (error !== null) return; // the connection is closing: what waits times out
      settle(Number(message.subject.slice(inbox.length + 1)), failureIn(message));
    },
  });

  const look = (): void => {
    const now = performance.now();
    for (const [number, { deadlineMs }] of waiting) {
      // they were numbered in the order of their deadlines
      if (deadlineMs > now) return;
      settle(number, new Error(`no acknowledgement within ${LINK_LIMITS.ackMs} ms`));
    }
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();

  return {
    publish: (subject, data, done) => {
      last += 1;
      waiting.set(last, { done, deadlineMs: performance.now() + LINK_LIMITS.ackMs });
      try {
        connection.publish(subject, data, { reply: `${inbox}.${last}` });
      } catch (error) {
        settle(last, error as Error);
      }
    },
    close: () => clearInterval(timer),
  };
};
