// Raises a lab from nothing: leftovers swept, hosts, wires, nodes in parallel, services. Whatever
// fails on the way, what was made is taken down again.
import { existsSync } from 'node:fs';
import { HopscopeError } from '@hopscope/proto';
import { makeHost } from '../host/holder.ts';
import type { Host } from '../host/holder.ts';
import { processRef } from '../host/processes.ts';
import type { ProcessRef } from '../host/processes.ts';
import { requireLabMachine } from '../host/refuse.ts';
import { checkLabName, createState, stateDirectory, writeState } from '../host/state.ts';
import type { LabRecord } from '../host/state.ts';
import { sweepLeftovers, tearDown } from '../host/sweep.ts';
import { buildTopology } from '../topology/build.ts';
import type { Recipe } from '../topology/recipe.ts';
import { labOf } from '../lab.ts';
import type { Lab } from '../lab.ts';
import type { Topology } from '../model.ts';
import { EXTERNAL_NIC, UNDERLAY_NIC } from '../neutron/bridges.ts';
import { announceActive, MANAGEMENT_NIC, raiseNode, UNDERLAY_MTU } from './node.ts';
import { raiseOutside, UPSTREAM_NIC } from './outside.ts';
import { ROOT, startAgent, startApi, startEcho, startNats } from './services.ts';
import { layWire } from './wires.ts';
import { binary } from '../host/binaries.ts';
import { enter } from '../host/holder.ts';
import { run } from '../host/run.ts';

export interface RaiseOptions {
  /** The lab's name; several may be up at once. */
  readonly name: string;
  readonly recipe?: Recipe;
  /** Start the Hopscope agents (default yes). */
  readonly agents?: boolean;
  /** `process`: the lab is a leftover once this process has ended (default). `itself`: it stays. */
  readonly owner?: 'process' | 'itself';
  /** Told what is done, with the milliseconds since the start. */
  readonly progress?: (what: string, elapsedMs: number) => void;
}

const WIRES = ['underlay', 'extnet', 'mgmt'] as const;
const OUTSIDE = ['upstream', 'internet'] as const;
const CTL = 'ctl';

const ownProcess = (): ProcessRef => {
  const ref = processRef(process.pid);
  if (ref === null) throw new HopscopeError('INTERNAL', 'this process is not in /proc');
  return ref;
};

type Hosts = ReadonlyMap<string, Host>;

const hostIn = (hosts: Hosts, name: string): Host => {
  const host = hosts.get(name);
  if (host === undefined) throw new HopscopeError('INTERNAL', `host ${name} was not made`);
  return host;
};

const makeHosts = async (t: Topology, directory: string): Promise<Hosts> => {
  const names = [
    ...[...WIRES, ...OUTSIDE, CTL].map((name) => ({ name, host: `${name}.${t.lab}` })),
    ...t.nodes,
  ];
  const hosts = await Promise.all(names.map((n) => makeHost(directory, n.name, n.host)));
  return new Map(hosts.map((h) => [h.name, h]));
};

const layWires = async (t: Topology, hosts: Hosts): Promise<void> => {
  const nodes = t.nodes.map((n) => hostIn(hosts, n.name));
  const ends = (device: string): readonly { host: Host; device: string }[] =>
    nodes.map((host) => ({ host, device }));
  const upstream = { host: hostIn(hosts, 'upstream'), device: UPSTREAM_NIC };
  const ctl = hostIn(hosts, CTL);
  await Promise.all([
    layWire({ host: hostIn(hosts, 'underlay'), mtu: UNDERLAY_MTU, ends: ends(UNDERLAY_NIC) }),
    layWire({
      host: hostIn(hosts, 'extnet'),
      mtu: 1500,
      ends: [...ends(EXTERNAL_NIC), upstream],
    }),
    layWire({
      host: hostIn(hosts, 'mgmt'),
      mtu: 1500,
      ends: [...ends(MANAGEMENT_NIC), { host: ctl, device: MANAGEMENT_NIC }],
    }),
  ]);
  const up = [`link set ${MANAGEMENT_NIC} up`, `addr add ${t.upstream.controllerIp}/24 dev mgmt0`];
  await run([...enter(ctl), binary('ip'), '-batch', '-'], { input: `${up.join('\n')}\n` });
};

const startServices = async (
  t: Topology,
  directory: string,
  hosts: Hosts,
  agents: boolean,
): Promise<void> => {
  const ctl = hostIn(hosts, CTL);
  const apiExists = existsSync(`${ROOT}/test/lab/api/main.ts`);
  await Promise.all([
    startNats(t, directory, ctl),
    ...(apiExists ? [startApi(t, directory, ctl)] : []),
    startEcho(directory, hostIn(hosts, 'internet')),
  ]);
  if (!agents) return;
  await Promise.all(t.nodes.map((n) => startAgent(t, directory, hostIn(hosts, n.name))));
};

const build = async (
  record: LabRecord,
  options: RaiseOptions,
  step: (what: string) => void,
): Promise<LabRecord> => {
  const { topology } = record;
  const directory = stateDirectory(record.name);
  const hosts = await makeHosts(topology, directory);
  const holders = Object.fromEntries([...hosts.values()].map((h) => [h.name, h.ref]));
  const withHosts: LabRecord = { ...record, holders };
  writeState(withHosts);
  await layWires(topology, hosts);
  step(`${hosts.size} hosts and ${WIRES.length} wires`);
  await Promise.all([
    ...topology.nodes.map((n) => raiseNode(topology, directory, hostIn(hosts, n.name), step)),
    raiseOutside(topology, hostIn(hosts, 'upstream'), hostIn(hosts, 'internet')),
  ]);
  await Promise.all(topology.nodes.map((n) => announceActive(topology, hostIn(hosts, n.name))));
  await startServices(topology, directory, hosts, options.agents ?? true);
  step('nats-server, API, echo server, agents');
  if (options.owner !== 'itself') return withHosts;
  const stays: LabRecord = { ...withHosts, owner: hostIn(hosts, CTL).ref };
  writeState(stays);
  return stays;
};

/** Raises a lab. Throws ENVIRONMENT or USAGE when it cannot; nothing is left behind then. */
export const raiseLab = async (options: RaiseOptions): Promise<Lab> => {
  const startedAt = performance.now();
  const step = (what: string): void => options.progress?.(what, performance.now() - startedAt);
  const name = checkLabName(options.name);
  requireLabMachine();
  const swept = await sweepLeftovers();
  if (swept.length > 0) step(`removed what was left of ${swept.join(', ')}`);
  const record: LabRecord = {
    name,
    owner: ownProcess(),
    holders: {},
    topology: buildTopology(name, options.recipe),
    raisedAt: new Date().toISOString(),
  };
  createState(record);
  try {
    return labOf(await build(record, options, step));
  } catch (error) {
    await tearDown(name);
    throw error;
  }
};
