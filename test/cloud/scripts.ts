// The cloud is driven only by its own scripts: `x HOST CMD...` runs a command in a host, `os` is
// the openstack client, `openrc` holds the credentials.

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export const requireScripts = (dir: string): void => {
  const missing = ['x', 'os', 'openrc'].filter((name) => !existsSync(join(dir, name)));
  if (missing.length > 0)
    throw new Error(`${dir} is not a cloud's folder: it has no ${missing.join(', ')}`);
};

/** Output of a command in a host; rejects with what it printed on its standard error. */
export const inHost = async (dir: string, host: string, argv: string[]): Promise<string> => {
  const { stdout } = await execute(join(dir, 'x'), [host, ...argv], { timeout: 60_000 });
  return stdout;
};

/** Compute and network nodes: where Neutron has an Open vSwitch agent. */
export const nodesOf = async (dir: string): Promise<string[]> => {
  const argv = ['network', 'agent', 'list', '-f', 'json'];
  const { stdout } = await execute(join(dir, 'os'), argv, { timeout: 60_000 });
  const agents = JSON.parse(stdout) as Record<string, string>[];
  const hosts = agents
    .filter((agent) => agent['Agent Type'] === 'Open vSwitch agent')
    .map((agent) => agent['Host'] ?? '');
  return [...new Set(hosts)].toSorted();
};

/** First address of the host that other hosts reach. */
export const addressOf = async (dir: string, host: string): Promise<string> => {
  const links = JSON.parse(await inHost(dir, host, ['ip', '-j', '-4', 'address', 'show'])) as {
    ifname: string;
    addr_info: { local: string }[];
  }[];
  const address = links.find((link) => link.ifname !== 'lo' && link.addr_info.length > 0);
  const local = address?.addr_info[0]?.local;
  if (local === undefined) throw new Error(`host ${host} has no IPv4 address`);
  return local;
};

/** `export A=b C=d` lines of openrc. */
export const credentialsOf = (dir: string): Record<string, string> =>
  Object.fromEntries(
    [...readFileSync(join(dir, 'openrc'), 'utf8').matchAll(/\b(OS_[A-Z_]+)=(\S+)/g)].map(
      (match) => [match[1] ?? '', match[2] ?? ''],
    ),
  );

/** Starts a program in a host, in a process group of its own, its output in a file. */
export const startInHost = (
  dir: string,
  host: string,
  argv: string[],
  logFile: string,
): ChildProcess => {
  const log = openSync(logFile, 'a');
  const child = spawn(join(dir, 'x'), [host, ...argv], {
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  return child;
};
