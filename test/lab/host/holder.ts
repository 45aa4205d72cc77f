// A host of the lab is one holder process that sleeps in its own network, mount and UTS
// namespaces, with a private /run (so its own /run/netns, Open vSwitch sockets, xtables lock) and
// a /sys of its own network namespace. Nothing of the machine's own namespaces is touched.
import { spawn } from 'node:child_process';
import { openSync, closeSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { HopscopeError } from '@hopscope/proto';
import { binary } from './binaries.ts';
import { executableOf, namespaceOf, processRef } from './processes.ts';
import type { ProcessRef } from './processes.ts';
import { run } from './run.ts';
import { waitFor } from './wait.ts';
import { words } from '../words.ts';

/** Every process of a lab carries this variable with the lab's state directory. */
export const LAB_MARK = 'HOPSCOPE_LAB_STATE_DIRECTORY';

/** Set for the holder processes alone. */
export const HOLDER_MARK = 'HOPSCOPE_LAB_HOLDER';

export interface Host {
  readonly name: string;
  readonly ref: ProcessRef;
}

const START_TIMEOUT_MS = 10_000;
const SEARCH_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The environment of everything that runs in a lab. */
export const labEnvironment = (
  stateDirectory: string,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  PATH: SEARCH_PATH,
  HOME: '/root',
  LANG: 'C.UTF-8',
  [LAB_MARK]: stateDirectory,
  ...extra,
});

/** argv prefix that enters a host's namespaces, or one of the namespaces in its /run/netns. */
export const enter = (host: Host, netns?: string): readonly string[] => [
  binary('nsenter'),
  `--mount=/proc/${host.ref.pid}/ns/mnt`,
  `--uts=/proc/${host.ref.pid}/ns/uts`,
  netns === undefined
    ? `--net=/proc/${host.ref.pid}/ns/net`
    : `--net=/proc/${host.ref.pid}/root/run/netns/${netns}`,
  '--',
];

/** Starts a program that stays, in its own session, its output in a log file. */
export const startDetached = (
  argv: readonly string[],
  logPath: string,
  env: Record<string, string>,
  cwd = '/',
): ProcessRef => {
  const log = openSync(logPath, 'a');
  const [file = '', ...args] = argv;
  const child = spawn(file, args, { detached: true, stdio: ['ignore', log, log], env, cwd });
  closeSync(log);
  // the pid is missing when the program could not be started; its error event says the same
  child.on('error', () => undefined);
  child.unref();
  const ref = child.pid === undefined ? null : processRef(child.pid);
  if (ref === null) throw new HopscopeError('ENVIRONMENT', `${file} did not start: see ${logPath}`);
  return ref;
};

const privateMounts = async (host: Host, hostName: string): Promise<void> => {
  const inside = (argv: readonly string[]): Promise<unknown> => run([...enter(host), ...argv]);
  const mount = binary('mount');
  await inside([mount, '-t', 'sysfs', 'sysfs', '/sys']);
  await inside([mount, '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', '/run']);
  await inside(['/bin/mkdir', '-p', '/run/netns', '/run/lock', '/run/openvswitch']);
  await inside(['/bin/hostname', hostName]);
  await inside([binary('ip'), 'link', 'set', 'lo', 'up']);
};

/** Makes a host of the lab. `hostName` is what its UTS namespace says. */
export const makeHost = async (
  stateDirectory: string,
  name: string,
  hostName: string,
): Promise<Host> => {
  const folder = join(stateDirectory, name);
  mkdirSync(folder, { recursive: true });
  const argv = [
    binary('unshare'),
    ...words('--net --mount --uts --propagation private --'),
    binary('sleep'),
    'infinity',
  ];
  const env = labEnvironment(stateDirectory, { [HOLDER_MARK]: name });
  const ref = startDetached(argv, join(folder, 'holder.log'), env);
  const host = { name, ref };
  const own = namespaceOf('self', 'uts');
  await waitFor(`host ${name}`, START_TIMEOUT_MS, () => {
    if (processRef(ref.pid) === null)
      throw new HopscopeError('ENVIRONMENT', `host ${name} ended: see ${folder}/holder.log`);
    const uts = namespaceOf(ref.pid, 'uts');
    return uts !== null && uts !== own && executableOf(ref.pid)?.endsWith('/sleep') === true;
  });
  await privateMounts(host, hostName);
  return host;
};
