// Commands to a running ovs-vswitchd, as ovs-appctl gives them: unixctl is JSON-RPC with the
// command as method and its words as params; the answer is text (lib/unixctl.c).

import { readFile, readdir } from 'node:fs/promises';

import { OvsError } from './errors.ts';
import { connectRpc } from './json-rpc.ts';
import type { RpcOptions } from './json-rpc.ts';

const PID_BYTES_MAX = 32;

const readPid = async (path: string): Promise<string | null> => {
  try {
    const text = (await readFile(path, 'utf8')).slice(0, PID_BYTES_MAX).trim();
    return /^\d+$/.test(text) ? text : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new OvsError('UNREACHABLE', `${path} cannot be read`, error);
  }
};

const readNames = async (runDir: string): Promise<string[]> => {
  try {
    return await readdir(runDir);
  } catch (cause) {
    throw new OvsError('UNREACHABLE', `there is no Open vSwitch in ${runDir}`, cause);
  }
};

/**
 * Control socket of a daemon in a run directory: `PROGRAM.PID.ctl` of the pid in `PROGRAM.pid`,
 * or the only one there is (a container's pid is another one's number). Rejects with UNREACHABLE.
 */
export const findControlSocket = async (
  runDir: string,
  program: string = 'ovs-vswitchd',
): Promise<string> => {
  const names = await readNames(runDir);
  const sockets = names.filter((name) => name.startsWith(`${program}.`) && name.endsWith('.ctl'));
  const pid = await readPid(`${runDir}/${program}.pid`);
  const own = sockets.find((name) => name === `${program}.${pid}.ctl`) ?? null;
  const chosen = own ?? (sockets.length === 1 ? sockets[0] : undefined);
  if (chosen === undefined) {
    const found = sockets.length === 0 ? 'no' : `${sockets.length}`;
    throw new OvsError('UNREACHABLE', `${found} control sockets of ${program} in ${runDir}`);
  }
  return `${runDir}/${chosen}`;
};

/** Gives one command and waits for its text. Rejects with OvsError; REFUSED: the daemon's word. */
export const sendControl = async (
  options: RpcOptions,
  command: string,
  words: readonly string[] = [],
): Promise<string> => {
  const rpc = await connectRpc(options);
  try {
    const answer = await rpc.request(command, words);
    if (typeof answer !== 'string') throw new OvsError('INVALID', `${command}: no text`);
    return answer;
  } finally {
    rpc.close();
  }
};
