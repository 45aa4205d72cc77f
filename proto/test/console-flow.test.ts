// One end of a console against the other: nothing lost unseen, nothing sent that was not waited
// for.
import test from 'ava';
import fc from 'fast-check';

import { ConsoleFlow, HopscopeError, WIRE_LIMITS, Wire } from '../src/mod.ts';

const WINDOW = 1000;

const pair = (window = WINDOW): [ConsoleFlow, ConsoleFlow] => [
  new ConsoleFlow({ receiveWindowBytes: window, sendWindowBytes: window }),
  new ConsoleFlow({ receiveWindowBytes: window, sendWindowBytes: window }),
];

const lost = { instanceOf: HopscopeError, code: 'CONSOLE_LOST' } as const;

test('room shrinks by what is sent and grows by what the other side is done with', (t) => {
  const [near, far] = pair();
  far.decode(near.encode({ data: new Uint8Array(600) }));
  t.is(near.room, 400);
  far.decode(near.encode({ errorData: new Uint8Array(400) }));
  t.is(near.room, 0, 'standard error counts too');
  far.consumed(250);
  near.decode(far.encode({}));
  t.is(near.room, 250);
});

test('whatever is sent and done, room is the window less what is on its way', (t) => {
  const steps = fc.array(
    fc.record({ send: fc.nat(400), done: fc.nat(400), answer: fc.boolean() }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      const [near, far] = pair();
      let waiting = 0;
      let told = 0;
      for (const { send, done, answer } of all) {
        const bytes = Math.min(send, near.room);
        if (bytes > 0) far.decode(near.encode({ data: new Uint8Array(bytes) }));
        waiting += bytes;
        told += bytes;
        const consumed = Math.min(done, waiting);
        far.consumed(consumed);
        waiting -= consumed;
        if (answer) {
          near.decode(far.encode({}));
          told = waiting;
        }
        t.is(near.room, WINDOW - told);
      }
    }),
  );
});

test('counters go on past 4 GiB', (t) => {
  const piece = WIRE_LIMITS.consoleFrameBytesMax;
  const [near, far] = pair(4 * piece);
  const data = new Uint8Array(piece);
  const frames = 2 ** 32 / piece + 5;
  for (let sent = 1; sent <= frames; sent += 1) {
    far.decode(near.encode({ data }));
    far.consumed(piece);
    if (sent % 3 === 0) near.decode(far.encode({}));
  }
  t.is(near.room, (4 - (frames % 3)) * piece);
});

test('a frame that is missing, repeated or out of turn ends the session', (t) => {
  const frames = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(frames, (order) => {
      const [near, far] = pair();
      const sent = Array.from({ length: 10 }, () => near.encode({}));
      const inTurn = order.every((frame, index) => frame === index);
      const take = () => order.forEach((frame) => void far.decode(sent[frame]!));
      if (inTurn) t.notThrows(take);
      else t.throws(take, lost);
    }),
  );
});

test('who sends more than was granted is found out', (t) => {
  const far = new ConsoleFlow({ receiveWindowBytes: 10, sendWindowBytes: 10 });
  const near = new ConsoleFlow({ receiveWindowBytes: 10, sendWindowBytes: 100 });
  far.decode(near.encode({ data: new Uint8Array(10) }));
  const more = near.encode({ data: new Uint8Array(1) });
  t.throws(() => far.decode(more), { ...lost, message: /without waiting/ });
});

test('a frame larger than a frame may be, and an acknowledgement of what was never sent', (t) => {
  const [near, far] = pair(1_000_000);
  const large = near.encode({ data: new Uint8Array(WIRE_LIMITS.consoleFrameBytesMax + 1) });
  t.throws(() => far.decode(large), { ...lost, message: /at most/ });
  const [other] = pair();
  const lie = Wire.ConsoleFrame.encode({ sequence: 1, acknowledged: 1 }).finish();
  t.throws(() => other.decode(lie), { ...lost, message: /never sent/ });
});

test('bytes that are no frame end the session, and nothing worse', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const [flow] = pair();
      try {
        flow.decode(bytes);
        return true;
      } catch (error) {
        return error instanceof HopscopeError && error.code === 'CONSOLE_LOST';
      }
    }),
  );
  t.pass();
});

test('an acknowledgement is due after a quarter of the window', (t) => {
  const [near, far] = pair();
  far.decode(near.encode({ data: new Uint8Array(500) }));
  far.consumed(249);
  t.false(far.owesAcknowledgement);
  far.consumed(1);
  t.true(far.owesAcknowledgement);
  near.decode(far.encode({}));
  t.false(far.owesAcknowledgement);
});
