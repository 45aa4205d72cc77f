// One trace as a user runs it, `hopscope trace ... --json` on the lab's management host, with its
// wall time: from the start of the command to its end.

import { z } from 'zod';
import type { Verdict } from '../../../controller/src/report/verdict.ts';
import type { Fault } from '../../lab/faults/fault.ts';
import { destinationOf, type Victim } from '../../lab/faults/victim.ts';
import type { Lab } from '../../lab/mod.ts';
import { talk } from '../../lab/traffic/talk-of.ts';
import { hopscope, trace } from '../../e2e/support.ts';

export type How = 'inject' | 'live';

export interface Timed {
  readonly verdict: Verdict;
  readonly seconds: number;
}

const LIVE_SECONDS = 3;
/** Covers the start of a trace, its window and its end. */
const TALK = { rate: 20, seconds: 7 } as const;

interface Asked {
  readonly destination: string;
  readonly size: readonly string[];
}

const asked = (fault: Fault | null, victim: Victim): Asked => ({
  destination: fault?.destination?.(victim) ?? destinationOf(victim),
  size: fault?.size === undefined ? [] : ['--size', String(fault.size)],
});

const timed = async (lab: Lab, args: readonly string[]): Promise<Timed> => {
  const startedMs = performance.now();
  const { verdict } = await trace(lab, ...args);
  return { verdict, seconds: (performance.now() - startedMs) / 1000 };
};

/** Probes as the server; `fault` only for where to and how large. */
export const traceInjected = (lab: Lab, fault: Fault | null, victim: Victim): Promise<Timed> => {
  const { destination, size } = asked(fault, victim);
  return timed(lab, [victim.server.name, destination, '--inject', ...size]);
};

const checkSchema = z.object({
  checks: z.array(
    z.object({ rows: z.array(z.object({ outcome: z.string(), cause: z.string() })) }),
  ),
});

/** Causes that `hopscope check` suspects, without a packet. */
export const suspectedBy = async (lab: Lab, victim: Victim): Promise<readonly string[]> => {
  const { internetIp } = victim.topology.upstream;
  const { stdout } = await hopscope(lab, ['check', victim.server.name, internetIp, '--json']);
  const { checks } = checkSchema.parse(JSON.parse(stdout));
  return checks
    .flatMap(({ rows }) => rows)
    .filter(({ outcome }) => outcome === 'bad')
    .map(({ cause }) => cause);
};

/** The server talks by itself meanwhile, unless the fault makes it talk. */
export const traceLive = async (lab: Lab, fault: Fault, victim: Victim): Promise<Timed> => {
  const { destination } = asked(fault, victim);
  const [to = ''] = destination.split(/[:/]/);
  const talking =
    fault.talks === true
      ? null
      : talk(lab, victim.server.name, victim.protocol, { ...TALK, to, size: fault.size ?? 0 });
  const [traced] = await Promise.all([
    timed(lab, [victim.server.name, destination, '--live', `${LIVE_SECONDS}s`]),
    talking,
  ]);
  return traced;
};
