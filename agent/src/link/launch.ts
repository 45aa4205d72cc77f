// Two ways to a privileged process: start one (development), or connect to the socket systemd
// listens on for it (installed). Either way what comes out is one stream that speaks the channel.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

import { HopscopeError } from '@hopscope/proto';

import { LINK_LIMITS } from './limits.ts';

export interface Launched {
  readonly stream: Duplex;
  /** Ends it by force; nothing to do when systemd looks after it. */
  readonly kill: () => void;
  /** How it ended; '' when nobody can say. Soon after the stream closed, or never. */
  readonly ended: Promise<string>;
}

export type Launch = () => Promise<Launched>;

/** Starts `argv` with one end of a socket pair as fd 3; its standard error is ours. */
export const launchChild =
  (argv: readonly string[]): Launch =>
  async () => {
    const [program = '', ...rest] = argv;
    const child = spawn(program, rest, { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
    const stream = child.stdio[3] as Duplex;
    const ended = new Promise<string>((resolve) => {
      child.on('exit', (code, signal) => {
        resolve(signal === null ? `exit status ${code}` : `killed by ${signal}`);
        // its last parcels are still read; but a helper may have inherited fd 3 and hold it open
        setTimeout(() => stream.destroy(), LINK_LIMITS.lastWordsMs).unref();
      });
    });
    try {
      await once(child, 'spawn');
    } catch (cause) {
      throw new HopscopeError('NODE_PROCESS_DIED', `cannot start ${program}`, { cause });
    }
    return { stream, kill: () => void child.kill('SIGKILL'), ended };
  };

/** Connects to the unix socket of the installed privileged process. */
export const launchSocket =
  (path: string): Launch =>
  async () => {
    const stream = connect(path);
    try {
      await once(stream, 'connect');
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new HopscopeError('NODE_PROCESS_DIED', `cannot reach ${path}: ${reason}`, { cause });
    }
    return { stream, kill: () => void stream.destroy(), ended: Promise.resolve('') };
  };
