// The privileged process under test, driven over its descriptor 3 as link does it.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

import { Wire, fromFailure } from '@hopscope/proto';
import type { Verb, hopscope } from '@hopscope/proto';

import { encodeHello, NO_CONSOLE, openChannel } from '../../../src/channel/mod.ts';
import type { Channel, Hello } from '../../../src/channel/mod.ts';

const MAIN = join(import.meta.dirname, '../../../src/node/main.ts');
const DEADLINE_MS = 15_000;

export interface NodeClient {
  readonly process: ChildProcess;
  readonly channel: Channel;
  readonly parcels: hopscope.v1.Parcel[];
  readonly logs: string[];
  readonly ask: <T extends { failure?: hopscope.v1.IFailure | null }>(
    verb: Verb,
    codec: Codec<T>,
    request: object,
  ) => Promise<T>;
  readonly arm: (request: hopscope.v1.IArmRequest) => Promise<hopscope.v1.ArmResponse>;
  readonly release: (trace: string, order: string) => Promise<hopscope.v1.ReleaseResponse>;
  /** The first parcel, old or new, that `pick` turns into something. */
  readonly waitFor: <T>(pick: (parcel: hopscope.v1.Parcel) => T | undefined) => Promise<T>;
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Codec<T> {
  readonly request: { encode: (request: object) => { finish: () => Uint8Array } };
  readonly response: { decode: (bytes: Uint8Array) => T };
}

export const HELLO: Hello = {
  version: 1,
  node: 'cn1.example.org',
  instance: 'test',
  release: '0.0.0',
  policy: {
    capture: true,
    inject: true,
    injectDestinations: [],
    injectRateMax: 1000,
    dropReasons: false,
    console: NO_CONSOLE,
  },
  clockShift: null,
  ringMiBMax: 0,
};

export interface StartOptions {
  readonly hello?: Partial<Hello>;
  /** Starts it in this namespace, as a node of its own. */
  readonly netns?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Leaves this descriptor open too, as a careless starter does. */
  readonly strayFd?: number;
}

/** A response that may hold a failure, as a promise that rejects with it. */
const orThrow = <T extends { failure?: hopscope.v1.IFailure | null }>(response: T): T => {
  const error = fromFailure(response.failure);
  if (error !== null) throw error;
  return response;
};

const launch = ({ netns, env, strayFd = 0 }: StartOptions): ChildProcess => {
  const stray = Array.from({ length: Math.max(0, strayFd - 3) }, (_, index) =>
    index + 4 === strayFd ? ('pipe' as const) : ('ignore' as const),
  );
  const argv = [process.execPath, MAIN];
  const all = netns === undefined ? argv : ['ip', 'netns', 'exec', netns, ...argv];
  return spawn(all[0]!, all.slice(1), {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe', ...stray],
    env: { ...process.env, ...env },
  });
};

export const startNode = async (options: StartOptions = {}): Promise<NodeClient> => {
  const child = launch(options);
  const parcels: hopscope.v1.Parcel[] = [];
  const logs: string[] = [];
  const watchers = new Set<() => void>();
  const greeted = Promise.withResolvers<void>();
  const channel = openChannel(child.stdio[3] as Duplex, {
    hello: () => greeted.resolve(),
    log: (line) => void logs.push(line),
    parcel: (_trace, bytes) => {
      parcels.push(Wire.Parcel.decode(Uint8Array.from(bytes)));
      for (const look of watchers) look();
    },
  });
  channel.hello(encodeHello({ ...HELLO, ...options.hello }));
  const gone = once(child, 'exit').then(() => greeted.reject(new Error('the process ended')));
  await greeted.promise;
  const ended = async (): Promise<void> => {
    await gone;
  };

  const ask: NodeClient['ask'] = async (verb, codec, request) => {
    const body = codec.request.encode(request).finish();
    return orThrow(codec.response.decode(await channel.request(verb, body, DEADLINE_MS)));
  };

  const waitFor: NodeClient['waitFor'] = (pick) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        watchers.delete(look);
        reject(new Error(`no such parcel among ${JSON.stringify(parcels.map(nameOf))}`));
      }, DEADLINE_MS);
      const look = (): void => {
        for (const parcel of parcels) {
          const found = pick(parcel);
          if (found === undefined) continue;
          clearTimeout(timer);
          watchers.delete(look);
          resolve(found);
          return;
        }
      };
      watchers.add(look);
      look();
    });

  return {
    process: child,
    channel,
    parcels,
    logs,
    ask,
    arm: (request) =>
      ask(
        'arm',
        { request: Wire.ArmRequest, response: Wire.ArmResponse },
        { trace: 't-1', order: 'o-1', leaseMs: 30_000, durationMaxMs: 60_000, ...request },
      ) as Promise<hopscope.v1.ArmResponse>,
    release: (trace, order) =>
      ask(
        'release',
        { request: Wire.ReleaseRequest, response: Wire.ReleaseResponse },
        { trace, order },
      ) as Promise<hopscope.v1.ReleaseResponse>,
    waitFor,
    kill: async () => {
      child.kill('SIGKILL');
      await ended();
    },
    close: async () => {
      channel.close();
      await ended();
    },
  };
};

const nameOf = (parcel: hopscope.v1.Parcel): string =>
  parcel.event?.code ?? Object.keys(parcel.toJSON()).join('+');

/** The events so far, by code. */
export const eventCodes = (client: NodeClient): string[] =>
  client.parcels.flatMap(({ event }) => event?.code ?? []);
