// A lab that is up, as tests and the command line use it: run things in its hosts and namespaces,
// start programs that stay, take it down. It holds no state of its own but the record on disk, so
// any process may attach to a lab that another has raised.
import { join } from 'node:path';
import { HopscopeError } from '@hopscope/proto';
import { enter, labEnvironment } from './host/holder.ts';
import type { Host } from './host/holder.ts';
import { isAlive } from './host/processes.ts';
import type { ProcessRef } from './host/processes.ts';
import { run } from './host/run.ts';
import type { RunOptions, RunResult } from './host/run.ts';
import { readState, stateDirectory } from './host/state.ts';
import type { LabRecord } from './host/state.ts';
import { endLab } from './host/sweep.ts';
import type { Topology } from './model.ts';
import { nodeOf } from './model.ts';
import { serverNamespace } from './names.ts';
import { authUrl, natsUrl, startAgent, startEcho, startService } from './raise/services.ts';
import type { RunningService } from './raise/services.ts';

export interface Lab {
  readonly name: string;
  readonly topology: Topology;
  readonly stateDirectory: string;
  /** OS_* and HOPSCOPE_NATS, as a user of this cloud would have set them. */
  readonly environment: Readonly<Record<string, string>>;
  /** argv prefix that enters a host (cn1, ctl, internet, ...) or a namespace in it. */
  readonly enter: (host: string, netns?: string) => readonly string[];
  /** Runs argv in a host. Throws ENVIRONMENT on a non-zero exit unless `mayFail`. */
  readonly exec: (
    host: string,
    argv: readonly string[],
    options?: RunOptions,
  ) => Promise<RunResult>;
  /** Runs argv in a named network namespace of a host. */
  readonly inNamespace: (
    host: string,
    netns: string,
    argv: readonly string[],
    options?: RunOptions,
  ) => Promise<RunResult>;
  /** Runs argv in the guest of a server. */
  readonly inServer: (
    server: string,
    argv: readonly string[],
    options?: RunOptions,
  ) => Promise<RunResult>;
  /** Starts a program that stays; its log is HOST/NAME.log in the state directory. */
  readonly start: (
    host: string,
    name: string,
    argv: readonly string[],
    options?: { readonly netns?: string; readonly env?: Readonly<Record<string, string>> },
  ) => RunningService;
  /** Starts the echo server (tcp 80, udp 1080) in a guest and waits until it listens. */
  readonly startEcho: (server: string) => Promise<ProcessRef>;
  /** Starts the agent of a node (again) and waits until it serves. */
  readonly startAgent: (node: string) => Promise<RunningService>;
  /** Ends every process of the lab and removes its state. */
  readonly down: () => Promise<void>;
}

const nodeOfServer = (t: Topology, name: string): string => {
  const server = t.servers.find((s) => s.name === name);
  if (server === undefined) throw new HopscopeError('NOT_FOUND', `the lab has no server ${name}`);
  return server.node;
};

const userEnvironment = (t: Topology): Record<string, string> => ({
  OS_AUTH_URL: authUrl(t),
  OS_USERNAME: 'admin',
  OS_PASSWORD: 'admin',
  OS_PROJECT_NAME: 'admin',
  OS_USER_DOMAIN_NAME: 'Default',
  OS_PROJECT_DOMAIN_NAME: 'Default',
  OS_REGION_NAME: 'RegionOne',
  OS_IDENTITY_API_VERSION: '3',
  HOPSCOPE_NATS: natsUrl(t),
  // The lab's management network is closed; the command shows it in every run.
  HOPSCOPE_NATS_INSECURE: '1',
});

/** The lab of a record. */
export const labOf = (record: LabRecord): Lab => {
  const { topology, name } = record;
  const directory = stateDirectory(name);
  const environment = userEnvironment(topology);
  const env = labEnvironment(directory, environment);
  const hostOf = (host: string): Host => {
    const known = topology.nodes.some((n) => n.host === host) ? nodeOf(topology, host).name : host;
    const ref = record.holders[known];
    if (ref === undefined) throw new HopscopeError('NOT_FOUND', `lab ${name} has no host ${host}`);
    return { name: known, ref };
  };
  const execIn = (
    host: string,
    netns: string | undefined,
    argv: readonly string[],
    options: RunOptions = {},
  ): Promise<RunResult> =>
    run([...enter(hostOf(host), netns), ...argv], {
      ...options,
      env: { ...env, ...options.env },
    });
  return {
    name,
    topology,
    stateDirectory: directory,
    environment,
    enter: (host, netns) => enter(hostOf(host), netns),
    exec: (host, argv, options) => execIn(host, undefined, argv, options),
    inNamespace: (host, netns, argv, options) => execIn(host, netns, argv, options),
    inServer: (server, argv, options) =>
      execIn(nodeOfServer(topology, server), serverNamespace(server), argv, options),
    start: (host, service, argv, options = {}) =>
      startService(directory, {
        ...options,
        name: service,
        host: hostOf(host),
        argv,
        env: { ...environment, ...options.env },
      }),
    startEcho: (server) =>
      startEcho(directory, hostOf(nodeOfServer(topology, server)), serverNamespace(server)),
    startAgent: (node) => startAgent(topology, directory, hostOf(node)),
    down: () => endLab(name),
  };
};

/** Attaches to a lab that is up; NOT_FOUND when there is none of that name. */
export const attachLab = (name: string): Lab => {
  const record = readState(name);
  if (record === null || !isAlive(record.owner))
    throw new HopscopeError('NOT_FOUND', `no lab called ${name} is up`, {
      detail: join(stateDirectory(name), 'lab.json'),
    });
  return labOf(record);
};
