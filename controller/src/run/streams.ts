// The stream of sightings and the bucket of presence: made when missing, and read back, because
// an older server drops settings it does not know without a word.

import {
  HopscopeError,
  PRESENCE_BUCKET,
  SIGHTINGS_STREAM,
  SIGHTINGS_WILDCARD,
  WIRE_LIMITS,
} from '@hopscope/proto';
import { DiscardPolicy, JetStreamApiError, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import type { JetStreamManager, StreamConfig } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { nanos } from '@nats-io/nats-core';
import type { NatsConnection } from '@nats-io/nats-core';

const WANTED = {
  name: SIGHTINGS_STREAM,
  subjects: [SIGHTINGS_WILDCARD],
  retention: RetentionPolicy.Limits,
  storage: StorageType.File,
  discard: DiscardPolicy.Old,
  max_age: nanos(WIRE_LIMITS.streamAgeMaxMs),
  max_bytes: WIRE_LIMITS.streamBytesMax,
  num_replicas: 1,
} as const satisfies Partial<StreamConfig>;

/** A server with a small disk reserves less; a trace needs megabytes. */
const SMALL_BYTES = 128 * 1024 * 1024;
const NOT_FOUND = 404;
/** JetStream: "insufficient storage resources available". */
const NO_STORAGE = 10_047;

const isApiError = (error: unknown): error is JetStreamApiError =>
  error instanceof JetStreamApiError;

/** Settings that differ in a way that loses sightings, as `key: wanted, found`. */
export const streamDifferences = (found: Partial<StreamConfig>): readonly string[] => {
  const differences: string[] = [];
  const compare = (key: string, wanted: unknown, is: unknown): void => {
    if (wanted !== is) differences.push(`${key}: wanted ${String(wanted)}, found ${String(is)}`);
  };
  compare('subjects', WANTED.subjects.join(), (found.subjects ?? []).join());
  compare('retention', WANTED.retention, found.retention);
  compare('discard', WANTED.discard, found.discard);
  compare('max_age', WANTED.max_age, found.max_age);
  if ((found.max_bytes ?? 0) > 0 && (found.max_bytes ?? 0) < SMALL_BYTES)
    compare('max_bytes', WANTED.max_bytes, found.max_bytes);
  return differences;
};

const readBack = async (manager: JetStreamManager): Promise<StreamConfig | null> => {
  try {
    return (await manager.streams.info(SIGHTINGS_STREAM)).config;
  } catch (error) {
    if (isApiError(error) && error.status === NOT_FOUND) return null;
    throw error;
  }
};

const add = async (manager: JetStreamManager): Promise<void> => {
  try {
    await manager.streams.add({ ...WANTED, subjects: [...WANTED.subjects] });
  } catch (error) {
    if (!isApiError(error) || error.code !== NO_STORAGE) throw error;
    await manager.streams.add({
      ...WANTED,
      subjects: [...WANTED.subjects],
      max_bytes: SMALL_BYTES,
    });
  }
};

const ensureSightings = async (manager: JetStreamManager): Promise<void> => {
  let config = await readBack(manager);
  if (config === null) await add(manager);
  else if (streamDifferences(config).length > 0)
    await manager.streams.update(SIGHTINGS_STREAM, { ...WANTED, subjects: [...WANTED.subjects] });
  else return;
  config = await readBack(manager);
  const differences = streamDifferences(config ?? {});
  if (differences.length > 0)
    throw new HopscopeError(
      'ENVIRONMENT',
      `the stream ${SIGHTINGS_STREAM} is not as it must be: ${differences.join('; ')}`,
    );
};

/** Makes stream and bucket, or checks those that are there. Throws ENVIRONMENT. */
export const ensureStreams = async (
  connection: NatsConnection,
  manager: JetStreamManager,
): Promise<void> => {
  await ensureSightings(manager);
  const bucket = await new Kvm(connection).create(PRESENCE_BUCKET, {
    ttl: WIRE_LIMITS.presenceTtlMs,
    history: 1,
  });
  const { ttl } = await bucket.status();
  if (ttl !== WIRE_LIMITS.presenceTtlMs)
    throw new HopscopeError(
      'ENVIRONMENT',
      `the bucket ${PRESENCE_BUCKET} forgets after ${ttl} ms, not ${WIRE_LIMITS.presenceTtlMs}`,
    );
};
