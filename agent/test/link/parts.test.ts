// Parts of link on their own: the bounded way to JetStream, and what ends by itself.
import { HopscopeError } from '@hopscope/proto';
import { pino } from 'pino';
import test from 'ava';

import type { AckedStream } from '../../src/link/acknowledgements.ts';
import { openHousekeeping } from '../../src/link/housekeeping.ts';
import { LINK_LIMITS } from '../../src/link/limits.ts';
import type { NodeProcess } from '../../src/link/node-process.ts';
import { Orders } from '../../src/link/orders.ts';
import { openPublisher } from '../../src/link/parcels.ts';

const log = pino({ level: 'silent' });

/** A stream that acknowledges when it is told to. */
const slowStream = () => {
  const waiting: { ack: () => void; refuse: (error: Error) => void; subject: string }[] = [];
  const stream: Pick<AckedStream, 'publish'> = {
    publish: (subject, _data, done) =>
      void waiting.push({ subject, ack: () => done(null), refuse: done }),
  };
  return { stream, waiting };
};

test('node is held back when too much is under way, and let go when half is acknowledged', async (t) => {
  const { stream, waiting } = slowStream();
  const held: boolean[] = [];
  const publisher = openPublisher(stream, 'cn1.example', (hold) => held.push(hold), log);
  for (let index = 0; index <= LINK_LIMITS.inFlightMax; index += 1)
    publisher.publish('t', new Uint8Array(10));
  t.deepEqual(held, [true]);
  t.is(waiting[0]?.subject, 'hopscope.v1.sightings.t.cn1=2eexample');
  for (const { ack } of waiting) ack();
  await publisher.settled();
  t.deepEqual(held, [true, false]);
  const all = LINK_LIMITS.inFlightMax + 1;
  t.deepEqual(publisher.counts(), { published: all, acknowledged: all, failed: 0 });
});

test('node is held back by bytes as well as by number', (t) => {
  const { stream } = slowStream();
  const held: boolean[] = [];
  const publisher = openPublisher(stream, 'n', (hold) => held.push(hold), log);
  const large = new Uint8Array(LINK_LIMITS.inFlightBytesMax / 8);
  for (let index = 0; index < 8; index += 1) publisher.publish('t', large);
  t.deepEqual(held, []);
  publisher.publish('t', large);
  t.deepEqual(held, [true]);
});

test('what JetStream does not take is counted', async (t) => {
  const { stream, waiting } = slowStream();
  const publisher = openPublisher(stream, 'n', () => {}, log);
  publisher.publish('t', new Uint8Array(1));
  publisher.publish('t', new Uint8Array(1));
  waiting[0]?.refuse(new Error('full'));
  waiting[1]?.ack();
  await publisher.settled();
  t.deepEqual(publisher.counts(), { published: 2, acknowledged: 1, failed: 1 });
});

const idleProcess = (idleMs: number, stop: () => void): NodeProcess => ({
  request: () => Promise.resolve(new Uint8Array(0)),
  running: () => true,
  idleMs: () => idleMs,
  hold: () => {},
  console: () => true,
  kill: () => {},
  stop: () => {
    stop();
    return Promise.resolve();
  },
});

test('a privileged process that is idle and has no orders is ended', async (t) => {
  const stopped = Promise.withResolvers<void>();
  const nodeProcess = idleProcess(LINK_LIMITS.idleMs + 1, stopped.resolve);
  const end = openHousekeeping({ nodeProcess, orders: new Orders(), consoles: { size: 0 }, log });
  await t.notThrowsAsync(stopped.promise);
  end();
});

test('a console keeps the privileged process until it is closed', async (t) => {
  const stopped = Promise.withResolvers<void>();
  const consoles = { size: 1 };
  let looks = 0;
  const nodeProcess = {
    ...idleProcess(LINK_LIMITS.idleMs + 1, () => {
      t.is(consoles.size, 0, 'not while somebody is there');
      stopped.resolve();
    }),
    running: () => {
      looks += 1;
      if (looks > 3) consoles.size = 0;
      return true;
    },
  };
  const end = openHousekeeping({ nodeProcess, orders: new Orders(), consoles, log });
  await stopped.promise;
  end();
});

test('an order keeps the privileged process, and its lease is the second lock', async (t) => {
  const orders = new Orders();
  orders.admit('t', 'o', 60_000, performance.now());
  let stops = 0;
  const released = Promise.withResolvers<string>();
  const nodeProcess = {
    ...idleProcess(LINK_LIMITS.idleMs + 1, () => (stops += 1)),
    request: (verb: string) => {
      released.resolve(verb);
      t.is(stops, 0, 'while there is an order it is not ended');
      return Promise.resolve(new Uint8Array(0));
    },
  };
  const end = openHousekeeping({ nodeProcess, orders, consoles: { size: 0 }, log });
  orders.renew('t', 'o', 0, performance.now());
  t.is(await released.promise, 'release');
  t.is(orders.size, 0);
  end();
});

test('a privileged process that does not even release is killed', async (t) => {
  const orders = new Orders();
  orders.admit('t', 'o', 0, performance.now());
  const killed = Promise.withResolvers<void>();
  const nodeProcess = {
    ...idleProcess(0, () => {}),
    request: () => Promise.reject(new HopscopeError('TIMED_OUT', 'no answer')),
    kill: killed.resolve,
  };
  const end = openHousekeeping({ nodeProcess, orders, consoles: { size: 0 }, log });
  await t.notThrowsAsync(killed.promise);
  end();
});

test('an agent does not take more orders than it can hold', (t) => {
  const orders = new Orders();
  for (let index = 0; index < LINK_LIMITS.ordersMax; index += 1)
    orders.admit(`t${index}`, 'o', 1_000, 0);
  t.notThrows(() => orders.admit('t0', 'o', 1_000, 0), 'the same order again is no new one');
  t.throws(() => orders.admit('more', 'o', 1_000, 0), { message: /orders already/ });
});
