// Two ends of one channel over a real socket pair.
import { once } from 'node:events';
import { createServer, connect } from 'node:net';
import type { Socket } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { HopscopeError, Wire } from '@hopscope/proto';
import test from 'ava';
import type { ExecutionContext } from 'ava';

import { encodeFrame, FRAME, FrameDecoder } from '../../src/channel/frame.ts';
import { encodeRequest } from '../../src/channel/message.ts';
import { CHANNEL_LIMITS, openChannel } from '../../src/channel/mod.ts';

const socketPair = async (t: ExecutionContext): Promise<[Socket, Socket]> => {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-channel-'));
  const server = createServer();
  server.listen(join(folder, 's'));
  await once(server, 'listening');
  const near = connect(join(folder, 's'));
  const [far] = (await once(server, 'connection')) as [Socket];
  t.teardown(() => {
    near.destroy();
    far.destroy();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return [near, far];
};

test('answers find their requests, whatever their order', async (t) => {
  const [near, far] = await socketPair(t);
  const held: (() => void)[] = [];
  openChannel(far, {
    request: async (_verb, body) => {
      if (body[0] === 1) await new Promise<void>((resolve) => held.push(resolve));
      else held.forEach((go) => go());
      return body;
    },
  });
  const channel = openChannel(near, {});
  const first = channel.request('arm', Uint8Array.of(1), 2_000);
  const second = channel.request('renew', Uint8Array.of(2), 2_000);
  t.deepEqual([(await first)[0], (await second)[0]], [1, 2]);
});

test('a handler that fails is an answer with its failure', async (t) => {
  const [near, far] = await socketPair(t);
  openChannel(far, {
    request: () => Promise.reject(new HopscopeError('NETNS_DEAD', 'gone', { detail: 'd' })),
  });
  const body = await openChannel(near, {}).request('describe', new Uint8Array(0), 2_000);
  t.like(Wire.DescribeResponse.decode(body).failure, { code: 'NETNS_DEAD', message: 'gone' });
});

test('an answer too large for a frame is an answer with LIMIT_REACHED', async (t) => {
  const [near, far] = await socketPair(t);
  openChannel(far, {
    request: () => Promise.resolve(new Uint8Array(CHANNEL_LIMITS.payloadBytesMax + 1)),
  });
  const body = await openChannel(near, {}).request('snapshot', new Uint8Array(0), 2_000);
  t.is(Wire.SnapshotResponse.decode(body).failure?.code, 'LIMIT_REACHED');
});

test('whoever asks more at once than agreed is told, and the rest is answered', async (t) => {
  const [near, far] = await socketPair(t);
  const held: (() => void)[] = [];
  const full = Promise.withResolvers<void>();
  openChannel(far, {
    request: async (_verb, body) => {
      await new Promise<void>((resolve) => held.push(resolve));
      return body;
    },
  });
  // By hand: a channel of ours would not send so many.
  const seen = new Map<number, string>();
  const decoder = new FrameDecoder();
  near.on('data', (chunk: Buffer) => {
    for (const { id, payload } of decoder.push(chunk))
      seen.set(id, Wire.DescribeResponse.decode(payload).failure?.code ?? 'answered');
    if (seen.size === 2) full.resolve();
  });
  const max = CHANNEL_LIMITS.requestsMax;
  for (let id = 1; id <= max + 2; id += 1)
    near.write(encodeFrame(FRAME.request, id, encodeRequest('describe', new Uint8Array(0))));
  await full.promise;
  t.deepEqual(
    [...seen],
    [
      [max + 1, 'LIMIT_REACHED'],
      [max + 2, 'LIMIT_REACHED'],
    ],
  );
  t.is(held.length, max);
  const all = Promise.withResolvers<void>();
  near.on('data', () => seen.size === max + 2 && all.resolve());
  for (const go of held) go();
  await all.promise;
  t.is([...seen.values()].filter((code) => code === 'answered').length, max);
});

test('when the other side goes away, what is under way ends with NODE_PROCESS_DIED', async (t) => {
  const [near, far] = await socketPair(t);
  openChannel(far, {
    request: () => {
      far.destroy();
      return new Promise(() => {});
    },
  });
  const channel = openChannel(near, {});
  await t.throwsAsync(channel.request('arm', new Uint8Array(0), 5_000), {
    message: /privileged process/,
  });
  t.is(await channel.closed, null);
  const later = await t.throwsAsync(channel.request('arm', new Uint8Array(0), 5_000));
  t.like(later, { code: 'NODE_PROCESS_DIED' });
});

test('a request without answer times out, and its late answer is nobody else’s', async (t) => {
  const [near, far] = await socketPair(t);
  const late: (() => void)[] = [];
  openChannel(far, {
    request: (verb, body) =>
      verb === 'arm'
        ? new Promise((resolve) => late.push(() => resolve(Uint8Array.of(9))))
        : Promise.resolve(body),
  });
  const channel = openChannel(near, {});
  const error = await t.throwsAsync(channel.request('arm', new Uint8Array(0), 20));
  t.like(error, { code: 'TIMED_OUT' });
  late.forEach((go) => go());
  t.deepEqual([...(await channel.request('renew', Uint8Array.of(3), 2_000))], [3]);
});

test('bytes that are no frames end the channel with the reason', async (t) => {
  const [near, far] = await socketPair(t);
  const channel = openChannel(near, {});
  far.write(Buffer.alloc(32, 0xff));
  t.regex((await channel.closed)?.message ?? '', /out of step/);
});

test('parcels keep their order, and are refused when the other side does not read', async (t) => {
  const [near, far] = await socketPair(t);
  const seen: number[] = [];
  const done = Promise.withResolvers<void>();
  let taken = Number.POSITIVE_INFINITY;
  const reader = openChannel(far, {
    parcel: (trace, parcel) => {
      t.is(trace, 't1');
      seen.push(Buffer.from(parcel).readUInt32LE(0));
      if (seen.length === taken) done.resolve();
    },
  });
  reader.pause();
  const channel = openChannel(near, {});
  let sent = 0;
  for (; sent < 1_000; sent += 1) {
    const parcel = Buffer.alloc(128 * 1024);
    parcel.writeUInt32LE(sent, 0);
    if (!channel.parcel('t1', parcel)) break;
  }
  t.true(sent > 10 && sent < 1_000, `${sent} parcels were taken`);
  t.true(channel.backlogBytes() > CHANNEL_LIMITS.backlogBytesMax);
  taken = sent;
  reader.resume();
  await done.promise;
  t.deepEqual(
    seen,
    Array.from({ length: sent }, (_, index) => index),
  );
});

test('frames of consoles pass both ways, in order, between everything else', async (t) => {
  const [near, far] = await socketPair(t);
  const seen: string[] = [];
  const all = Promise.withResolvers<void>();
  const other = openChannel(far, {
    console: (session, frame) => other.console(session, frame.toReversed()),
    request: (_verb, body) => Promise.resolve(Uint8Array.from(body)),
  });
  const channel = openChannel(near, {
    console: (session, frame) => {
      seen.push(`${session} ${Buffer.from(frame).toString()}`);
      if (seen.length === 3) all.resolve();
    },
  });
  channel.console('a', Buffer.from('123'));
  channel.console('b', Buffer.from(''));
  channel.console('a', Buffer.from('456'));
  t.deepEqual([...(await channel.request('describe', Uint8Array.of(7), 2_000))], [7]);
  await all.promise;
  t.deepEqual(seen, ['a 321', 'b ', 'a 654']);
});
