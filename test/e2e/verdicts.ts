// How a trace of a victim is run, and what its verdict must say: shared by the tests of faults,
// decoys and twins.

import type { ExecutionContext } from 'ava';
import { faultNamed } from '../lab/faults/catalogue.ts';
import type { Expected, Fault } from '../lab/faults/fault.ts';
import { destinationOf, type Victim } from '../lab/faults/victim.ts';
import type { Lab } from '../lab/mod.ts';
import { talk } from '../lab/traffic/talk-of.ts';
import { brief, trace, type Traced } from './support.ts';

/** Long enough for the start of a trace, its window and its end. */
const TALK = { rate: 20, seconds: 7 } as const;
const LIVE = '3s';

export const knownFault = (name: string): Fault => {
  const fault = faultNamed(name);
  if (fault === null) throw new Error(`no fault called ${name}`);
  return fault;
};

/** Traces a server by probes of its own. */
export const traceInjected = (lab: Lab, victim: Victim, ...more: string[]): Promise<Traced> =>
  trace(lab, victim.server.name, destinationOf(victim), '--inject', ...more);

/** Traces a server while it talks by itself. */
export const traceLive = async (lab: Lab, victim: Victim, ...more: string[]): Promise<Traced> => {
  const talking = talk(lab, victim.server.name, victim.protocol, TALK);
  const traced = await trace(
    lab,
    victim.server.name,
    destinationOf(victim),
    '--live',
    LIVE,
    ...more,
  );
  await talking;
  return traced;
};

export const traceAs = (lab: Lab, fault: Fault, victim: Victim): Promise<Traced> =>
  fault.mode === 'live' ? traceLive(lab, victim) : traceInjected(lab, victim);

export const isHealthy = (t: ExecutionContext, { verdict, code }: Traced): void => {
  const said = brief(verdict);
  t.is(verdict.status, 'DELIVERED', said);
  t.deepEqual(
    verdict.causes.filter((cause) => cause.confidence === 'confirmed'),
    [],
    said,
  );
  t.is(code, 0, said);
};

export const isAsExpected = (t: ExecutionContext, traced: Traced, expected: Expected): void => {
  const { verdict, code } = traced;
  const said = brief(verdict);
  t.is(verdict.status, expected.status, said);
  t.is(verdict.segment?.kind ?? null, expected.segment, said);
  t.is(verdict.direction, expected.direction, said);
  const [first] = verdict.causes;
  t.is(first?.code, expected.cause, said);
  t.is(first?.owner, expected.owner, said);
  // Where packets vanish was not seen: nobody is accused in the first line.
  t.is(verdict.owner, verdict.status === 'INCONCLUSIVE' ? null : expected.owner, said);
  t.is(code, expected.status === 'INCONCLUSIVE' ? 2 : 1, said);
};
