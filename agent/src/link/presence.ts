// Presence: one key per agent process in a bucket that forgets after seconds. Written each
// period, so that who is not there any more disappears by itself. A server without JetStream, or
// one that does not let us write, is said once and tried again at each period.

import { PRESENCE_BUCKET, presenceKey, WIRE_LIMITS, Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';
import { Kvm } from '@nats-io/kv';
import type { KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/nats-core';
import type { Logger } from 'pino';

export type PresenceValue = hopscope.v1.Presence.$Properties & { node: string; instance: string };

export interface Presence {
  /** Writes it now, and again each period. */
  readonly say: (value: PresenceValue) => void;
  /** Stops, and removes the key. */
  readonly leave: () => Promise<void>;
}

export const openPresence = (connection: NatsConnection, log: Logger): Presence => {
  let bucket: KV | null = null;
  let value: PresenceValue | null = null;
  let complained = false;
  let writing: Promise<void> | null = null;

  const write = async (): Promise<void> => {
    if (value === null || connection.isClosed()) return;
    try {
      bucket ??= await new Kvm(connection).create(PRESENCE_BUCKET, {
        ttl: WIRE_LIMITS.presenceTtlMs,
        history: 1,
      });
      const key = presenceKey(value.node, value.instance);
      await bucket.put(key, Wire.Presence.encode(value).finish());
      complained = false;
    } catch (error) {
      bucket = null; // the server may have come back without its buckets
      const reason = error instanceof Error ? error.message : String(error);
      if (!complained) log.warn({ reason }, 'presence cannot be written');
      complained = true;
    }
  };

  const beat = (): void => {
    writing ??= write().finally(() => (writing = null));
  };
  const timer = setInterval(beat, WIRE_LIMITS.presencePeriodMs);

  return {
    say: (next) => {
      value = next;
      if (writing === null) beat();
      else void writing.then(beat);
    },
    leave: async () => {
      clearInterval(timer);
      const last = value;
      value = null;
      await writing;
      if (last === null || bucket === null || connection.isClosed()) return;
      await bucket.delete(presenceKey(last.node, last.instance)).catch((error: unknown) => {
        log.debug({ error }, 'the presence key ends by its age');
      });
    },
  };
};
