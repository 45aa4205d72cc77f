// `hopscope lab impair`: losses, delays and MTU black holes by hand; `heal` takes them back.
import type { Command } from 'commander';
import { HopscopeError } from '@hopscope/proto';
import { accessOf } from './access.ts';
import { rememberBroken } from './broken.ts';
import { globalOptions, print } from './cli-options.ts';
import { victimOf } from './faults/victim.ts';
import type { Victim } from './faults/victim.ts';
import { applyImpairment, impairmentNamed, IMPAIRMENTS } from './impairments/catalogue.ts';
import { DEFAULT_SETTINGS } from './impairments/impairment.ts';
import type { Impairment, Settings } from './impairments/impairment.ts';
import { DISTRIBUTIONS } from './impairments/relay/delays.ts';
import type { Distribution } from './impairments/relay/delays.ts';
import { attachLab } from './lab.ts';

interface ImpairOptions {
  readonly server?: string;
  readonly every: string;
  readonly random: boolean;
  readonly delayMs: string;
  readonly jitterMs: string;
  readonly distribution: string;
  readonly keepOrder: boolean;
  readonly mtu: string;
}

const namedImpairment = (name: string): Impairment => {
  const found = impairmentNamed(name);
  if (found !== null) return found;
  const known = IMPAIRMENTS.map((each) => `${each.name.padEnd(18)} ${each.summary}`).join('\n');
  throw new HopscopeError('USAGE', `no impairment called ${name}; there are:\n${known}`);
};

const chosen = (impairment: Impairment, victims: readonly Victim[], server?: string): Victim => {
  const fitting = victims.filter((each) => impairment.fits(each));
  const victim = fitting.find((each) => server === undefined || each.server.name === server);
  if (victim !== undefined) return victim;
  const names = fitting.map((each) => each.server.name).join(', ');
  throw new HopscopeError('USAGE', `${impairment.name} cannot hit ${server}; it can: ${names}`);
};

const distributionOf = (name: string): Distribution => {
  const found = DISTRIBUTIONS.find((each) => each === name);
  if (found !== undefined) return found;
  throw new HopscopeError('USAGE', `no distribution ${name}: ${DISTRIBUTIONS.join(', ')}`);
};

const settingsOf = (options: ImpairOptions): Settings => ({
  every: Number(options.every),
  loss: options.random ? 'random' : 'nth',
  delay: {
    distribution: distributionOf(options.distribution),
    delayMs: Number(options.delayMs),
    jitterMs: Number(options.jitterMs),
    keepOrder: options.keepOrder,
    seed: DEFAULT_SETTINGS.delay.seed,
  },
  mtu: Number(options.mtu),
});

const impair = async (name: string, options: ImpairOptions, command: Command): Promise<void> => {
  const { name: labName, json } = globalOptions(command);
  const lab = attachLab(labName);
  const impairment = namedImpairment(name);
  const { topology } = lab;
  const victims = topology.servers.map((each) => victimOf(topology, each.name, 'icmp'));
  const victim = chosen(impairment, victims, options.server);
  const settings = settingsOf(options);
  const undo = await applyImpairment(accessOf(lab), impairment, victim, settings);
  const server = victim.server.name;
  rememberBroken(lab, { fault: name, server, undo });
  const shown = impairment.shown(victim, settings);
  if (json) print(JSON.stringify({ impairment: name, server, shown }));
  else print(`impaired for ${server}: ${impairment.summary}\nshown: ${JSON.stringify(shown)}`);
};

/** Adds impair. */
export const addImpairmentCommands = (program: Command): void => {
  const { every, mtu, delay } = DEFAULT_SETTINGS;
  program
    .command('impair')
    .description('lose some packets, delay them, or lose large ones; stays until `heal`')
    .argument('<name>', IMPAIRMENTS.map((each) => each.name).join(', '))
    .option('--server <server>', 'whom it shall hit (default: the first it can)')
    .option('--every <n>', 'losses: one packet of n', String(every))
    .option('--random', 'losses: by chance instead of every nth', false)
    .option('--delay-ms <ms>', 'delays: how long', String(delay.delayMs))
    .option('--jitter-ms <ms>', 'delays: how much that varies', String(delay.jitterMs))
    .option('--distribution <name>', `delays: ${DISTRIBUTIONS.join(', ')}`, delay.distribution)
    .option('--keep-order', 'delays: no packet overtakes another', false)
    .option('--mtu <bytes>', 'MTU black holes: what the device takes', String(mtu))
    .action(impair);
};
