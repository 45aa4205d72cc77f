// Other servers that talk all the time, so that no test of a verdict runs in a silent cloud: each
// pings the internet and a neighbour, and now and then asks it by UDP and TCP. One shell per node
// and three small processes per server; a few packets a second each.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, type ProcessRef } from '../host/processes.ts';
import type { Lab } from '../lab.ts';
import type { LabServer, Topology } from '../model.ts';
import { serverNamespace } from '../names.ts';

/** Servers that tests trace and break; all others are bystanders. */
export const TRACED: readonly string[] = ['a1', 'b1', 'an'];

/** Those of the cloud with every shape of path: one of each, and the default ones. */
export const TRACED_SHAPES: readonly string[] = [
  ...TRACED,
  ...['a2', 'l1', 'l2', 'h1', 'h2', 'x1', 'v1', 'v2', 'p1'],
];

const bystandersOf = (topology: Topology, quiet: readonly string[]): readonly LabServer[] =>
  topology.servers.filter((server) => !quiet.includes(server.name));

/** The next bystander on another node, whom a bystander also pings: traffic between subnets. */
const neighbourOf = (all: readonly LabServer[], server: LabServer): LabServer | undefined =>
  [...all.slice(all.indexOf(server) + 1), ...all].find(
    (each) => each.node !== server.node && each.router === server.router,
  );

const ASKING = [
  'while :; do',
  '  echo bystander >/dev/udp/$0/1080',
  '  if exec 3<>/dev/tcp/$0/80; then',
  '    printf "GET /2000 HTTP/1.0\\r\\n\\r\\n" >&3; cat <&3; exec 3>&-',
  '  fi',
  '  sleep 1',
  'done',
].join('\n');

const script = (topology: Topology, node: string, quiet: readonly string[]): string => {
  const all = bystandersOf(topology, quiet);
  const { internetIp } = topology.upstream;
  const lines = all
    .filter((server) => server.node === node)
    .flatMap((server) => {
      const guest = `ip netns exec ${serverNamespace(server.name)}`;
      const neighbour = neighbourOf(all, server);
      return [
        `${guest} ping -q -i 0.5 ${internetIp} &`,
        ...(neighbour ? [`${guest} ping -q -i 1 ${neighbour.port.ip} &`] : []),
        `${guest} bash -c '${ASKING}' ${internetIp} &`,
      ];
    });
  return ['exec >/dev/null 2>&1', ...lines, 'wait'].join('\n');
};

const fileOf = (lab: Lab): string => join(lab.stateDirectory, 'bystanders.json');

const recorded = (lab: Lab): readonly ProcessRef[] =>
  existsSync(fileOf(lab)) ? (JSON.parse(readFileSync(fileOf(lab), 'utf8')) as ProcessRef[]) : [];

export const bystandersTalk = (lab: Lab): boolean => recorded(lab).some(isAlive);

/** Starts all but the quiet ones, on every node; does nothing when they talk already. */
export const startBystanders = (lab: Lab, quiet: readonly string[] = TRACED): void => {
  if (bystandersTalk(lab)) return;
  const homes = new Set(bystandersOf(lab.topology, quiet).map(({ node }) => node));
  const refs = lab.topology.nodes
    .filter(({ name }) => homes.has(name))
    .map(
      ({ name }) =>
        lab.start(name, 'bystanders', ['/bin/bash', '-c', script(lab.topology, name, quiet)]).ref,
    );
  writeFileSync(fileOf(lab), JSON.stringify(refs));
};

/** Ends them: each node's shell leads a session of its own, signalled as a group. */
export const stopBystanders = (lab: Lab): void => {
  for (const ref of recorded(lab)) if (isAlive(ref)) process.kill(-ref.pid, 'SIGKILL');
  rmSync(fileOf(lab), { force: true });
};
