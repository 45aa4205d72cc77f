// The commands of `hopscope lab` that raise, show, use and end a lab. Faults have their own file.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Command } from 'commander';
import { HopscopeError } from '@hopscope/proto';
import { globalOptions, print } from './cli-options.ts';
import { labEnvironment } from './host/holder.ts';
import { isAlive } from './host/processes.ts';
import { listStates, readState, stateDirectory } from './host/state.ts';
import { endLab, labProcesses, sweepLeftovers } from './host/sweep.ts';
import { attachLab } from './lab.ts';
import type { Lab } from './lab.ts';
import { raiseLab } from './raise/raise.ts';
import { RECIPE_NAMES, recipeNamed } from './recipes/named.ts';

const asJson = (lab: Lab): Record<string, unknown> => ({
  name: lab.name,
  state: lab.stateDirectory,
  environment: lab.environment,
  nodes: lab.topology.nodes.map((n) => ({
    name: n.name,
    host: n.host,
    firewall: n.firewall,
    roles: n.roles,
  })),
  servers: lab.topology.servers.map((s) => ({
    name: s.name,
    node: s.node,
    address: s.port.ip,
    floatingIp: lab.topology.floatingIps.find((f) => f.server === s.name)?.address ?? null,
  })),
});

const describe = (lab: Lab): string => {
  const { nodes, servers, floatingIps, upstream } = lab.topology;
  return [
    ...nodes.map((n) => {
      const here = servers
        .filter((s) => s.node === n.name)
        .map((s) => {
          const floating = floatingIps.find((f) => f.server === s.name);
          return `${s.name} ${s.port.ip}${floating ? ` (${floating.address})` : ''}`;
        });
      return `  ${n.host.padEnd(16)} ${n.firewall.padEnd(16)} ${here.join(', ')}`;
    }),
    `  outside          ${upstream.gatewayIp}, ${upstream.internetIp} (icmp, tcp 80, udp 1080)`,
  ].join('\n');
};

/** A lab half raised by a command that is told to stop must not stay. */
const endOnSignal = (name: string): void => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      const exit = (): never => process.exit(128 + constants.signals[signal]);
      endLab(name).then(exit, exit);
    });
};

interface UpOptions {
  readonly agents: boolean;
  readonly recipe: string;
}

const up = async (options: UpOptions, command: Command): Promise<void> => {
  const { name, json } = globalOptions(command);
  const recipe = recipeNamed(options.recipe);
  const progress = (what: string, elapsedMs: number): void => {
    if (!json) print(`${(elapsedMs / 1000).toFixed(1).padStart(5)} s  ${what}`);
  };
  const startedAt = performance.now();
  if (readState(name) === null) endOnSignal(name);
  const lab = await raiseLab({
    name,
    recipe,
    agents: options.agents,
    owner: 'itself',
    progress,
  });
  const seconds = (performance.now() - startedAt) / 1000;
  if (json) print(JSON.stringify({ ...asJson(lab), seconds }));
  else {
    print(`${seconds.toFixed(1).padStart(5)} s  lab "${name}" is up`);
    print(describe(lab));
    print('try: ./hopscope lab exec -- ./hopscope trace a1 198.51.100.10 --inject');
  }
};

const down = async (options: { readonly all: boolean }, command: Command): Promise<void> => {
  const { name, json } = globalOptions(command);
  const swept = await sweepLeftovers();
  const up = listStates().map((s) => s.name);
  const chosen = options.all ? up : up.filter((each) => each === name);
  for (const each of chosen) await endLab(each);
  const ended = [...swept, ...chosen];
  print(json ? JSON.stringify({ ended }) : `down: ${ended.join(', ') || 'nothing was up'}`);
};

const statusOf = (name: string): Record<string, unknown> => {
  const record = readState(name);
  const alive = record !== null && isAlive(record.owner);
  return {
    name,
    up: alive,
    raisedAt: record?.raisedAt ?? null,
    processes: labProcesses(name).length,
    deadHosts: Object.entries(record?.holders ?? {}).flatMap(([host, ref]) =>
      isAlive(ref) ? [] : [host],
    ),
  };
};

const status = (_: unknown, command: Command): void => {
  const { json } = globalOptions(command);
  const labs = listStates().map(({ name, alive }) => ({
    ...statusOf(name),
    ...(alive ? asJson(attachLab(name)) : { name, state: stateDirectory(name) }),
  }));
  if (json) return print(JSON.stringify({ labs }));
  if (labs.length === 0) return print('no lab is up');
  for (const { name, alive } of listStates()) {
    const { raisedAt, processes } = statusOf(name);
    const since = `since ${String(raisedAt)}, ${String(processes)} processes`;
    print(`${name}: ${alive ? 'up' : 'left over'}, ${since}`);
    if (alive) print(describe(attachLab(name)));
  }
};

interface ExecOptions {
  readonly on: string;
  readonly netns?: string;
  readonly server?: string;
}

const prefixOf = (lab: Lab, options: ExecOptions): readonly string[] => {
  if (options.server === undefined) return lab.enter(options.on, options.netns);
  const server = lab.topology.servers.find((s) => s.name === options.server);
  if (server === undefined)
    throw new HopscopeError('NOT_FOUND', `the lab has no server ${options.server}`);
  return lab.enter(server.node, `vm-${server.name}`);
};

/** nsenter leaves the working directory behind with the mount namespace; this takes it along. */
const inThisDirectory = (prefix: readonly string[]): readonly string[] => [
  ...prefix.slice(0, -1),
  `--wdns=${process.cwd()}`,
  '--',
];

const execute = (argv: readonly string[], env: Record<string, string>): Promise<number> => {
  const [file = '', ...args] = argv;
  const child = spawn(file, args, { stdio: 'inherit', env });
  // a terminal sends Ctrl-C to the child as well: wait for how it ends
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (rc, signal) =>
      resolve(signal === null ? (rc ?? 1) : 128 + constants.signals[signal]),
    );
  });
};

const exec = async (argv: string[], options: ExecOptions, command: Command): Promise<void> => {
  const lab = attachLab(globalOptions(command).name);
  const inherited = Object.fromEntries(
    Object.entries(process.env).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]],
    ),
  );
  const env = { ...inherited, ...labEnvironment(lab.stateDirectory, lab.environment) };
  process.exitCode = await execute([...inThisDirectory(prefixOf(lab, options)), ...argv], env);
};

/** Adds up, down, status and exec. */
export const addLabCommands = (program: Command): void => {
  program
    .command('up')
    .description('raise a lab; it stays until `down`')
    .option('--no-agents', 'without Hopscope agents')
    .option('--recipe <name>', `what to raise: ${RECIPE_NAMES.join(', ')}`, 'default')
    .action(up);
  program
    .command('down')
    .description('end a lab, and what was left of dead ones')
    .option('--all', 'every lab on this machine', false)
    .action(down);
  program.command('status').description('which labs are up, and what is in them').action(status);
  program
    .command('exec')
    .description('run a command as a user of the lab, with OS_* and HOPSCOPE_NATS set')
    .option('--on <host>', 'in this host: cn1, net1, upstream, ...', 'ctl')
    .option('--netns <netns>', 'in this network namespace of the host')
    .option('--server <server>', 'in the guest of this server')
    .argument('<argv...>', 'the command, after --')
    .action(exec);
};
