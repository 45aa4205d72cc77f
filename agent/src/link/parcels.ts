// Parcels to JetStream: in order, without waiting for each acknowledgement, and bounded. When too
// much is under way the privileged process is held back, and drops and counts there; what JetStream
// did not take is counted here and shows as a gap in the numbers.

import { sightingsSubject, Wire } from '@hopscope/proto';
import type { Logger } from 'pino';

import type { AckedStream } from './acknowledgements.ts';
import { LINK_LIMITS } from './limits.ts';

/** Field 1 of Parcel, a varint. */
const SEQUENCE_TAG = 1 << 3;

/** The number of an encoded parcel; it comes first, and the rest is not looked at. */
export const sequenceOf = (parcel: Uint8Array): number => {
  if (parcel[0] !== SEQUENCE_TAG) return Wire.Parcel.decode(parcel).sequence;
  let value = 0;
  for (let at = 1, factor = 1; ; at += 1, factor *= 128) {
    const byte = parcel[at] ?? 0;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return value;
  }
};

export interface ParcelCounts {
  readonly published: number;
  readonly acknowledged: number;
  readonly failed: number;
}

export interface ParcelPublisher {
  /** `taken` is called when JetStream has it: its bytes may be used again. */
  readonly publish: (trace: string, parcel: Uint8Array, taken?: () => void) => void;
  readonly counts: () => ParcelCounts;
  /** Resolves when nothing is under way any more. */
  readonly settled: () => Promise<void>;
}

/** `hold(true)` is called when too much is under way, `hold(false)` when it is not any more. */
export const openPublisher = (
  stream: Pick<AckedStream, 'publish'>,
  node: string,
  hold: (held: boolean) => void,
  log: Logger,
): ParcelPublisher => {
  let pending = 0;
  const counts = { published: 0, acknowledged: 0, failed: 0 };
  let bytes = 0;
  let held = false;
  let complainedMs = Number.NEGATIVE_INFINITY;

  const judge = (): void => {
    const full = bytes > LINK_LIMITS.inFlightBytesMax || pending > LINK_LIMITS.inFlightMax;
    const low = bytes < LINK_LIMITS.inFlightBytesMax / 2 && pending < LINK_LIMITS.inFlightMax / 2;
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

  let settled = (): void => {};

  const done = (trace: string, parcelBytes: number, error: Error | null): void => {
    if (error === null) counts.acknowledged += 1;
    else failed(trace, error);
    pending -= 1;
    bytes -= parcelBytes;
    judge();
    if (pending === 0) settled();
  };

  return {
    publish: (trace, parcel, taken) => {
      const { length } = parcel;
      counts.published += 1;
      pending += 1;
      bytes += length;
      stream.publish(sightingsSubject(trace, node), parcel, (error) => {
        // what was not acknowledged may still lie in the connection's own buffer
        if (error === null) taken?.();
        done(trace, length, error);
      });
      judge();
    },
    counts: () => ({ ...counts }),
    settled: () =>
      pending === 0 ? Promise.resolve() : new Promise((resolve) => (settled = resolve)),
  };
};
