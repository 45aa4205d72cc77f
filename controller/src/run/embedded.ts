// A private NATS server for a controller that was given none: on loopback, with JetStream in a
// folder of its own and a random token in a file that only its owner reads. It ends with the
// process that started it.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { HopscopeError } from '@hopscope/proto';
import { connect, tokenAuthenticator } from '@nats-io/transport-node';

import { RUN_LIMITS } from './limits.ts';

export interface EmbeddedOptions {
  /** Program; found in PATH when it has no slash. */
  readonly binary?: string;
  /** Where its folder is made. */
  readonly temporary?: string;
}

export interface Embedded {
  readonly url: string;
  readonly tokenFile: string;
  readonly stop: () => Promise<void>;
}

/** util-linux: the kernel ends the server when we are killed. */
const SETPRIV = '/usr/bin/setpriv';

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** nats-server's own configuration; JSON is valid in it. */
const configOf = (port: number, token: string, folder: string): string =>
  JSON.stringify({
    host: '127.0.0.1',
    port,
    authorization: { token },
    jetstream: { store_dir: join(folder, 'jetstream'), max_memory_store: 64 * 1024 * 1024 },
  });

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<string>;
}

const start = (binary: string, configFile: string): Started => {
  const argv = [binary, '--config', configFile];
  const [program = '', ...rest] = existsSync(SETPRIV)
    ? [SETPRIV, '--pdeathsig', 'TERM', ...argv]
    : argv;
  const child = spawn(program, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString('utf8')).slice(-4096);
  });
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code) => resolve(`status ${code}: ${words.trim()}`));
  });
  return { child, ended };
};

const missing = (binary: string, why: string): HopscopeError =>
  new HopscopeError(
    'ENVIRONMENT',
    `no NATS server was given, and a private one cannot be started: ${binary} is missing. ` +
      'Install it (apt-get install nats-server) or name a server with --nats or HOPSCOPE_NATS',
    { detail: why },
  );

const untilReady = async (url: string, token: string, ended: Promise<string>): Promise<void> => {
  const deadline = performance.now() + RUN_LIMITS.embeddedMs;
  const over: string[] = [];
  void ended.then((why) => over.push(why));
  while (performance.now() < deadline && over.length === 0) {
    try {
      const probe = await connect({
        servers: url,
        authenticator: tokenAuthenticator(token),
        reconnect: false,
        timeout: 500,
      });
      await probe.close();
      return;
    } catch {
      await sleep(20); // not listening yet: the deadline or its end decides
    }
  }
  throw new HopscopeError(
    'ENVIRONMENT',
    `a private nats-server did not start: ${over[0] ?? 'late'}`,
  );
};

/** Starts the server. Throws ENVIRONMENT when the program is missing or does not come up. */
export const startEmbedded = async (options: EmbeddedOptions): Promise<Embedded> => {
  const binary = options.binary ?? 'nats-server';
  const folder = mkdtempSync(join(options.temporary ?? tmpdir(), 'hopscope-nats-'));
  const token = randomBytes(24).toString('hex');
  const tokenFile = join(folder, 'token');
  const configFile = join(folder, 'server.conf');
  const port = await freePort();
  writeFileSync(tokenFile, token, { mode: 0o600 });
  writeFileSync(configFile, configOf(port, token, folder), { mode: 0o600 });
  const { child, ended } = start(binary, configFile);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `nats://127.0.0.1:${port}`;
  try {
    await untilReady(url, token, ended);
  } catch (error) {
    const why = await Promise.race([ended, sleep(0).then(() => '')]);
    await stop();
    throw /ENOENT|not found|No such file/i.test(why) ? missing(binary, why) : error;
  }
  return { url, tokenFile, stop };
};
