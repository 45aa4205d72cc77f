// Clock exchange with each node over NATS: four stamps a round, as NTP does it. Ten rounds each,
// nodes in parallel; all rounds are kept, the one with the least round trip is what counts.

import { relativeNs, Wire } from '@hopscope/proto';
import type { hopscope, WallClock } from '@hopscope/proto';

import { ask } from './ask.ts';
import type { Bus } from './bus.ts';
import { RUN_LIMITS } from './limits.ts';
import type { Recording } from './recording.ts';

type Round = Recording['clocks'][number];

const QUESTION = {
  verb: 'clock',
  request: Wire.ClockRequest,
  response: Wire.ClockResponse,
  timeoutMs: RUN_LIMITS.clockMs,
} as const;

export interface ClockExchange {
  readonly rounds: readonly Round[];
  /** The agent process that answered; '' when none did. */
  readonly instances: ReadonlyMap<string, string>;
  readonly limits: readonly string[];
}

const stamp = (time: hopscope.v1.Time.$Properties | null | undefined, baseSec: number): number =>
  relativeNs({ sec: time?.sec ?? 0, nsec: time?.nsec ?? 0 }, baseSec);

const exchange = async (
  bus: Bus,
  node: string,
  clock: WallClock,
  baseSec: number,
): Promise<{ rounds: Round[]; instance: string }> => {
  const rounds: Round[] = [];
  let instance = '';
  for (let round = 0; round < RUN_LIMITS.clockRounds; round += 1) {
    const sentAt = clock.now();
    const answer = await ask(bus, node, QUESTION, { sentAt });
    const t3 = relativeNs(clock.now(), baseSec);
    instance = answer.instance ?? '';
    rounds.push({
      node,
      t0: relativeNs(sentAt, baseSec),
      t1: stamp(answer.receivedAt, baseSec),
      t2: stamp(answer.repliedAt, baseSec),
      t3,
    });
  }
  return { rounds, instance };
};

/** Exchanges with all nodes at once; a node that does not answer is named, not fatal. */
export const exchangeClocks = async (
  bus: Bus,
  nodes: readonly string[],
  clock: WallClock,
  baseSec: number,
): Promise<ClockExchange> => {
  const limits: string[] = [];
  const instances = new Map<string, string>();
  const rounds = await Promise.all(
    nodes.map(async (node) => {
      try {
        const { rounds, instance } = await exchange(bus, node, clock, baseSec);
        instances.set(node, instance);
        return rounds;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        limits.push(`no clock exchange with ${node}: ${reason}`);
        return [];
      }
    }),
  );
  return { rounds: rounds.flat(), instances, limits };
};
