// Agents of the lab's nodes as processes: found, killed, started again, with the configuration a
// test wants; and everything they may leave behind on a node.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  argumentsOf,
  commandName,
  isAlive,
  namespaceOf,
  signal,
  type ProcessRef,
} from '../lab/host/processes.ts';
import { labProcesses } from '../lab/host/sweep.ts';
import { waitFor } from '../lab/host/wait.ts';
import type { Lab } from '../lab/mod.ts';
import { hopscope } from './support.ts';

const MAIN = fileURLToPath(new URL('../../agent/src/main.ts', import.meta.url));
const PRESENT_MS = 15_000;

/** All processes of a node of the lab: those of its UTS namespace. */
const processesOf = async (lab: Lab, node: string): Promise<readonly ProcessRef[]> => {
  const { stdout } = await lab.exec(node, ['readlink', '/proc/self/ns/uts']);
  return labProcesses(lab.name).filter(({ pid }) => namespaceOf(pid, 'uts') === stdout.trim());
};

/** What the shells of the bystanders start and end all the time. */
const OF_BYSTANDERS = new Set(['bash', 'sleep', 'cat', 'ping', 'ip']);

const isTraffic = ({ pid }: ProcessRef): boolean =>
  OF_BYSTANDERS.has(commandName(pid) ?? '') ||
  argumentsOf(pid).some((argument) => argument.includes('test/lab/traffic/'));

/** Processes of a node apart from those that make traffic. */
export const quietProcessesOf = async (lab: Lab, node: string): Promise<readonly ProcessRef[]> =>
  (await processesOf(lab, node)).filter((ref) => !isTraffic(ref));

const isAgent = ({ pid }: ProcessRef): boolean =>
  argumentsOf(pid).some((argument) => argument.includes('agent/src/'));

/** Both halves of the agent, and helpers they started. */
export const agentOf = async (lab: Lab, node: string): Promise<readonly ProcessRef[]> =>
  (await processesOf(lab, node)).filter(isAgent);

export const killAgent = async (lab: Lab, node: string, name: NodeJS.Signals): Promise<void> => {
  const agents = await agentOf(lab, node);
  for (const ref of agents) signal(ref, name);
  await waitFor(`end of the agent of ${node}`, PRESENT_MS, () => !agents.some(isAlive));
};

interface Listed {
  readonly since: string;
  readonly node: string;
  readonly state: string;
}

/** What `hopscope agents --json` lists. */
export const listedAgents = async (lab: Lab): Promise<readonly Listed[]> => {
  const { stdout } = await hopscope(lab, ['agents', '--json']);
  return JSON.parse(stdout) as Listed[];
};

const isServing = async (lab: Lab, node: string): Promise<boolean> => {
  const host = lab.topology.nodes.find((each) => each.name === node)?.host;
  const listed = (await listedAgents(lab)).filter((each) => each.node === host);
  return listed.some(({ state }) => state === 'serving');
};

/** Starts the agent of a node as the lab does, and waits until it serves. */
export const restartAgent = async (lab: Lab, node: string): Promise<void> => {
  await killAgent(lab, node, 'SIGTERM');
  await lab.startAgent(node);
  await waitFor(`the agent of ${node}`, PRESENT_MS, () => isServing(lab, node));
};

/** Starts an agent with another configuration (YAML); it is up to the test to end it. */
export const startAgentWith = (lab: Lab, node: string, name: string, yaml: string) => {
  const config = join(lab.stateDirectory, node, `${name}.yaml`);
  writeFileSync(config, yaml);
  return lab.start(node, name, [process.execPath, MAIN, '--config', config]);
};

/** Starts the agent of a node with more lines in its configuration, and waits until it serves. */
export const restartAgentWith = async (lab: Lab, node: string, yaml: string): Promise<void> => {
  await killAgent(lab, node, 'SIGTERM');
  startAgentWith(lab, node, 'agent-of-test', yaml);
  await waitFor(`the agent of ${node}`, PRESENT_MS, () => isServing(lab, node));
};

/** Starts the agent of a node with the lab's configuration and more flags; waits until it serves. */
export const restartAgentFlagged = async (
  lab: Lab,
  node: string,
  flags: readonly string[],
): Promise<void> => {
  await killAgent(lab, node, 'SIGTERM');
  const config = join(lab.stateDirectory, node, 'agent.yaml');
  lab.start(node, 'agent-of-test', [process.execPath, MAIN, '--config', config, ...flags]);
  await waitFor(`the agent of ${node}`, PRESENT_MS, () => isServing(lab, node));
};

/** The configuration the lab gives an agent, with one policy or limit changed. */
export const labAgentYaml = (lab: Lab, node: string, more: readonly string[]): string => {
  const host = lab.topology.nodes.find((each) => each.name === node)?.host ?? node;
  return [
    `node: ${host}`,
    'nats:',
    `  servers: ["${lab.environment['HOPSCOPE_NATS'] ?? ''}"]`,
    '  insecure: true',
    ...more,
    '',
  ].join('\n');
};

const REMAINS = [
  'for n in "" $(ls /run/netns); do',
  '  if [ -z "$n" ]; then run=""; else run="ip netns exec $n"; fi',
  '  $run ip -o link show | cut -d: -f2 | cut -d@ -f1 | sed "s/^/link $n/"',
  '  $run tc qdisc show | cut -d" " -f1-5 | sed "s/^/qdisc $n /"',
  '  $run tail -n +2 /proc/net/packet | sed "s/.*/packet socket $n/"',
  'done',
].join('\n');

/** Links, qdiscs and packet sockets of a node, in all its namespaces: what a capture may leave. */
export const remainsOn = async (lab: Lab, node: string): Promise<readonly string[]> =>
  (await lab.exec(node, ['bash', '-c', REMAINS])).stdout
    .split('\n')
    .filter((line) => line !== '')
    .toSorted();

export const packetSocketsOn = async (lab: Lab, node: string): Promise<number> =>
  (await remainsOn(lab, node)).filter((line) => line.startsWith('packet socket')).length;
