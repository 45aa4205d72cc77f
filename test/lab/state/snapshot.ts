// The whole state of one node as text, one entry per command, under the file names that the
// recordings of the real cloud use: a recorded folder and a living node give the same map.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { output, type Shell } from './shell.ts';

/** File name as in a recording to what the command printed. */
export type Snapshot = ReadonlyMap<string, string>;

/** What the recordings took with a pattern over all of /proc/sys, which costs three times more. */
const SYSCTLS =
  'sysctl net.ipv4.conf net.ipv4.neigh net.ipv4.ip_forward net.ipv4.ip_forward_update_priority ' +
  'net.ipv4.ip_forward_use_pmtu net.netfilter net.bridge';

const BRIDGES = ['br-int', 'br-tun', 'br-ex', 'br-phy'] as const;

/** Commands of the node's own namespace. */
const ROOT_COMMANDS: ReadonlyMap<string, string> = new Map([
  ...BRIDGES.map((bridge): [string, string] => [
    `ofctl-flows-${bridge}.txt`,
    `ovs-ofctl -O OpenFlow13 --names dump-flows ${bridge}`,
  ]),
  ['ovs-vsctl-interfaces.json', 'ovs-vsctl --format=json list Interface'],
  ['ovs-vsctl-ports.json', 'ovs-vsctl --format=json list Port'],
  ['ovs-vsctl-bridges.json', 'ovs-vsctl --format=json list Bridge'],
  ['tnl-ports.txt', 'ovs-appctl tnl/ports/show -v'],
  ['iptables-save.txt', 'iptables-save -c'],
  ['iptables-legacy-save.txt', 'iptables-legacy-save -c'],
  ['ipset.txt', 'ipset list'],
  ['netns.txt', 'ip netns'],
  ['ip-addr.json', 'ip -j -d -s addr'],
  ['ip-rule.json', 'ip -j rule'],
  ['ip-route.json', 'ip -j route show table all'],
  ['ip-neigh.json', 'ip -j -s neigh'],
  ['sysctl-net.txt', SYSCTLS],
  ['qdisc.json', 'tc -j qdisc'],
]);

/** Commands inside every named namespace of the node. */
const NETNS_COMMANDS: ReadonlyMap<string, string> = new Map([
  ['ip-j-d-s-addr.txt', 'ip -j -d -s addr'],
  ['ip-j-rule.txt', 'ip -j rule'],
  ['ip-j-route-show-table-all.txt', 'ip -j route show table all'],
  ['ip-j-s-neigh.txt', 'ip -j -s neigh'],
  ['iptables-save-c.txt', 'iptables-save -c'],
  ['sysctl-a.txt', SYSCTLS],
]);

const MARK = '=== hopscope state ';

const steps = (commands: ReadonlyMap<string, string>, prefix: string): string =>
  [...commands]
    .map(([file, command]) => `echo "${MARK}${prefix}${file}"; ${command} 2>&1 </dev/null`)
    .join('\n');

/** One shell script for all of it: a process per command is enough. */
const SCRIPT = `${steps(ROOT_COMMANDS, '')}
for n in $(ls /run/netns); do
export n
ip netns exec "$n" sh -c '${steps(NETNS_COMMANDS, 'ns/$n/')}' 2>/dev/null
done
true
`;

const split = (text: string): Snapshot => {
  const parts = new Map<string, string>();
  for (const part of text.split(MARK).slice(1)) {
    const end = part.indexOf('\n');
    parts.set(part.slice(0, end), part.slice(end + 1));
  }
  return parts;
};

/** Reads the state of a living node. */
export const takeSnapshot = async (shell: Shell, node: string): Promise<Snapshot> =>
  split(await output(shell, node, ['sh', '-c', SCRIPT]));

/** Reads a recorded node: a folder of files whose first line names the command. */
export const readRecorded = (folder: string): Snapshot => {
  const parts = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, entry);
    if (!statSync(path).isFile()) continue;
    const text = readFileSync(path, 'utf8');
    parts.set(entry, text.slice(text.indexOf('\n') + 1));
  }
  return parts;
};

export const fileOf = (snapshot: Snapshot, file: string): string => snapshot.get(file) ?? '';
