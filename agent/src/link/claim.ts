// One agent serves one node name. Before serving, the name is asked whether somebody answers to
// it, and again once we listen ourselves: of two that start at once the older instance stays. The
// question says who asks, so that the younger one looks around too and hears the older. The same
// after each reconnect: the server may have come back with another agent in front of us.

import { agentSubject, Wire } from '@hopscope/proto';
import { createInbox } from '@nats-io/nats-core';
import type { NatsConnection } from '@nats-io/nats-core';

import { LINK_LIMITS } from './limits.ts';

/** Instances sort by start: the older one is smaller. */
export const newInstance = (startedMs: number, random: string): string =>
  `${Math.floor(startedMs).toString(36).padStart(9, '0')}-${random}`;

export interface Asked {
  /** Another instance that answers to the name. */
  readonly rival: string | null;
  /** We heard ourselves: the name is served, by us. */
  readonly heardSelf: boolean;
}

/** Asks who answers to `node`; waits at most `claimMs`, and no longer than for a rival. */
export const askName = async (
  connection: NatsConnection,
  node: string,
  instance: string,
): Promise<Asked> => {
  const inbox = createInbox();
  const answers = connection.subscribe(inbox, { timeout: LINK_LIMITS.claimMs });
  // the subscription's own timeout ends only the wait for a first answer, and that may be our own
  const timer = setTimeout(() => answers.unsubscribe(), LINK_LIMITS.claimMs);
  let heardSelf = false;
  try {
    const request = Wire.ClockRequest.encode({ asker: instance }).finish();
    connection.publish(agentSubject(node, 'clock'), request, { reply: inbox });
    for await (const answer of answers) {
      if (answer.headers?.code === 503) break;
      const other = Wire.ClockResponse.decode(answer.data).instance;
      if (other !== instance) return { rival: other, heardSelf };
      heardSelf = true;
    }
    return { rival: null, heardSelf };
  } catch {
    return { rival: null, heardSelf }; // silence: nobody answers to the name
  } finally {
    clearTimeout(timer);
    answers.unsubscribe();
  }
};

/** Of two that serve one name, who gives way. */
export const givesWay = (instance: string, rival: string): boolean => rival < instance;
