// `hopscope agent`: flags and configuration in, the link process running until SIGTERM. What is
// wrong with its settings is said in one message and ends it with status 3.

import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { HopscopeError, toFailure } from '@hopscope/proto';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { Logger } from 'pino';

import manifest from '../package.json' with { type: 'json' };
import { startAgent } from './link/agent.ts';
import { newInstance } from './link/claim.ts';
import { loadConfig } from './link/config.ts';
import type { AgentConfig, AgentFlags } from './link/config.ts';
import { launchChild, launchSocket } from './link/launch.ts';
import { openLog } from './link/log.ts';
import { findNodeName } from './link/node-name.ts';

/** Exit status for wrong usage or environment, as everywhere in Hopscope. */
const EXIT_USAGE = 3;

const number = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('not a number');
  return value;
};

const step = (text: string): { us: number; atSec: number } => {
  const [us, atSec, ...rest] = text.split('@');
  if (us === undefined || atSec === undefined || rest.length > 0)
    throw new InvalidArgumentError('expected MICROSECONDS@SECONDS');
  return { us: number(us), atSec: number(atSec) };
};

/** The command line of `hopscope agent`. */
export const agentCommand = (run: (flags: AgentFlags) => Promise<void>): Command =>
  new Command('agent')
    .description('serve one node: captures, evidence and probes, as its policy allows')
    .option('--config <file>', 'YAML configuration; flags win over it')
    .option('--node <name>', "name of this node (default: neutron's host, then the host name)")
    .option('--nats <url>', 'NATS servers, comma separated (default: nats://127.0.0.1:4222)')
    .option('--insecure', 'allow a server that is neither loopback nor TLS with credentials')
    .option('--allow-inject', 'let the policy of this node allow probes')
    .option('--clock-offset-us <us>', 'test: shift every stamp', number)
    .option('--clock-drift-ppm <ppm>', 'test: let the shift grow', number)
    .option('--clock-step-us <us@s>', 'test: add a step, s seconds after the start', step)
    .exitOverride()
    .action(run);

const launchOf = (config: AgentConfig) =>
  config.nodeSocket === null
    ? launchChild([process.execPath, join(import.meta.dirname, 'node', 'main.ts')])
    : launchSocket(config.nodeSocket);

const untilSignal = (log: Logger): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => {
        log.info({ signal }, 'asked to end');
        resolve();
      });
  });

const runAgent = async (flags: AgentFlags): Promise<void> => {
  const config = loadConfig(flags);
  const { name: node, source } = findNodeName(config.node, hostname());
  const instance = newInstance(Date.now(), randomBytes(4).toString('hex'));
  const log = openLog(config.logLevel, node, instance);
  log.info({ source, version: manifest.version, policy: config.policy }, 'agent starts');
  if (config.nats.insecure)
    log.warn({ code: 'NATS_INSECURE' }, 'insecure: anybody on this network may order captures');
  const ended = untilSignal(log);
  const stopping = new AbortController();
  const starting = startAgent({
    config,
    node,
    instance,
    release: manifest.version,
    log,
    signal: stopping.signal,
    launch: launchOf(config),
    logLine: (line) => process.stderr.write(line.endsWith('\n') ? line : `${line}\n`),
  });
  await Promise.race([ended, starting]);
  await ended.then(() => stopping.abort());
  await starting.then(
    (agent) => agent.stop(),
    () => {},
  );
};

/** Runs the agent until it is told to end; resolves with its exit status. */
export const main = async (argv: readonly string[]): Promise<number> => {
  try {
    const args = argv[0] === 'agent' ? argv.slice(1) : argv;
    await agentCommand(runAgent).parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    // commander has said what was wrong; asking for help is not wrong
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    const { code, message } = toFailure(error);
    process.stderr.write(`hopscope agent: ${code}: ${message}\n`);
    if (!(error instanceof HopscopeError)) throw error;
    return EXIT_USAGE;
  }
};

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
