// `hopscope agent`: flags and configuration in, the link process running until SIGTERM. What is
// wrong with its settings is said in one message and ends it with status 3.

import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { HopscopeError } from '@hopscope/proto';
import type { Logger } from 'pino';

import manifest from '../package.json' with { type: 'json' };
import { collectInOneGo } from './channel/mod.ts';
import { startAgent } from './link/agent.ts';
import { newInstance } from './link/claim.ts';
import { loadConfig } from './link/config.ts';
import type { AgentConfig, AgentFlags } from './link/config.ts';
import { launchChild, launchSocket } from './link/launch.ts';
import { parseFlags, USAGE } from './link/flags.ts';
import { openLog } from './link/log.ts';
import { giveBackMemory } from './link/memory.ts';
import { findNodeName } from './link/node-name.ts';

/** Exit status for wrong usage or environment, as everywhere in Hopscope. */
const EXIT_USAGE = 3;

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
  collectInOneGo();
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
  starting.then((agent) => agent.serving).then(giveBackMemory, () => {});
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
    const flags = parseFlags(argv[0] === 'agent' ? argv.slice(1) : argv);
    if (flags === null) process.stdout.write(USAGE);
    else await runAgent(flags);
    return 0;
  } catch (error) {
    if (!(error instanceof HopscopeError)) throw error;
    process.stderr.write(`hopscope agent: ${error.code}: ${error.message}\n`);
    return EXIT_USAGE;
  }
};

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
