// A real nats-server for tests: on a free loopback port, with JetStream in a folder of its own,
// ended and removed with the test. Can be stopped and started again on the same port.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface NatsServer {
  readonly url: string;
  readonly port: number;
  /** Starts it again on the same port and folder. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Stops it and removes its folder. */
  readonly remove: () => Promise<void>;
}

const READY_MS = 10_000;

export const freePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

const untilListening = async (port: number): Promise<void> => {
  const deadline = Date.now() + READY_MS;
  while (!(await listens(port))) {
    if (Date.now() > deadline) throw new Error(`nats-server does not listen on ${port}`);
    await new Promise((wake) => setTimeout(wake, 15));
  }
};

/** Started. `extra` goes into its configuration, as nats-server.conf says things in JSON. */
export const startNatsServer = async (
  extra: Readonly<Record<string, unknown>> = {},
): Promise<NatsServer> => {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), `hopscope-test-nats-${process.pid}-`));
  const file = join(folder, 'server.conf');
  const config = { host: '127.0.0.1', port, jetstream: { store_dir: folder }, ...extra };
  writeFileSync(file, JSON.stringify(config));
  let child: ChildProcess | null = null;

  const start = async (): Promise<void> => {
    child = spawn('setpriv', ['--pdeathsig', 'KILL', 'nats-server', '--config', file], {
      stdio: 'ignore',
    });
    await untilListening(port);
  };
  const stop = async (): Promise<void> => {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null) return;
    running.kill('SIGTERM');
    await once(running, 'exit');
  };
  await start();
  return {
    url: `nats://127.0.0.1:${port}`,
    port,
    start,
    stop,
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
