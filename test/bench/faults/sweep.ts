// Fault after fault on one lab: made, traced, taken back, the state of every node compared with
// before, then healthy controls. Tells what it does as it goes.

import type { Verdict } from '../../../controller/src/report/verdict.ts';
import { stateDifference, stateOfAll, type LabState } from '../../e2e/support.ts';
import { accessOf } from '../../lab/access.ts';
import { applyFault } from '../../lab/faults/catalogue.ts';
import { heal, type Undo } from '../../lab/faults/changes.ts';
import type { Fault } from '../../lab/faults/fault.ts';
import { victimOf, type Victim } from '../../lab/faults/victim.ts';
import type { Lab } from '../../lab/mod.ts';
import { falseAlarm, isListed, judge, type Judgement } from './judge.ts';
import { nameOf, type Pair } from './pairs.ts';
import { suspectedBy, traceInjected, traceLive, type How, type Timed } from './traces.ts';
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
  readonly pairs: readonly Pair[];
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
  const ping = ['ping', '-q', '-c', '1', '-W', '5', lab.topology.upstream.internetIp];
  await lab.inServer(server.name, ping);
};

const mark = (right: boolean): string => (right ? 'right' : 'WRONG');

const tell = (say: SweepOptions['say'], one: Attempt, { timings }: Verdict): void => {
  const marks = `segment ${mark(one.segmentRight)}, cause ${mark(one.causeRight)}`;
  say(`${one.fault} on ${one.who}, ${one.how}, ${one.seconds.toFixed(2)} s: ${marks}: ${one.said}`);
  say(`  ms: ${JSON.stringify(timings)}`);
};

const demandHealed = async (lab: Lab, fault: string, before: LabState): Promise<void> => {
  const left = stateDifference(before, await stateOfAll(lab));
  if (left !== '') throw new Error(`${fault} was not healed:\n${left}`);
};

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
      const suspected = fault.mode === 'check' ? await suspectedBy(lab, victim) : null;
      const judged = judge(verdict, fault.expected(victim), suspected);
      const attempt = { ...judged, fault: fault.name, who: whoOf(victim), how, seconds };
      attempts.push(attempt);
      tell(say, attempt, verdict);
    }
  } finally {
    await heal(access, undo);
  }
  await demandHealed(lab, fault.name, before);
  return attempts;
};

/** Both at once, by probes: the first is the answer, the second is listed. */
const tryPair = async (
  { lab, say }: SweepOptions,
  one: Pair,
  before: LabState,
): Promise<Attempt> => {
  const access = accessOf(lab);
  const victim = victimOf(lab.topology, one.server, 'icmp');
  const [first, second] = one.faults;
  const undos: Undo[] = [];
  await warmUp(lab, victim);
  try {
    for (const fault of one.faults) undos.unshift(await applyFault(access, fault, victim));
    const { verdict, seconds } = await traceInjected(lab, first, victim);
    const judged = judge(verdict, first.expected(victim), null);
    const causeRight = judged.causeRight && isListed(verdict, second.expected(victim).cause);
    const who = whoOf(victim);
    const attempt: Attempt = {
      ...{ ...judged, causeRight },
      ...{ fault: nameOf(one), who, how: 'inject', seconds },
    };
    tell(say, attempt, verdict);
    return attempt;
  } finally {
    for (const undo of undos) await heal(access, undo);
    await demandHealed(lab, nameOf(one), before);
  }
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
  const { lab, faults, pairs, controls: wanted, say } = options;
  // API, agents and page cache of a lab that has just been raised are cold: not a cloud's state.
  await traceInjected(lab, null, controlFor(lab.topology, -1, options.seed));
  const before = await stateOfAll(lab);
  const attempts: Attempt[] = [];
  const controls: Control[] = [];
  for (const [at, fault] of faults.entries()) {
    say(`--- ${at + 1} of ${faults.length}: ${fault.name}: ${fault.summary}`);
    attempts.push(...(await tryFault(options, fault, before)));
    const due = Math.floor((wanted * (at + 1)) / faults.length);
    while (controls.length < due) controls.push(await control(options, controls.length));
  }
  for (const one of pairs) attempts.push(await tryPair(options, one, before));
  return { attempts, controls };
};
