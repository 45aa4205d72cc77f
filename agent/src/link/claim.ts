// One agent serves one node name. Before serving, the name is asked whether somebody answers to
// it, and again once we listen ourselves: of two that start at once the older instance stays. The
// question says who asks, so that the younger one looks around too and hears the older. The same
// after each reconnect: the server may have come back with another agent in front of us.

import { setTimeout as sleep } from 'node:timers/promises';

import { agentSubject, Wire } from '@hopscope/proto';
import { createInbox } from '@nats-io/nats-core';
import type { NatsConnection, Subscription } from '@nats-io/nats-core';
import type { Logger } from 'pino';

import { LINK_LIMITS } from './limits.ts';

/** Instances sort by start: the older one is smaller. */
export const newInstance = (startedMs: number, random: string): string =>
  `${Math.floor(startedMs).toString(36).padStart(9, '0')}-${random}`;

/** Another instance that answers to `node`, or null. Waits at most `claimMs`. */
export const askName = async (
  connection: NatsConnection,
  node: string,
  instance: string,
): Promise<string | null> => {
  const inbox = createInbox();
  const answers = connection.subscribe(inbox, { timeout: LINK_LIMITS.claimMs });
  // the subscription's own timeout ends only the wait for a first answer, and that may be our own
  const timer = setTimeout(() => answers.unsubscribe(), LINK_LIMITS.claimMs);
  try {
    const request = Wire.ClockRequest.encode({ asker: instance }).finish();
    connection.publish(agentSubject(node, 'clock'), request, { reply: inbox });
    for await (const answer of answers) {
      if (answer.headers?.code === 503) return null;
      const other = Wire.ClockResponse.decode(answer.data).instance;
      if (other !== instance) return other;
    }
    return null;
  } catch {
    return null; // silence: nobody answers to the name
  } finally {
    clearTimeout(timer);
    answers.unsubscribe();
  }
};

/** Of two that serve one name, who gives way. */
export const givesWay = (instance: string, rival: string): boolean => rival < instance;

export interface ServeNameOptions {
  readonly connection: NatsConnection;
  readonly node: string;
  readonly instance: string;
  readonly subscribe: () => Subscription;
  /** Another agent took over: what was ordered here ends. */
  readonly yielded: () => Promise<void>;
  readonly say: (state: 'serving' | 'refused', reason: string) => void;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

export interface ServedName {
  /** Resolves when the name is served for the first time. */
  readonly serving: Promise<void>;
  /** Looks again whether the name is still ours alone. */
  readonly verify: () => void;
  readonly stop: () => void;
}

/** Serves the name as soon as nobody else does, and gives way to an older instance. */
export const serveName = (options: ServeNameOptions): ServedName => {
  const { connection, node, instance, log, signal } = options;
  const served = Promise.withResolvers<void>();
  let subscription: Subscription | null = null;
  let refusedBy: string | null = null;

  const refuse = (rival: string): void => {
    const reason = `agent ${rival} serves the name ${node}`;
    if (refusedBy !== rival) log.error({ code: 'AGENT_NAME_TAKEN', rival }, reason);
    refusedBy = rival;
    options.say('refused', `AGENT_NAME_TAKEN: ${reason}`);
  };

  /** True when it serves now. */
  const claim = async (): Promise<boolean> => {
    const before = await askName(connection, node, instance);
    if (before !== null) {
      refuse(before);
      return false;
    }
    if (signal.aborted) return false;
    const mine = options.subscribe();
    const rival = await askName(connection, node, instance);
    if (rival !== null && givesWay(instance, rival)) {
      mine.unsubscribe();
      refuse(rival);
      return false;
    }
    subscription = mine;
    refusedBy = null;
    options.say('serving', '');
    log.info({ node }, 'serving');
    served.resolve();
    return true;
  };

  const claimUntilServed = async (): Promise<void> => {
    while (!signal.aborted && !(await claim()))
      await sleep(LINK_LIMITS.claimRetryMs, undefined, { signal }).catch(() => {});
  };

  const verify = async (): Promise<void> => {
    const rival = await askName(connection, node, instance);
    if (rival === null || !givesWay(instance, rival) || subscription === null) return;
    subscription.unsubscribe();
    subscription = null;
    refuse(rival);
    await options.yielded();
    claimUntilServed().catch(logged);
  };

  let verifying: Promise<void> | null = null;
  const verifyOnce = (): void => {
    if (subscription === null || verifying !== null || signal.aborted) return;
    verifying = verify()
      .catch(logged)
      .finally(() => (verifying = null));
  };

  const logged = (error: unknown): void => log.error({ error }, 'the name cannot be claimed');
  claimUntilServed().catch(logged);
  return {
    serving: served.promise,
    verify: verifyOnce,
    stop: () => subscription?.unsubscribe(),
  };
};
