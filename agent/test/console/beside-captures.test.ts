// Captures come first: a console that prints all it may costs a capture beside it no packet, and
// what it sees arrives no later than it would have.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import {
  agentSubject,
  fromFailure,
  SIGHTINGS_STREAM,
  SIGHTINGS_WILDCARD,
  traceSubjects,
  Wire,
} from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import test from 'ava';
import type { ExecutionContext } from 'ava';

import { openNetwork, openPair } from '../node/support/network.ts';
import { NODE, setUp } from './support/set-up.ts';

const SENDER = join(import.meta.dirname, '../../../test/bench/capture/sender.ts');
const RATE = 20_000;
const SECONDS = 3;
const PORT = 4_711;
const MIB = 1024 * 1024;
/** A batch waits up to 100 ms, a block of the ring 10; the rest is a machine full of tests. */
const DELAY_MS_MAX = 500;

interface Measured {
  readonly sent: number;
  readonly counts: hopscope.v1.ICaptureCounts;
  /** From the stamp of the oldest packet of each parcel to its arrival here, sorted. */
  readonly delaysMs: readonly number[];
}

const ask = async <Response extends { failure?: hopscope.v1.IFailure | null }>(
  connection: NatsConnection,
  verb: 'arm' | 'release',
  body: Uint8Array,
  decode: (bytes: Uint8Array) => Response,
): Promise<Response> => {
  const { data } = await connection.request(agentSubject(NODE, verb), body, { timeout: 20_000 });
  const response = decode(data);
  const failure = fromFailure(response.failure);
  if (failure !== null) throw failure;
  return response;
};

const arm = (connection: NatsConnection, trace: string, netns: string, device: string) => {
  const match = { protocol: 'udp', remote: '10.9.0.2', remotePort: PORT, locals: ['10.9.0.1'] };
  const order = {
    trace,
    order: 'o1',
    leaseMs: 60_000,
    durationMaxMs: 60_000,
    captures: [{ capture: 1, device: { netns, device }, match, packetsMax: 1_000_000 }],
  };
  const body = Wire.ArmRequest.encode(order).finish();
  return ask(connection, 'arm', body, (bytes) => Wire.ArmResponse.decode(bytes));
};

const sendPackets = async (netns: string, device: string): Promise<number> => {
  const argv = [process.execPath, SENDER, device, ...[RATE, SECONDS, PORT].map(String)];
  const child = spawn('ip', ['netns', 'exec', netns, ...argv], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  return (JSON.parse(text) as { sent: number }).sent;
};

const follow = (connection: NatsConnection, trace: string) => {
  const delaysMs: number[] = [];
  const subscription = connection.subscribe(traceSubjects(trace));
  const read = async (): Promise<void> => {
    for await (const { data } of subscription) {
      const { sightings } = Wire.Parcel.decode(data);
      if (!sightings?.sec || !sightings.nsec) continue;
      const first = Buffer.from(sightings.sec).readUInt32LE(0) * 1000;
      delaysMs.push(Date.now() - first - Buffer.from(sightings.nsec).readUInt32LE(0) / 1e6);
    }
  };
  void read();
  return { delaysMs, stop: () => subscription.unsubscribe() };
};

const measured = test.macro({
  exec: async (t: ExecutionContext, outputBytesPerS: number) => {
    const network = openNetwork();
    t.teardown(network.close);
    const pair = openPair(network, 'beside');
    const { connection, open } = await setUp(t, { outputBytesPerS });
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: SIGHTINGS_STREAM, subjects: [SIGHTINGS_WILDCARD] });
    const measure = async (trace: string): Promise<Measured> => {
      const { delaysMs, stop } = follow(connection, trace);
      await arm(connection, trace, pair.b, pair.devB);
      const sent = await sendPackets(pair.a, pair.devA);
      const body = Wire.ReleaseRequest.encode({ trace, order: 'o1' }).finish();
      const decode = (bytes: Uint8Array) => Wire.ReleaseResponse.decode(bytes);
      const { captures } = await ask(connection, 'release', body, decode);
      stop();
      const sorted = delaysMs.toSorted((a, b) => a - b);
      return { sent, counts: captures?.[0] ?? {}, delaysMs: sorted };
    };
    const alone = await measure('alone');
    const console = await open({ argv: ['sh', '-c', 'stty raw; exec cat /dev/zero'] });
    const before = console.bytes;
    const beside = await measure('beside');
    const printed = console.bytes - before;
    await console.ask({ close: {} });
    await console.end();
    for (const { sent, counts } of [alone, beside]) {
      t.true(sent > 0.9 * RATE * SECONDS);
      t.like(counts, { seen: sent, matched: sent, droppedByKernel: 0, droppedByAgent: 0 });
    }
    const worst = ({ delaysMs }: Measured): number => delaysMs.at(-1) ?? 0;
    const usual = ({ delaysMs }: Measured): number =>
      delaysMs[Math.floor(delaysMs.length / 2)] ?? 0;
    t.log(
      `${(printed / MIB / SECONDS).toFixed(1)} MiB/s printed; delay of a parcel ` +
        `${usual(beside).toFixed(0)} ms, at most ${worst(beside).toFixed(0)} ms; alone ` +
        `${usual(alone).toFixed(0)} and ${worst(alone).toFixed(0)} ms`,
    );
    t.true(printed > MIB, 'the console prints meanwhile');
    t.true(usual(beside) <= DELAY_MS_MAX / 2, `${usual(beside)} ms`);
    t.true(worst(beside) <= Math.max(DELAY_MS_MAX, 2 * worst(alone)), `${worst(beside)} ms`);
  },
  title: (name) => `a capture loses nothing and is not delayed by a console at ${name}`,
});

test.serial('the usual rate', measured, 4 * MIB);
test.serial('the highest rate there is', measured, 64 * MIB);
