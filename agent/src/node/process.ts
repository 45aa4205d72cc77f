// The privileged process of the agent. Started by link with a connected unix socket as descriptor
// 3 (by systemd's socket activation when installed). It speaks with nobody else, and when that
// socket ends it ends at once: rings, sockets, helpers and injectors go with it.

import { readdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Socket } from 'node:net';

import { HopscopeError } from '@hopscope/proto';

import {
  CHANNEL_VERSION,
  collectInOneGo,
  decodeHello,
  encodeHello,
  inlineMore,
  openChannel,
} from '../channel/mod.ts';
import type { Channel, Hello } from '../channel/mod.ts';
import { openKernel } from './capture/kernel.ts';
import type { Kernel } from './capture/kernel.ts';
import { openTools } from './evidence/tools.ts';
import type { Tools } from './evidence/tools.ts';
import { openDeviceNames, ownerMark, readOwner, sweepLeftovers } from './leftovers.ts';
import { logFailure, openNode } from './node.ts';
import type { NodeServer } from './node.ts';
import { OVS_RUN_DIR_DEFAULT } from './ovs-access.ts';

const CHANNEL_FD = 3;
const EXIT_CRASH = 70;
/** Levels of pino, which link writes with. */
const LEVELS = { info: 30, warn: 40, error: 50 } as const;

type Log = (level: keyof typeof LEVELS, fields: Record<string, unknown>, msg: string) => void;

const openLog =
  (channel: () => Channel): Log =>
  (level, fields, msg) =>
    channel().log(
      JSON.stringify({ level: LEVELS[level], time: Date.now(), process: 'node', ...fields, msg }),
    );

/** From asm-generic/ioctls.h: close on exec. */
const FIOCLEX = 0x5451;

/**
 * Node does this for the first descriptors only. Whoever started the agent may have left more open,
 * and no program that we start is to have them: nor descriptor 3, by which it could speak as us.
 */
const keepDescriptors = (kernel: Kernel): void => {
  for (const fd of readdirSync('/proc/self/fd').map(Number))
    if (fd >= CHANNEL_FD) kernel.ioctl(fd, FIOCLEX, Buffer.alloc(8));
};

/** libuv starts its threads at first use: they must be born in the node's own namespace. */
const startThreads = async (): Promise<void> => {
  await stat('/');
};

const SOL_SOCKET = 1;
const SO_SNDBUFFORCE = 32;
/** Four parcels: each leaves in one write, and link is woken once for it. */
const SEND_BUFFER_BYTES = 1024 * 1024;

/** Without it (no CAP_NET_ADMIN) a parcel goes in two or three writes. */
const widenChannel = (kernel: Kernel): void => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(SEND_BUFFER_BYTES);
  try {
    kernel.setOption(CHANNEL_FD, SOL_SOCKET, SO_SNDBUFFORCE, bytes);
  } catch (error) {
    if (!(error instanceof HopscopeError)) throw error;
  }
};

/** Beside serving: what it takes away belongs to nobody. */
const sweep = async (tools: Tools, log: Log): Promise<void> => {
  try {
    const swept = await sweepLeftovers(tools);
    if (swept.devices + swept.helpers > 0)
      log('warn', { ...swept }, 'leftovers of a dead process removed');
  } catch (error) {
    log('warn', logFailure(error), 'leftovers could not be looked for');
  }
};

const start = (kernel: Kernel, hello: Hello, channel: Channel, log: Log): NodeServer => {
  const owner = readOwner();
  const ovsRunDir = process.env['OVS_RUNDIR'] ?? '';
  const tools = openTools({ owner: ownerMark(owner), ovsRunDir });
  void sweep(tools, log);
  return openNode({
    hello,
    kernel,
    tools,
    channel,
    ovsRunDir: ovsRunDir === '' ? OVS_RUN_DIR_DEFAULT : ovsRunDir,
    stateDir: process.env['HOPSCOPE_NEUTRON_STATE'] ?? '/var/lib/neutron',
    deviceName: openDeviceNames(owner),
  });
};

/** Serves until descriptor 3 ends, and ends the process then. Resolves when it is ready. */
export const runNodeProcess = async (): Promise<void> => {
  collectInOneGo();
  inlineMore();
  const kernel = openKernel();
  keepDescriptors(kernel);
  widenChannel(kernel);
  await startThreads();
  const greeted = Promise.withResolvers<Hello>();
  const started = Promise.withResolvers<NodeServer>();
  let server: NodeServer | null = null;
  const end = (status: number): never => {
    try {
      server?.end();
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    }
    return kernel.exit(status);
  };
  const channel = openChannel(new Socket({ fd: CHANNEL_FD, readable: true, writable: true }), {
    hello: (payload) => greeted.resolve(decodeHello(payload)),
    request: async (verb, body) => {
      // A view into what was read: it must outlive the await.
      const own = Uint8Array.from(body);
      return (await started.promise).answer(verb, own);
    },
    console: (session, frame) => server?.consoleFrame(session, frame),
  });
  const log = openLog(() => channel);
  void channel.closed.then(() => end(0));
  const crash = (error: unknown): void => {
    log('error', logFailure(error), 'the privileged process ends: a defect');
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    end(EXIT_CRASH);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  // A Ctrl-C at the terminal reaches both processes: link ends this one when it has released.
  process.on('SIGINT', () => undefined);
  process.on('SIGHUP', () => undefined);
  process.on('SIGTERM', () => end(0));
  server = start(kernel, await greeted.promise, channel, log);
  started.resolve(server);
  channel.hello(encodeHello({ version: CHANNEL_VERSION, pid: process.pid }));
};
