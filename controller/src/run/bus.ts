// The controller's connection to NATS: to the server it was given, or to a private one it starts.
// Makes sure that the stream and the presence bucket exist as they should be.

import { readFileSync } from 'node:fs';

import { HopscopeError } from '@hopscope/proto';
import {
  insecureServers,
  natsFailure,
  natsOptions,
  natsSettingsSchema,
  parseServer,
  rootMessage,
} from '@hopscope/settings';
import type { NatsSettings } from '@hopscope/settings';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';

import { startEmbedded } from './embedded.ts';
import type { EmbeddedOptions } from './embedded.ts';
import { RUN_LIMITS } from './limits.ts';
import { ensureStreams } from './streams.ts';

export interface Bus {
  readonly connection: NatsConnection;
  readonly jetstream: JetStreamClient;
  readonly manager: JetStreamManager;
  /** Servers, without credentials: may be shown. */
  readonly server: string;
  /** This process started the server, or found one it started earlier. */
  readonly embedded: boolean;
  /** What a person should know about this connection. */
  readonly notes: readonly string[];
  readonly close: () => Promise<void>;
}

export interface BusOptions {
  /** null: a private server on loopback. */
  readonly settings: NatsSettings | null;
  readonly embedded?: EmbeddedOptions;
}

export interface BusFlags {
  readonly nats?: string | undefined;
  readonly insecure?: boolean | undefined;
}

const file = (env: NodeJS.ProcessEnv, key: string, name: string) =>
  env[key] ? { [name]: env[key] } : {};

/**
 * Settings from flags, then HOPSCOPE_NATS (and _CREDS, _NKEY, _TOKEN_FILE, _CA, _CERT, _KEY,
 * _INSECURE=1), then `fromConfig`; null when none names a server. Throws CONFIG_INVALID.
 */
export const busSettings = (
  flags: BusFlags,
  env: NodeJS.ProcessEnv,
  fromConfig: NatsSettings | null = null,
): NatsSettings | null => {
  const servers = flags.nats ?? (env['HOPSCOPE_NATS'] || undefined);
  if (servers === undefined && fromConfig === null) return null;
  const tls = {
    ...file(env, 'HOPSCOPE_NATS_CA', 'ca'),
    ...file(env, 'HOPSCOPE_NATS_CERT', 'cert'),
    ...file(env, 'HOPSCOPE_NATS_KEY', 'key'),
  };
  const parsed = natsSettingsSchema.safeParse({
    ...fromConfig,
    ...(servers === undefined ? {} : { servers }),
    ...file(env, 'HOPSCOPE_NATS_CREDS', 'credentials'),
    ...file(env, 'HOPSCOPE_NATS_NKEY', 'nkey'),
    ...file(env, 'HOPSCOPE_NATS_TOKEN_FILE', 'tokenFile'),
    ...(Object.keys(tls).length === 0 ? {} : { tls }),
    ...(flags.insecure === true || env['HOPSCOPE_NATS_INSECURE'] === '1' ? { insecure: true } : {}),
  });
  if (parsed.success) return parsed.data;
  const source = flags.nats === undefined ? 'HOPSCOPE_NATS' : '--nats';
  throw new HopscopeError('CONFIG_INVALID', `${source}: ${parsed.error.issues[0]?.message}`);
};

const refuseInsecure = (settings: NatsSettings): readonly string[] => {
  const unsafe = insecureServers(settings);
  if (unsafe.length === 0) return [];
  if (settings.insecure) return [`insecure: ${unsafe.join(', ')}`];
  throw new HopscopeError(
    'NATS_INSECURE',
    `refusing ${unsafe.join(', ')}: anybody on that network could read and send orders. ` +
      'Use tls:// with credentials, or say --insecure (HOPSCOPE_NATS_INSECURE=1)',
  );
};

const shown = (settings: NatsSettings): string =>
  settings.servers.map((server) => parseServer(server)?.shown ?? server).join(', ');

/** A connection to the given servers. Throws NATS_UNREACHABLE, NATS_REFUSED, CONFIG_INVALID. */
const connectTo = async (settings: NatsSettings): Promise<NatsConnection> => {
  let options;
  try {
    options = natsOptions(settings, (path) => readFileSync(path));
  } catch (cause) {
    const message = `NATS credentials: ${rootMessage(cause)}`;
    throw new HopscopeError('CONFIG_INVALID', message, { cause });
  }
  try {
    return await connect({
      ...options,
      name: 'hopscope',
      timeout: RUN_LIMITS.connectMs,
      maxReconnectAttempts: 10,
      reconnectTimeWait: 250,
    });
  } catch (cause) {
    const refused = natsFailure(cause) === 'refused';
    throw refused
      ? new HopscopeError('NATS_REFUSED', `${shown(settings)} refuses our credentials`, { cause })
      : new HopscopeError(
          'NATS_UNREACHABLE',
          `no NATS server answers at ${shown(settings)}: ${rootMessage(cause)}`,
          { cause },
        );
  }
};

const openBus = async (
  connection: NatsConnection,
  facts: Pick<Bus, 'server' | 'embedded' | 'notes'>,
  after: () => Promise<void>,
): Promise<Bus> => {
  const close = async (): Promise<void> => {
    await connection.close();
    await after();
  };
  try {
    const manager = await jetstreamManager(connection, { timeout: RUN_LIMITS.connectMs });
    await ensureStreams(connection, manager);
    return { connection, jetstream: jetstream(connection), manager, ...facts, close };
  } catch (cause) {
    await close();
    if (cause instanceof HopscopeError) throw cause;
    throw new HopscopeError(
      'ENVIRONMENT',
      `JetStream does not work on ${facts.server}: ${rootMessage(cause)}`,
      { cause },
    );
  }
};

/** Throws NATS_INSECURE, NATS_UNREACHABLE, NATS_REFUSED, CONFIG_INVALID or ENVIRONMENT. */
export const connectBus = async ({ settings, embedded }: BusOptions): Promise<Bus> => {
  if (settings !== null) {
    const notes = refuseInsecure(settings);
    const connection = await connectTo(settings);
    return openBus(connection, { server: shown(settings), embedded: false, notes }, async () => {});
  }
  const server = await startEmbedded(embedded ?? {});
  const own = natsSettingsSchema.parse({ servers: server.url, tokenFile: server.tokenFile });
  try {
    const connection = await connectTo(own);
    const notes = [`private NATS server on ${server.url}, token in ${server.tokenFile}`];
    return await openBus(connection, { server: server.url, embedded: true, notes }, server.stop);
  } catch (error) {
    await server.stop();
    throw error;
  }
};
