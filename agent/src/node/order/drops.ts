// The reads of an order that last as long as it: why the kernel dropped packets. Begun before the
// captures, answered after them. What cannot be watched says why in the answer; never rejects.

import type { hopscope } from '@hopscope/proto';

import { checkDropReasons } from '../../channel/mod.ts';
import type { AgentPolicy } from '../../channel/mod.ts';
import { startDropWatch } from '../drops/drop-watch.ts';
import type { DropContext, DropWatch } from '../drops/drop-watch.ts';
import type { Answer, EvidenceReader } from '../evidence/evidence.ts';
import { readSelectors } from '../evidence/selectors.ts';

const READER = 'drop-reasons';

export const lastsAsLong = ({ reader }: hopscope.v1.IEvidenceOrder): boolean => reader === READER;

export interface DropReads {
  /** Resolves when all that can be watched is. */
  readonly begin: () => Promise<void>;
  /** Takes the programs away, once; what they saw is kept. */
  readonly end: () => Promise<void>;
  /** Ends, and answers. */
  readonly answers: () => Promise<readonly hopscope.v1.IEvidence[]>;
}

export interface DropReadsContext extends DropContext {
  readonly policy: AgentPolicy;
  readonly evidence: EvidenceReader;
}

export const openDropReads = (
  context: DropReadsContext,
  orders: readonly hopscope.v1.IEvidenceOrder[],
): DropReads => {
  const wanted = orders.filter(lastsAsLong);
  const starting = new Map<hopscope.v1.IEvidenceOrder, Promise<DropWatch>>();

  const start = async (order: hopscope.v1.IEvidenceOrder): Promise<DropWatch> => {
    checkDropReasons(context.policy);
    const selectors = readSelectors(READER, order.selectors ?? []);
    return startDropWatch(context, selectors.get('address') ?? []);
  };

  const finish = async (order: hopscope.v1.IEvidenceOrder): Promise<Answer> => {
    const watch = await starting.get(order);
    const text = (await watch?.finish()) ?? '';
    const argv = ['tracepoint', 'skb:kfree_skb'];
    return { argv, rc: 0, body: Buffer.from(text), truncated: false, failure: '' };
  };

  const finished = new Map<hopscope.v1.IEvidenceOrder, Promise<Answer>>();
  const finishOnce = (order: hopscope.v1.IEvidenceOrder): Promise<Answer> => {
    const answer = finished.get(order) ?? finish(order);
    finished.set(order, answer);
    return answer;
  };

  return {
    begin: async () => {
      for (const order of wanted) starting.set(order, start(order));
      // Why one cannot be watched is told in its answer.
      await Promise.allSettled(starting.values());
    },
    end: async () => {
      await Promise.allSettled(wanted.map(finishOnce));
    },
    answers: () =>
      Promise.all(
        wanted.map((order) => context.evidence.tell(order, 'after', () => finishOnce(order))),
      ),
  };
};
