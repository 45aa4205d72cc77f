// The agent's connection to NATS. It is tried for ever and reconnects for ever: an agent outlives
// its server. What goes wrong is said once for each kind, not at every try.

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { HopscopeError } from '@hopscope/proto';
import { natsFailure, natsOptions, rootMessage } from '@hopscope/settings';
import type { NatsSettings } from '@hopscope/settings';
import type { NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import type { NodeConnectionOptions } from '@nats-io/transport-node';
import type { Logger } from 'pino';

import { LINK_LIMITS } from './limits.ts';

const optionsOf = (settings: NatsSettings, name: string): NodeConnectionOptions => {
  try {
    return {
      ...natsOptions(settings, (path) => readFileSync(path)),
      name,
      reconnect: true,
      maxReconnectAttempts: -1,
      reconnectTimeWait: LINK_LIMITS.connectRetryMs,
      ignoreAuthErrorAbort: true,
      pingInterval: LINK_LIMITS.pingMs,
      maxPingOut: 2,
      timeout: LINK_LIMITS.connectMs,
    };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new HopscopeError('CONFIG_INVALID', `NATS credentials: ${message}`, { cause });
  }
};

/** A connection, however long it takes; rejects only with CONFIG_INVALID or when `signal` fires. */
export const connectForEver = async (
  settings: NatsSettings,
  name: string,
  log: Logger,
  signal: AbortSignal,
): Promise<NatsConnection> => {
  const options = optionsOf(settings, name);
  let said = '';
  for (;;) {
    signal.throwIfAborted();
    try {
      return await connect(options);
    } catch (error) {
      const code = natsFailure(error) === 'refused' ? 'NATS_REFUSED' : 'NATS_UNREACHABLE';
      const complaint = `${code}: ${rootMessage(error)}`;
      if (complaint !== said)
        log.warn({ code, servers: options.servers, reason: rootMessage(error) }, 'no NATS yet');
      said = complaint;
    }
    await sleep(LINK_LIMITS.connectRetryMs, undefined, { signal });
  }
};

/** Logs what happens to the connection; calls `reconnected` after each time it came back. */
export const followConnection = async (
  connection: NatsConnection,
  log: Logger,
  reconnected: () => void,
): Promise<void> => {
  for await (const status of connection.status()) {
    if (status.type === 'disconnect') log.warn({ server: status.server }, 'NATS connection lost');
    else if (status.type === 'reconnect') {
      log.info({ server: status.server }, 'NATS connection is back');
      reconnected();
    } else if (status.type === 'error')
      log.warn({ code: 'NATS_REFUSED', reason: status.error.message }, 'NATS refused something');
    else log.debug({ status: status.type }, 'NATS');
  }
};
