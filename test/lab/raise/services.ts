// The programs of a lab: nats-server and the stand-in API in ctl, the echo server on the internet
// host, one Hopscope agent per node. Each writes a log into the lab's state directory; each is
// started once and watched only until it answers.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HopscopeError } from '@hopscope/proto';
import { binary } from '../host/binaries.ts';
import { enter, labEnvironment, startDetached } from '../host/holder.ts';
import type { Host } from '../host/holder.ts';
import { processRef } from '../host/processes.ts';
import type { ProcessRef } from '../host/processes.ts';
import { waitFor } from '../host/wait.ts';
import { nodeOf } from '../model.ts';
import { NEUTRON_STATE } from '../neutron/state-files.ts';
import type { LabNode, Topology } from '../model.ts';

export const ROOT: string = fileURLToPath(new URL('../../..', import.meta.url));
const NODE = process.execPath;
const NATS_PORT = 4222;
/** Node starts in 60 ms on a quiet machine; all start at once here. */
const READY_TIMEOUT_MS = 20_000;

export const natsUrl = (t: Topology): string => `nats://${t.upstream.controllerIp}:${NATS_PORT}`;
export const authUrl = (t: Topology): string => `http://${t.upstream.controllerIp}:5000/v3`;

/** A program with its log; `enteredBy` are the namespaces it runs in. */
export interface Service {
  readonly name: string;
  readonly host: Host;
  readonly netns?: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningService {
  readonly ref: ProcessRef;
  readonly logPath: string;
  /** Bytes the log had before: a program started again writes behind them. */
  readonly logFrom: number;
}

export const startService = (stateDirectory: string, service: Service): RunningService => {
  const logPath = join(stateDirectory, service.host.name, `${service.name}.log`);
  const logFrom = existsSync(logPath) ? statSync(logPath).size : 0;
  const env = labEnvironment(stateDirectory, service.env ?? {});
  const argv = [...enter(service.host, service.netns), ...service.argv];
  return { ref: startDetached(argv, logPath, env, ROOT), logPath, logFrom };
};

/** Waits until a service's log has a line that matches; ENVIRONMENT when it ends before. */
export const waitForLine = (
  name: string,
  service: RunningService,
  pattern: RegExp,
): Promise<void> =>
  waitFor(name, READY_TIMEOUT_MS, () => {
    const log = existsSync(service.logPath) ? readFileSync(service.logPath) : Buffer.alloc(0);
    const text = log.subarray(service.logFrom).toString();
    if (pattern.test(text)) return true;
    if (processRef(service.ref.pid) !== null) return false;
    throw new HopscopeError('ENVIRONMENT', `${name} ended: ${text.trim().slice(-600)}`, {
      detail: service.logPath,
    });
  });

const script = (path: string): string => join(ROOT, path);

/** nats-server with JetStream, in ctl. */
export const startNats = async (t: Topology, state: string, ctl: Host): Promise<void> => {
  const config = join(state, ctl.name, 'nats.conf');
  writeFileSync(
    config,
    [
      `listen: "${t.upstream.controllerIp}:${NATS_PORT}"`,
      `server_name: "lab-${t.lab}"`,
      `jetstream { store_dir: "${join(state, ctl.name, 'jetstream')}" }`,
      '',
    ].join('\n'),
  );
  const argv = [binary('nats-server'), '--config', config];
  const service = startService(state, { name: 'nats-server', host: ctl, argv });
  await waitForLine('nats-server', service, /Server is ready/);
};

/** The stand-in OpenStack API, in ctl; null when this checkout has none. */
export const startApi = async (t: Topology, state: string, ctl: Host): Promise<void> => {
  const topology = join(state, 'topology.json');
  writeFileSync(topology, JSON.stringify(t));
  const argv = [
    NODE,
    script('test/lab/api/main.ts'),
    `--topology=${topology}`,
    `--objects=${join(state, 'objects.json')}`,
    `--listen=${t.upstream.controllerIp}`,
  ];
  await waitForLine('the API', startService(state, { name: 'api', host: ctl, argv }), /^ready /m);
};

/** The echo server in a host or a guest's namespace. */
export const startEcho = async (state: string, host: Host, netns?: string): Promise<ProcessRef> => {
  const name = netns === undefined ? 'echo' : `echo-${netns}`;
  const argv = [NODE, script('test/lab/echo.ts')];
  const service = startService(state, { name, host, argv, ...(netns && { netns }) });
  await waitForLine(name, service, /^ready$/m);
  return service.ref;
};

/** An agent's configuration: NATS in clear text, for the lab alone; probes and consoles allowed. */
const agentConfig = (t: Topology, node: LabNode): string =>
  [
    `node: ${node.host}`,
    'nats:',
    `  servers: ["${natsUrl(t)}"]`,
    '  insecure: true',
    'policy:',
    '  inject: { allow: true }',
    '  dropReasons: true',
    '  console: { allow: true, shell: true }',
    'log: debug',
    '',
  ].join('\n');

/** Starts the agent of a node and waits until it serves; after a kill the same starts the next. */
export const startAgent = async (
  t: Topology,
  state: string,
  host: Host,
): Promise<RunningService> => {
  const config = join(state, host.name, 'agent.yaml');
  writeFileSync(config, agentConfig(t, nodeOf(t, host.name)));
  const argv = [NODE, script('agent/src/main.ts'), '--config', config];
  const env = { HOPSCOPE_NEUTRON_STATE: NEUTRON_STATE };
  const service = startService(state, { name: 'agent', host, argv, env });
  await waitForLine(`the agent of ${host.name}`, service, /"msg":"serving"/);
  return service;
};
