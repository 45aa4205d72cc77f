// Fault after fault on one lab: made, traced, taken back, the state of every node compared with
// before, then healthy controls. Tells what it does as it goes.

import { stateDifference, stateOfAll, type LabState } from '../../e2e/support.ts';
import { accessOf } from '../../lab/access.ts';
import { applyFault } from '../../lab/faults/catalogue.ts';
import { heal } from '../../lab/faults/changes.ts';
import type { Fault } from '../../lab/faults/fault.ts';
import type { Victim } from '../../lab/faults/victim.ts';
import type { Lab } from '../../lab/mod.ts';
import { falseAlarm, judge, type Judgement } from './judge.ts';
import { traceInjected, traceLive, type How, type Timed } from './traces.ts';
import { controlFor, victimFor } from './victims.ts';

export interface Attempt extends Judgement {
  readonly fault: string;
  readonly who: string;
  readonly how: How;
  readonly seconds: number;
}

export interface Control {
  readonly who: string;
  readonly seconds: number;
  /** null: none. */
  readonly alarm: string | null;
}

export interface Swept {
  readonly attempts: readonly Attempt[];
  readonly controls: readonly Control[];
}

export interface SweepOptions {
  readonly lab: Lab;
  readonly faults: readonly Fault[];
  readonly controls: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

const whoOf = ({ server, protocol, shape, firewall }: Victim): string =>
  `${server.name} ${protocol} ${shape} ${firewall === 'openvswitch' ? 'ovs' : 'iptables'}`;

/** Probes can show all but what only the guest's own packets do; its packets all that is lost. */
const waysOf = ({ mode }: Fault): readonly How[] =>
  mode === 'inject' ? ['inject', 'live'] : mode === 'live' ? ['live'] : ['inject'];

const traced = (lab: Lab, how: How, fault: Fault, victim: Victim): Promise<Timed> =>
  how === 'inject' ? traceInjected(lab, fault, victim) : traceLive(lab, fault, victim);

/** A guest that talked before: it knows its gateway's MAC when the fault comes. */
const warmUp = async (lab: Lab, { server }: Victim): Promise<void> => {
  const ping = ['ping', '-q', '-c', '1', '-W', '1', lab.topology.upstream.internetIp];
  await lab.inServer(server.name, ping);
};

const mark = (right: boolean): string => (right ? 'right' : 'WRONG');

const tryFault = async (
  { lab, seed, say }: SweepOptions,
  fault: Fault,
  before: LabState,
): Promise<Attempt[]> => {
  const access = accessOf(lab);
  const victim = victimFor(lab.topology, fault, seed);
  const attempts: Attempt[] = [];
  await warmUp(lab, victim);
  const undo = await applyFault(access, fault, victim);
  try {
    for (const how of waysOf(fault)) {
      const { verdict, seconds } = await traced(lab, how, fault, victim);
      const judged = judge(verdict, fault, fault.expected(victim));
      attempts.push({ ...judged, fault: fault.name, who: whoOf(victim), how, seconds });
      const marks = `segment ${mark(judged.segmentRight)}, cause ${mark(judged.causeRight)}`;
      const took = `${seconds.toFixed(2)} s`;
      say(`${fault.name} on ${whoOf(victim)}, ${how}, ${took}: ${marks}: ${judged.said}`);
      say(`  ms: ${JSON.stringify(verdict.timings)}`);
    }
  } finally {
    await heal(access, undo);
  }
  const left = stateDifference(before, await stateOfAll(lab));
  if (left !== '') throw new Error(`${fault.name} was not healed:\n${left}`);
  return attempts;
};

const control = async ({ lab, seed, say }: SweepOptions, nth: number): Promise<Control> => {
  const victim = controlFor(lab.topology, nth, seed);
  const { verdict, seconds } = await traceInjected(lab, null, victim);
  const alarm = falseAlarm(verdict);
  const [who, took] = [whoOf(victim), `${seconds.toFixed(2)} s`];
  say(`control ${nth + 1} on ${who}, ${took}: ${alarm === null ? 'clean' : `ALARM ${alarm}`}`);
  return { who, seconds, alarm };
};

/** Rejects with the fault's name when something is left of it after it was taken back. */
export const sweep = async (options: SweepOptions): Promise<Swept> => {
  const { lab, faults, controls: wanted, say } = options;
  const before = await stateOfAll(lab);
  const attempts: Attempt[] = [];
  const controls: Control[] = [];
  for (const [at, fault] of faults.entries()) {
    say(`--- ${at + 1} of ${faults.length}: ${fault.name}: ${fault.summary}`);
    attempts.push(...(await tryFault(options, fault, before)));
    const due = Math.floor((wanted * (at + 1)) / faults.length);
    while (controls.length < due) controls.push(await control(options, controls.length));
  }
  return { attempts, controls };
};
