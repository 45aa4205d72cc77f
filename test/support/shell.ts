// `hopscope shell` as a person runs it, against a NATS server and an agent of its own, on a real
// terminal (node-pty) or in a pipeline.

import { spawn as spawnProcess, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ExecutionContext } from 'ava';
import { spawn as spawnInTerminal, type IPty } from 'node-pty';

import { startNatsServer } from './nats-server.ts';
import { root } from './sources.ts';

const CLI = join(root, 'controller/src/main.ts');
const AGENT = join(root, 'agent/src/main.ts');
const DEADLINE_MS = 30_000;

export const NODE_NAME = 'cn1.example.org';

export interface Ended {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** A person at a terminal. */
export interface Person {
  readonly pty: IPty;
  readonly text: () => string;
  /** Resolves when the screen has had it. */
  readonly sees: (wanted: string | RegExp) => Promise<void>;
  readonly exited: Promise<{ exitCode: number; signal?: number | undefined }>;
}

export interface Shells {
  readonly agentLog: () => string;
  readonly agentPid: number;
  readonly stopNats: () => Promise<void>;
  /** In a pipeline. */
  readonly piped: (args: readonly string[], input?: Uint8Array | string) => Promise<Ended>;
  /** The process of one in a pipeline; nothing is given to it. */
  readonly start: (args: readonly string[]) => ChildProcess;
  /** Runs `command` on a terminal; without one, `hopscope shell NODE`. */
  readonly person: (command?: readonly string[]) => Person;
  readonly shellArgv: (...args: readonly string[]) => string[];
}

const until = (look: (look: () => void) => boolean, what: () => string): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(what())), DEADLINE_MS);
    const again = (): void => {
      if (!look(again)) return;
      clearTimeout(timer);
      resolve();
    };
    again();
  });

const startAgent = async (
  t: ExecutionContext,
  config: string,
): Promise<{ child: ChildProcess; log: () => string }> => {
  const child = spawnProcess(process.execPath, [AGENT, '--config', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const closed = once(child, 'close');
  t.teardown(async () => {
    child.kill('SIGTERM');
    await closed;
  });
  let log = '';
  const more = new Set<() => void>();
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
    for (const look of more) look();
  });
  await until(
    (look) => {
      more.add(look);
      return log.includes('"msg":"serving"');
    },
    () => `the agent does not serve: ${log}`,
  );
  more.clear();
  return { child, log: () => log };
};

const onTerminal = (argv: readonly string[], env: NodeJS.ProcessEnv): Person => {
  const [file = '', ...args] = argv;
  const pty = spawnInTerminal(file, args, { cols: 100, rows: 30, env, encoding: 'utf8' });
  let text = '';
  const looks = new Set<() => void>();
  pty.onData((data) => {
    text += data;
    for (const look of looks) look();
  });
  const exited = new Promise<{ exitCode: number; signal?: number | undefined }>((resolve) => {
    pty.onExit(resolve);
  });
  return {
    pty,
    text: () => text,
    exited,
    sees: (wanted) =>
      until(
        (look) => {
          looks.add(look);
          return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
        },
        () => `not seen: ${String(wanted)}; on the screen: ${JSON.stringify(text.slice(-800))}`,
      ),
  };
};

/** `policy`: the lines below `console:`. */
export const openShells = async (
  t: ExecutionContext,
  policy = '{ allow: true, shell: true }',
): Promise<Shells> => {
  const server = await startNatsServer();
  t.teardown(server.remove);
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-test-shell-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const config = join(folder, 'agent.yaml');
  const nats = `nats: { servers: "${server.url}" }`;
  writeFileSync(config, `node: ${NODE_NAME}\n${nats}\npolicy:\n  console: ${policy}\n`);
  const agent = await startAgent(t, config);
  const env = { ...process.env, HOPSCOPE_NATS: server.url, TERM: 'xterm' };
  const shellArgv = (...args: readonly string[]): string[] => [
    process.execPath,
    CLI,
    'shell',
    NODE_NAME,
    ...args,
  ];
  const start = (args: readonly string[]): ChildProcess => {
    const [file = '', ...rest] = shellArgv(...args);
    return spawnProcess(file, rest, { env, stdio: 'pipe' });
  };
  return {
    agentLog: agent.log,
    agentPid: agent.child.pid ?? 0,
    stopNats: server.stop,
    shellArgv,
    start,
    piped: async (args, input = '') => {
      const child = start(args);
      const stdout: Buffer[] = [];
      let stderr = '';
      child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
      child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      // One that ends before it took everything says so by its exit code.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
      const [code] = (await once(child, 'close')) as [number | null];
      return { code: code ?? -1, stdout: Buffer.concat(stdout), stderr };
    },
    person: (command) => onTerminal(command ?? shellArgv(), env),
  };
};
