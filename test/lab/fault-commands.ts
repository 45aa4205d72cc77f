// `hopscope lab break`, `heal` and `faults`: a fault made by hand stays until it is healed, so
// what takes it back is kept in the lab's state directory.
import type { Command } from 'commander';
import { HopscopeError } from '@hopscope/proto';
import { accessOf } from './access.ts';
import { healAllBroken, rememberBroken } from './broken.ts';
import { globalOptions, print } from './cli-options.ts';
import { applyFault, faultNamed, ALL_FAULTS, victimsOf } from './faults/catalogue.ts';
import type { Fault } from './faults/fault.ts';
import type { Victim } from './faults/victim.ts';
import { attachLab } from './lab.ts';
import type { Lab } from './lab.ts';

const namedFault = (name: string): Fault => {
  const fault = faultNamed(name);
  if (fault !== null) return fault;
  const known = ALL_FAULTS.map((f) => f.name).join(', ');
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
  rememberBroken(lab, { fault: fault.name, server: victim.server.name, undo });
  const expected = fault.expected(victim);
  if (json) print(JSON.stringify({ fault: fault.name, server: victim.server.name, expected }));
  else print(`broken for ${victim.server.name}: ${fault.summary}\nexpected: ${expected.cause}`);
};

const healAll = async (_: unknown, command: Command): Promise<void> => {
  const { name, json } = globalOptions(command);
  const lab = attachLab(name);
  const broken = await healAllBroken(lab);
  const healed = broken.map((b) => `${b.fault} (${b.server})`);
  print(json ? JSON.stringify({ healed }) : `healed: ${healed.join(', ') || 'nothing was broken'}`);
};

const listFaults = (_: unknown, command: Command): void => {
  if (globalOptions(command).json)
    print(JSON.stringify({ faults: ALL_FAULTS.map(({ name, summary }) => ({ name, summary })) }));
  else for (const fault of ALL_FAULTS) print(`${fault.name.padEnd(28)} ${fault.summary}`);
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
