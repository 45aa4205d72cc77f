// `npm run cloud`: Hopscope on a real cloud that runs on this machine. `up DIR` puts a
// nats-server and one agent on each of its nodes, `run ARGS` runs the command line where the
// API can be reached, `down` takes it all away. The cloud itself is not touched.

import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { root } from '../support/sources.ts';
import {
  addressOf,
  credentialsOf,
  inHost,
  nodesOf,
  requireScripts,
  startInHost,
} from './scripts.ts';
import {
  forgetState,
  isAlive,
  readState,
  startTimeOf,
  stateDir,
  writeState,
  type CloudState,
  type Started,
} from './state.ts';

const NATS_PORT = 4222;
const node = process.execPath;
const say = (text: string): void => console.error(`cloud: ${text}`);

const USAGE = `usage: npm run cloud -- up DIR [--controller HOST]   nats-server and agents on the cloud of DIR
       npm run cloud -- run ARGS...                   hopscope ARGS where the API can be reached
       npm run cloud -- x HOST CMD...                 a command in a host of the cloud
       npm run cloud -- status
       npm run cloud -- down`;

const cloudsYaml = (dir: string): string => {
  const os = credentialsOf(dir);
  return stringify({
    clouds: {
      cloud: {
        auth: {
          auth_url: os['OS_AUTH_URL'],
          username: os['OS_USERNAME'],
          password: os['OS_PASSWORD'],
          project_name: os['OS_PROJECT_NAME'],
          user_domain_name: os['OS_USER_DOMAIN_NAME'],
          project_domain_name: os['OS_PROJECT_DOMAIN_NAME'],
        },
        region_name: os['OS_REGION_NAME'],
      },
    },
  });
};

const natsConfig = (address: string): string =>
  [
    `listen: "${address}:${NATS_PORT}"`,
    `jetstream { store_dir: "${join(stateDir, 'jetstream')}" }`,
    '',
  ].join('\n');

const agentConfig = (name: string, nats: string): string =>
  stringify({
    node: name,
    nats: { servers: [nats], insecure: true },
    policy: { inject: { allow: true }, dropReasons: true },
  });

/** Resolves once something listens there; asked from inside the host that runs it. */
const listening = async (dir: string, host: string, address: string): Promise<void> => {
  const program = `require('node:net').connect(${NATS_PORT}, '${address}')
    .on('connect', () => process.exit(0)).on('error', () => process.exit(1))`;
  const deadline = performance.now() + 10_000;
  for (;;) {
    try {
      await inHost(dir, host, [node, '-e', program]);
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
};

const up = async (dir: string, controller: string): Promise<void> => {
  requireScripts(dir);
  down();
  mkdirSync(join(stateDir, 'jetstream'), { recursive: true });
  const [nodes, address] = await Promise.all([nodesOf(dir), addressOf(dir, controller)]);
  const nats = `nats://${address}:${NATS_PORT}`;
  const processes: Started[] = [];
  const start = (host: string, name: string, argv: string[]): void => {
    const child = startInHost(dir, host, argv, join(stateDir, `${name}.log`));
    if (child.pid === undefined) throw new Error(`${name} could not be started`);
    processes.push({ name, pid: child.pid, startTime: startTimeOf(child.pid) });
    writeState({ dir, controller, nats, nodes, processes });
  };
  writeFileSync(join(stateDir, 'nats.conf'), natsConfig(address));
  writeFileSync(join(stateDir, 'clouds.yaml'), cloudsYaml(dir), { mode: 0o600 });
  start(controller, 'nats', ['nats-server', '-c', join(stateDir, 'nats.conf')]);
  await listening(dir, controller, address);
  say(`nats-server on ${controller} ${address}:${NATS_PORT}`);
  for (const name of nodes) {
    const config = join(stateDir, `agent-${name}.yaml`);
    writeFileSync(config, agentConfig(name, nats));
    start(name, `agent-${name}`, [node, join(root, 'agent/src/main.ts'), '--config', config]);
  }
  say(`agents started on ${nodes.join(', ')}; logs in ${stateDir}`);
};

const run = (args: string[]): Promise<number> =>
  new Promise((finish) => {
    const state = demandState();
    const environment = [
      `OS_CLIENT_CONFIG_FILE=${join(stateDir, 'clouds.yaml')}`,
      'OS_CLOUD=cloud',
      `HOPSCOPE_NATS=${state.nats}`,
      'HOPSCOPE_NATS_INSECURE=1',
      ...['TERM', 'COLUMNS', 'NO_COLOR', 'XDG_STATE_HOME'].flatMap((name) =>
        process.env[name] === undefined ? [] : [`${name}=${process.env[name]}`],
      ),
    ];
    const main = join(root, 'controller/src/main.ts');
    const argv = [state.controller, 'env', ...environment, node, main, ...args];
    const child = spawn(join(state.dir, 'x'), argv, { stdio: 'inherit' });
    child.once('close', (code) => finish(code ?? 3));
  });

const demandState = (): CloudState => {
  const state = readState();
  if (state === null) throw new Error('nothing is up: npm run cloud -- up DIR');
  return state;
};

const down = (): void => {
  const state = readState();
  if (state === null) return;
  for (const started of state.processes.filter(isAlive)) {
    // the whole group: the script, nsenter and the program behind it
    process.kill(-started.pid, 'SIGTERM');
    say(`stopped ${started.name}`);
  }
  forgetState();
};

const status = (): void => {
  const state = demandState();
  for (const started of state.processes)
    console.log(`${started.name.padEnd(16)} ${isAlive(started) ? 'running' : 'ended'}`);
};

const main = async (argv: string[]): Promise<number> => {
  const [verb, ...rest] = argv;
  switch (verb ?? '') {
    case 'up': {
      const at = rest.indexOf('--controller');
      const [dir] = rest;
      if (dir === undefined) throw new Error(USAGE);
      await up(resolve(dir), at < 0 ? 'ctl0' : (rest[at + 1] ?? 'ctl0'));
      return 0;
    }
    case 'run':
      return await run(rest);
    case 'x':
      process.stdout.write(await inHost(demandState().dir, rest[0] ?? '', rest.slice(1)));
      return 0;
    case 'status':
      status();
      return 0;
    case 'down':
      down();
      return 0;
    default:
      throw new Error(USAGE);
  }
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 3;
}
