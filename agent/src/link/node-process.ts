// The privileged process as link sees it: started when a verb needs it, gone when idle, and when
// it dies on its own that is told once. Requests that come while it starts wait for it.

import { HopscopeError } from '@hopscope/proto';
import type { Verb } from '@hopscope/proto';
import type { Logger } from 'pino';

import { CHANNEL_LIMITS, decodeHelloBack, encodeHello, openChannel } from '../channel/mod.ts';
import type { Channel, Hello } from '../channel/mod.ts';
import type { Launch, Launched } from './launch.ts';
import { LINK_LIMITS } from './limits.ts';

export interface NodeProcess {
  /** Encoded response; starts the process when there is none. */
  readonly request: (verb: Verb, body: Uint8Array, timeoutMs: number) => Promise<Uint8Array>;
  /** A frame of a console; false = there is no process, or no room: it is dropped. */
  readonly console: (session: string, frame: Uint8Array) => boolean;
  readonly running: () => boolean;
  /** Milliseconds since the last request ended; 0 while one is under way. */
  readonly idleMs: () => number;
  /** Back pressure: it is not read while held. */
  readonly hold: (held: boolean) => void;
  readonly stop: () => Promise<void>;
  /** For one that does not answer any more: told as a death. */
  readonly kill: () => void;
}

export interface NodeProcessOptions {
  readonly launch: Launch;
  readonly hello: Hello;
  /** `done` gives the parcel's buffer back. */
  readonly parcel: (trace: string, parcel: Uint8Array, done: () => void) => void;
  readonly consoleFrame: (session: string, frame: Uint8Array) => void;
  /** It ended without having been asked to; why, is known a moment later. */
  readonly died: (reason: Promise<string>) => void;
  /** A line of its log, JSON already. */
  readonly logLine: (line: string) => void;
  readonly log: Logger;
}

interface Running {
  readonly channel: Channel;
  readonly launched: Launched;
  /** Its end was asked for. */
  ending: boolean;
}

/** Why it ended; '' when that cannot be known. */
const endingOf = (launched: Launched, reason: Error | null): Promise<string> => {
  if (reason !== null) return Promise.resolve(reason.message);
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(() => late.resolve(''), LINK_LIMITS.lastWordsMs);
  return Promise.race([launched.ended, late.promise]).finally(() => clearTimeout(timer));
};

const greet = async (options: NodeProcessOptions, launched: Launched): Promise<Channel> => {
  const greeted = Promise.withResolvers<void>();
  const channel = openChannel(launched.stream, {
    hello: (payload) => {
      const { pid } = decodeHelloBack(payload);
      options.log.debug({ pid }, 'the privileged process is there');
      greeted.resolve();
    },
    parcel: options.parcel,
    console: options.consoleFrame,
    log: options.logLine,
  });
  const timer = setTimeout(
    () => greeted.reject(new HopscopeError('TIMED_OUT', 'the privileged process says nothing')),
    CHANNEL_LIMITS.helloMs,
  );
  const gone = channel.closed.then(async (reason) => {
    const why = await endingOf(launched, reason);
    const message = `the privileged process did not start: ${why || 'no reason known'}`;
    throw new HopscopeError('NODE_PROCESS_DIED', message);
  });
  channel.hello(encodeHello(options.hello));
  try {
    await Promise.race([greeted.promise, gone]);
  } catch (error) {
    launched.kill();
    throw error;
  } finally {
    clearTimeout(timer);
    gone.catch(() => {}); // from here on `closed` is followed by watch()
  }
  return channel;
};

/** Nothing is started yet. */
export const openNodeProcess = (options: NodeProcessOptions): NodeProcess => {
  let starting: Promise<Running> | null = null;
  let running: Running | null = null;
  let busy = 0;
  let lastMs = performance.now();

  const watch = async (process: Running): Promise<void> => {
    const reason = await process.channel.closed;
    if (running === process) running = null;
    if (!process.ending) options.died(endingOf(process.launched, reason));
  };

  const start = async (): Promise<Running> => {
    const launched = await options.launch();
    const process = { channel: await greet(options, launched), launched, ending: false };
    running = process;
    void watch(process);
    return process;
  };

  const use = (): Promise<Running> => {
    if (running !== null) return Promise.resolve(running);
    starting ??= start().finally(() => (starting = null));
    return starting;
  };

  return {
    request: async (verb, body, timeoutMs) => {
      busy += 1;
      try {
        return await (await use()).channel.request(verb, body, timeoutMs);
      } finally {
        busy -= 1;
        lastMs = performance.now();
      }
    },
    console: (session, frame) => {
      if (running === null) return false;
      if (running.channel.backlogBytes() > CHANNEL_LIMITS.consoleBacklogBytesMax) return false;
      running.channel.console(session, frame);
      return true;
    },
    running: () => running !== null || starting !== null,
    idleMs: () => (busy > 0 ? 0 : performance.now() - lastMs),
    hold: (held) => (held ? running?.channel.pause() : running?.channel.resume()),
    kill: () => running?.launched.kill(),
    stop: async () => {
      const process = running ?? (await starting?.catch(() => null)) ?? null;
      if (process === null) return;
      process.ending = true;
      running = null;
      process.channel.resume();
      process.channel.close();
      const timer = setTimeout(process.launched.kill, LINK_LIMITS.killMs);
      await process.channel.closed;
      clearTimeout(timer);
    },
  };
};
