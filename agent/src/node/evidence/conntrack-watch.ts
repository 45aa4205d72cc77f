// Events of tracked connections in one namespace, from `conntrack -E`, as long as an order runs.
// The program sees all events of the namespace; only lines of the watched addresses leave it.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, readlinkSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { HopscopeError } from '@hopscope/proto';

import { NODE_LIMITS } from '../limits.ts';
import type { Tools } from './tools.ts';

/** Room for bursts: without it the kernel drops events of a busy namespace. */
const SOCKET_BYTES = 4 * 1024 * 1024;
const NETLINK_NETFILTER = '12';
const POLL_MS = 3;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

export interface ConntrackWatchOptions {
  readonly netns: string;
  readonly netnsPath: string;
  readonly addresses: readonly string[];
}

export interface ConntrackSink {
  /** Whole lines, each with its end. */
  readonly lines: (netns: string, text: string) => void;
  readonly trouble: (netns: string, message: string) => void;
}

export interface ConntrackWatch {
  /** Ends the program; resolves when what it said is sent. */
  readonly stop: () => Promise<void>;
}

const quietly = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    return null;
  }
};

/** Inodes of the sockets a process holds. */
const socketsOf = (pid: number): Set<string> => {
  const names = quietly(() => readdirSync(`/proc/${pid}/fd`)) ?? [];
  const links = names.map((name) => quietly(() => readlinkSync(`/proc/${pid}/fd/${name}`)) ?? '');
  return new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
};

/** True when the process holds a netfilter socket that is member of a group: it listens. */
const isListening = (pid: number): boolean => {
  const table = quietly(() => readFileSync(`/proc/${pid}/net/netlink`, 'utf8')) ?? '';
  const rows = table.split('\n').slice(1);
  // sk Eth Pid Groups Rmem Wmem Dump Locks Drops Inode
  const members = rows
    .map((row) => row.trim().split(/\s+/))
    .filter((cells) => cells[1] === NETLINK_NETFILTER && !/^0*$/.test(cells[3] ?? ''));
  if (members.length === 0) return false;
  const own = socketsOf(pid);
  return members.some((cells) => own.has(cells[9] ?? ''));
};

const waitUntilListening = async (child: ChildProcess, said: () => string): Promise<void> => {
  const deadline = performance.now() + NODE_LIMITS.conntrackStartMs;
  while (child.pid !== undefined && child.exitCode === null && performance.now() < deadline) {
    if (isListening(child.pid)) return;
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MS);
    });
  }
  child.kill('SIGKILL');
  throw new HopscopeError(
    'ENVIRONMENT',
    `conntrack -E does not start: ${said() || 'no sign of it'}`,
  );
};

/** The lines that name one of the addresses as source or destination, of either direction. */
export const openLineFilter = (addresses: readonly string[]): ((line: string) => boolean) => {
  const wanted = new Set(addresses.flatMap((address) => [`src=${address}`, `dst=${address}`]));
  return (line) => line.split(/\s+/).some((token) => wanted.has(token));
};

/** Collects lines and hands them on after a while, or when there are many. */
const openBundle = (hand: (text: string) => void) => {
  let lines: string[] = [];
  let bytes = 0;
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (lines.length > 0) hand(lines.join(''));
    lines = [];
    bytes = 0;
  };
  return {
    flush,
    add: (line: string): void => {
      lines.push(`${line}\n`);
      bytes += line.length + 1;
      if (bytes >= NODE_LIMITS.conntrackFlushBytes) flush();
      else timer ??= setTimeout(flush, NODE_LIMITS.conntrackFlushMs);
    },
  };
};

const checkAddresses = (addresses: readonly string[]): void => {
  const max = NODE_LIMITS.conntrackAddressesMax;
  if (addresses.length === 0 || addresses.length > max)
    throw new HopscopeError('ORDER_INVALID', `a conntrack watch needs 1 to ${max} addresses`);
  const wrong = addresses.find((address) => !ADDRESS.test(address));
  if (wrong !== undefined)
    throw new HopscopeError('ORDER_INVALID', `not an address: ${JSON.stringify(wrong)}`);
};

/** Resolves when events are being received. Rejects with ENVIRONMENT or ORDER_INVALID. */
export const startConntrackWatch = async (
  tools: Tools,
  options: ConntrackWatchOptions,
  sink: ConntrackSink,
): Promise<ConntrackWatch> => {
  checkAddresses(options.addresses);
  const args = ['-E', '-o', 'timestamp,extended,id', '-b', String(SOCKET_BYTES)];
  const [program, ...rest] = tools.argv(options.netnsPath, [tools.path('conntrack'), ...args]);
  const child = spawn(program!, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...tools.environment },
    cwd: '/',
  });
  let said = '';
  let stopping = false;
  const isWanted = openLineFilter(options.addresses);
  const bundle = openBundle((text) => sink.lines(options.netns, text));
  const closed = new Promise<void>((resolve) => {
    child.on('error', (error: Error) => {
      said ||= error.message;
      resolve();
    });
    child.on('close', () => resolve());
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (isWanted(line)) bundle.add(line);
  });
  let running = false;
  createInterface({ input: child.stderr }).on('line', (line) => {
    said ||= line;
    if (running && !stopping) sink.trouble(options.netns, line);
  });
  await waitUntilListening(child, () => said);
  running = true;
  const followEnd = async (): Promise<void> => {
    await closed;
    bundle.flush();
    if (!stopping) sink.trouble(options.netns, `conntrack -E ended by itself: ${said}`);
  };
  void followEnd();
  return {
    stop: async () => {
      stopping = true;
      child.kill('SIGTERM');
      await closed;
      bundle.flush();
    },
  };
};
