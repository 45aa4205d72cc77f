// `hopscope lab traffic`: bystanders on and off, and traffic of one server on demand.
import type { Command } from 'commander';
import { HopscopeError } from '@hopscope/proto';
import { globalOptions, print } from './cli-options.ts';
import type { Protocol } from './faults/victim.ts';
import { attachLab } from './lab.ts';
import { bystandersTalk, startBystanders, stopBystanders } from './traffic/bystanders.ts';
import { talk } from './traffic/talk-of.ts';

interface TrafficOptions {
  readonly stop: boolean;
  readonly server?: string;
  readonly protocol: string;
  readonly rate: string;
  readonly seconds: string;
}

const protocolOf = (name: string): Protocol => {
  if (name === 'icmp' || name === 'tcp' || name === 'udp') return name;
  throw new HopscopeError('USAGE', `no protocol ${name}: icmp, tcp or udp`);
};

const traffic = async (options: TrafficOptions, command: Command): Promise<void> => {
  const { name, json } = globalOptions(command);
  const lab = attachLab(name);
  if (options.server !== undefined) {
    const protocol = protocolOf(options.protocol);
    const numbers = { rate: Number(options.rate), seconds: Number(options.seconds) };
    const talked = await talk(lab, options.server, protocol, numbers);
    const said = `${options.server}: ${talked.answered} of ${talked.sent} answered (${protocol})`;
    return print(json ? JSON.stringify(talked) : said);
  }
  if (options.stop) stopBystanders(lab);
  else startBystanders(lab);
  const talking = bystandersTalk(lab);
  print(
    json
      ? JSON.stringify({ bystanders: talking })
      : `bystanders ${talking ? 'talk' : 'are silent'}`,
  );
};

/** Adds traffic. */
export const addTrafficCommands = (program: Command): void => {
  program
    .command('traffic')
    .description('let other servers talk all the time, or one server for a while')
    .option('--stop', 'silence the other servers', false)
    .option('--server <server>', 'traffic of this server instead')
    .option('--protocol <protocol>', 'icmp, tcp or udp', 'icmp')
    .option('--rate <rate>', 'tries a second', '20')
    .option('--seconds <seconds>', 'for how long', '5')
    .action(traffic);
};
