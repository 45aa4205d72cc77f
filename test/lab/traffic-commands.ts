// `hopscope lab traffic`: bystanders on and off, and traffic of one server on demand.
import type { Command } from 'commander';
import { HopscopeError } from '@hopscope/proto';
import { globalOptions, print } from './cli-options.ts';
import type { Protocol } from './faults/victim.ts';
import { attachLab } from './lab.ts';
import { bystandersTalk, startBystanders, stopBystanders } from './traffic/bystanders.ts';
import { talk, transfer } from './traffic/talk-of.ts';

interface TrafficOptions {
  readonly stop: boolean;
  readonly server?: string;
  readonly protocol: string;
  readonly rate: string;
  readonly seconds: string;
  readonly size: string;
  readonly bulk?: string;
  readonly bytes: string;
}

const protocolOf = (name: string): Protocol => {
  if (name === 'icmp' || name === 'tcp' || name === 'udp') return name;
  throw new HopscopeError('USAGE', `no protocol ${name}: icmp, tcp or udp`);
};

const directionOf = (name: string): 'download' | 'upload' => {
  if (name === 'download' || name === 'upload') return name;
  throw new HopscopeError('USAGE', `no direction ${name}: download or upload`);
};

const ofOneServer = async (
  labName: string,
  server: string,
  options: TrafficOptions,
  json: boolean,
): Promise<void> => {
  const lab = attachLab(labName);
  if (options.bulk !== undefined) {
    const direction = directionOf(options.bulk);
    const moved = await transfer(lab, server, direction, Number(options.bytes));
    const said = `${server}: ${direction} of ${moved.bytes} bytes in ${moved.seconds.toFixed(1)} s`;
    return print(json ? JSON.stringify(moved) : said);
  }
  const protocol = protocolOf(options.protocol);
  const [rate, seconds] = [Number(options.rate), Number(options.seconds)];
  const talked = await talk(lab, server, protocol, { rate, seconds, size: Number(options.size) });
  const said = `${server}: ${talked.answered} of ${talked.sent} answered (${protocol})`;
  print(json ? JSON.stringify(talked) : said);
};

const traffic = async (options: TrafficOptions, command: Command): Promise<void> => {
  const { name, json } = globalOptions(command);
  if (options.server !== undefined) return ofOneServer(name, options.server, options, json);
  const lab = attachLab(name);
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
    .option('--size <bytes>', 'payload of icmp and udp; 3000 makes fragments', '0')
    .option('--bulk <direction>', 'one large TCP transfer instead: download or upload')
    .option('--bytes <bytes>', 'how large', '10000000')
    .action(traffic);
};
