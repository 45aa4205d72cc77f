// Open vSwitch of one node: a database server and a switch of its own, in the node's namespaces,
// with the database and the sockets in its private /run. Ports and flows are applied in bulk.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { binary, ovsSchema } from '../host/binaries.ts';
import { enter, labEnvironment, startDetached } from '../host/holder.ts';
import type { Host } from '../host/holder.ts';
import { run } from '../host/run.ts';
import { waitFor } from '../host/wait.ts';
import { bridgeCommands, plugCommands } from '../neutron/bridges.ts';
import { bridgeFlows } from '../neutron/flows.ts';
import type { OfPorts } from '../neutron/br-int.ts';
import type { Topology } from '../model.ts';
import { words } from '../words.ts';

const DATABASE = '/run/openvswitch/conf.db';
const SOCKET = '/run/openvswitch/db.sock';
const START_TIMEOUT_MS = 10_000;
/** ovs-vsctl waits until the switch has carried the transaction out. */
const VSCTL_SECONDS = '20';

const tableSchema = z.object({
  headings: z.array(z.string()),
  data: z.array(z.tuple([z.string(), z.unknown()])),
});

/** Starts both daemons of a node and waits until the database answers. */
export const startSwitch = async (
  stateDirectory: string,
  host: Host,
  hostName: string,
): Promise<void> => {
  const prefix = enter(host);
  const folder = join(stateDirectory, host.name);
  const env = labEnvironment(stateDirectory);
  await run([...prefix, binary('ovsdb-tool'), 'create', DATABASE, ovsSchema()]);
  startDetached(
    [
      ...prefix,
      binary('ovsdb-server'),
      DATABASE,
      `--remote=punix:${SOCKET}`,
      ...words('-vconsole:off --no-chdir --pidfile=/run/openvswitch/ovsdb-server.pid'),
      `--log-file=${folder}/ovsdb-server.log`,
    ],
    join(folder, 'ovsdb-server.out'),
    env,
  );
  const socket = `/proc/${host.ref.pid}/root${SOCKET}`;
  await waitFor(`ovsdb-server of ${host.name}`, START_TIMEOUT_MS, () => existsSync(socket));
  await run([
    ...prefix,
    binary('ovs-vsctl'),
    ...words('--no-wait init -- set Open_vSwitch .'),
    `external_ids:hostname=${hostName}`,
    `external_ids:system-id=${hostName}`,
  ]);
  startDetached(
    [
      ...prefix,
      binary('ovs-vswitchd'),
      `unix:${SOCKET}`,
      ...words('-vconsole:off --no-chdir --pidfile=/run/openvswitch/ovs-vswitchd.pid'),
      `--log-file=${folder}/ovs-vswitchd.log`,
    ],
    join(folder, 'ovs-vswitchd.out'),
    env,
  );
};

const vsctl = (host: Host, args: readonly string[]): Promise<{ readonly stdout: string }> =>
  run([...enter(host), binary('ovs-vsctl'), `--timeout=${VSCTL_SECONDS}`, ...args]);

/** Makes bridges, patch ports and tunnels of a node. */
export const makeBridges = async (t: Topology, host: Host): Promise<void> => {
  await vsctl(host, bridgeCommands(t, host.name));
};

/** Plugs every Neutron port of a node into br-int. */
export const plugPorts = async (t: Topology, host: Host): Promise<void> => {
  await vsctl(host, plugCommands(t, host.name));
};

/** OpenFlow port numbers of all devices of a node's bridges. */
export const readOfPorts = async (host: Host): Promise<OfPorts> => {
  const args = ['--format=json', '--columns=name,ofport', 'list', 'Interface'];
  const { stdout } = await vsctl(host, args);
  const rows = tableSchema.parse(JSON.parse(stdout)).data;
  return new Map(
    rows.flatMap(([name, ofport]) => (typeof ofport === 'number' ? [[name, ofport]] : [])),
  );
};

/** Replaces all flows of br-int, br-tun and br-ex, each bridge in one transaction. */
export const writeFlows = async (t: Topology, host: Host, ports: OfPorts): Promise<void> => {
  const bridges = Object.entries(bridgeFlows(t, host.name, ports));
  await Promise.all(
    bridges.map(async ([bridge, lines]) => {
      const ofctl = [...enter(host), binary('ovs-ofctl'), '-O', 'OpenFlow14', '--bundle'];
      await run([...ofctl, 'replace-flows', bridge, '-'], { input: `${lines.join('\n')}\n` });
    }),
  );
};
