// Parcels to JetStream: in order, without waiting for each acknowledgement, and bounded. When too
// much is under way the privileged process is held back, and drops and counts there; what JetStream
// did not take is counted here and shows as a gap in the numbers.

import { sightingsSubject } from '@hopscope/proto';
import type { JetStreamClient } from '@nats-io/jetstream';
import type { Logger } from 'pino';

import { LINK_LIMITS } from './limits.ts';

export interface ParcelCounts {
  readonly published: number;
  readonly acknowledged: number;
  readonly failed: number;
}

export interface ParcelPublisher {
  readonly publish: (trace: string, parcel: Uint8Array) => void;
  readonly counts: () => ParcelCounts;
  /** Resolves when nothing is under way any more. */
  readonly settled: () => Promise<void>;
}

/** `hold(true)` is called when too much is under way, `hold(false)` when it is not any more. */
export const openPublisher = (
  jetstream: JetStreamClient,
  node: string,
  hold: (held: boolean) => void,
  log: Logger,
): ParcelPublisher => {
  const pending = new Set<Promise<void>>();
  const counts = { published: 0, acknowledged: 0, failed: 0 };
  let bytes = 0;
  let held = false;
  let complainedMs = Number.NEGATIVE_INFINITY;

  const judge = (): void => {
    const full = bytes > LINK_LIMITS.inFlightBytesMax || pending.size > LINK_LIMITS.inFlightMax;
    const low =
      bytes < LINK_LIMITS.inFlightBytesMax / 2 && pending.size < LINK_LIMITS.inFlightMax / 2;
    if (held ? low : full) {
      held = !held;
      hold(held);
    }
  };

  const failed = (trace: string, error: unknown): void => {
    counts.failed += 1;
    if (performance.now() - complainedMs < LINK_LIMITS.complainMs) return;
    complainedMs = performance.now();
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ trace, failed: counts.failed, reason }, 'JetStream did not take a parcel');
  };

  return {
    publish: (trace, parcel) => {
      counts.published += 1;
      bytes += parcel.length;
      const done = jetstream
        .publish(sightingsSubject(trace, node), parcel, { timeout: LINK_LIMITS.ackMs })
        .then(
          () => void (counts.acknowledged += 1),
          (error: unknown) => failed(trace, error),
        )
        .finally(() => {
          pending.delete(done);
          bytes -= parcel.length;
          judge();
        });
      pending.add(done);
      judge();
    },
    counts: () => ({ ...counts }),
    settled: async () => void (await Promise.all(pending)),
  };
};
