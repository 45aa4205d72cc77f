// `hopscope lab break`, `heal` and `faults`: a fault made by hand stays until it is healed, so
// what takes it back is kept in the lab's state directory.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { HopscopeError } from '@hopscope/proto';
import { accessOf } from './access.ts';
import { globalOptions, print } from './cli-options.ts';
import { applyFault, faultNamed, FAULTS, victimsOf } from './faults/catalogue.ts';
import { heal } from './faults/changes.ts';
import type { Undo } from './faults/changes.ts';
import type { Fault } from './faults/fault.ts';
import type { Victim } from './faults/victim.ts';
import { attachLab } from './lab.ts';
import type { Lab } from './lab.ts';

interface Broken {
  readonly fault: string;
  readonly server: string;
  readonly undo: Undo;
}

const fileOf = (lab: Lab): string => join(lab.stateDirectory, 'broken.json');

/** Faults made by hand, oldest first. Written by this file alone. */
const readBroken = (lab: Lab): readonly Broken[] =>
  existsSync(fileOf(lab)) ? (JSON.parse(readFileSync(fileOf(lab), 'utf8')) as Broken[]) : [];

const writeBroken = (lab: Lab, broken: readonly Broken[]): void => {
  if (broken.length === 0) rmSync(fileOf(lab), { force: true });
  else writeFileSync(fileOf(lab), JSON.stringify(broken));
};

const namedFault = (name: string): Fault => {
  const fault = faultNamed(name);
  if (fault !== null) return fault;
  const known = FAULTS.map((f) => f.name).join(', ');
  throw new HopscopeError('USAGE', `no fault called ${name}; there are: ${known}`);
};

const chosenVictim = (lab: Lab, fault: Fault, server: string | undefined): Victim => {
  const victims = victimsOf(lab.topology, fault);
  const victim = server === undefined ? victims[0] : victims.find((v) => v.server.name === server);
  if (victim !== undefined) return victim;
  const names = [...new Set(victims.map((v) => v.server.name))].join(', ');
  throw new HopscopeError('USAGE', `${fault.name} cannot hit ${server ?? 'any'}; it can: ${names}`);
};

const makeFault = async (
  name: string,
  options: { readonly server?: string },
  command: Command,
): Promise<void> => {
  const { name: labName, json } = globalOptions(command);
  const lab = attachLab(labName);
  const fault = namedFault(name);
  const victim = chosenVictim(lab, fault, options.server);
  const undo = await applyFault(accessOf(lab), fault, victim);
  writeBroken(lab, [...readBroken(lab), { fault: fault.name, server: victim.server.name, undo }]);
  const expected = fault.expected(victim);
  if (json) print(JSON.stringify({ fault: fault.name, server: victim.server.name, expected }));
  else print(`broken for ${victim.server.name}: ${fault.summary}\nexpected: ${expected.cause}`);
};

const healAll = async (_: unknown, command: Command): Promise<void> => {
  const { name, json } = globalOptions(command);
  const lab = attachLab(name);
  const broken = readBroken(lab);
  // the last made is the first taken back; what is healed is forgotten at once
  for (const [i, { undo }] of broken.toReversed().entries()) {
    await heal(accessOf(lab), undo);
    writeBroken(lab, broken.slice(0, broken.length - 1 - i));
  }
  const healed = broken.map((b) => `${b.fault} (${b.server})`);
  print(json ? JSON.stringify({ healed }) : `healed: ${healed.join(', ') || 'nothing was broken'}`);
};

const listFaults = (_: unknown, command: Command): void => {
  if (globalOptions(command).json)
    print(JSON.stringify({ faults: FAULTS.map(({ name, summary }) => ({ name, summary })) }));
  else for (const fault of FAULTS) print(`${fault.name.padEnd(28)} ${fault.summary}`);
};

/** Adds break, heal and faults. */
export const addFaultCommands = (program: Command): void => {
  program
    .command('break')
    .description('make a fault; it stays until `heal`')
    .argument('<fault>', 'its name, see `faults`')
    .option('--server <server>', 'whom it shall hit (default: the first it can)')
    .action(makeFault);
  program.command('heal').description('take every fault back').action(healAll);
  program.command('faults').description('the faults there are').action(listFaults);
};
