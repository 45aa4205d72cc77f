// What every command needs of the world, in one place: environment, store, output, NATS, OpenStack.

import { readFileSync } from 'node:fs';
import { connect, loadCloud, systemIo } from '@hopscope/openstack';
import type { OpenStack } from '@hopscope/openstack';
import { asking } from '../resolve/mod.ts';
import { busSettings, connectBus } from '../run/mod.ts';
import type { Bus } from '../run/mod.ts';
import type { TraceStore } from '../store/trace-store.ts';
import type { Output } from './output.ts';

export interface Context {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly home: string;
  readonly output: Output;
  readonly store: TraceStore;
  readonly signal: AbortSignal;
  readonly random: () => number;
  /** Milliseconds since the command began. */
  readonly elapsedMs: () => number;
}

export interface BusOptions {
  readonly nats?: string;
  readonly insecure?: boolean;
}

const readIfThere = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** The cloud of `--cloud`, OS_CLOUD or the OS_* variables. Nothing is sent yet. */
export const openCloud = (context: Context, name: string | undefined): Promise<OpenStack> =>
  asking(async () => {
    const { env, cwd, home } = context;
    const wanted = name === undefined ? {} : { cloud: name };
    const cloud = loadCloud({ env, cwd, home, readFile: readIfThere, ...wanted });
    return connect(
      cloud,
      systemIo(cloud, (path) => readFileSync(path, 'utf8')),
    );
  });

/**
 * A connection to NATS for the time of `work`, which begins while it is still being made: the first
 * questions go to OpenStack. Rejects as `work` does.
 */
export const withBus = async <T>(
  context: Context,
  options: BusOptions,
  work: (bus: Promise<Bus>) => Promise<T>,
): Promise<T> => {
  const bus = connectBus({ settings: busSettings(options, context.env) });
  // Whoever awaits it is told; until then a failure must not end the process.
  bus.catch(() => {});
  try {
    return await work(bus);
  } finally {
    await bus.then(
      ({ close }) => close(),
      () => {},
    );
  }
};
