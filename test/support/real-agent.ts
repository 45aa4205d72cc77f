// The agent as it is started by hand, both its processes, against a NATS server on this machine.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const LAUNCHER = join(import.meta.dirname, '../../hopscope');
const READY_MS = 20_000;

export interface RealAgent {
  /** Of link; node is its child while there is something to do. */
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

const untilServing = async (child: ChildProcess): Promise<void> => {
  const ready = Promise.withResolvers<void>();
  let text = '';
  const timer = setTimeout(() => ready.reject(new Error(`no agent: ${text}`)), READY_MS);
  child.stderr?.on('data', (chunk: Buffer) => {
    if (text.length < 100_000) text += chunk.toString('utf8');
    if (text.includes('"msg":"serving"')) ready.resolve();
  });
  child.on('exit', () => ready.reject(new Error(`the agent ended: ${text}`)));
  await ready.promise.finally(() => clearTimeout(timer));
};

/** Resolves when it serves the name `node`. */
export const startRealAgent = async (node: string, natsUrl: string): Promise<RealAgent> => {
  const argv = ['agent', '--node', node, '--nats', natsUrl];
  // the launcher becomes the agent: same process
  const child = spawn(LAUNCHER, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = once(child, 'exit');
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await gone;
  };
  try {
    await untilServing(child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: child.pid ?? 0, stop };
};
