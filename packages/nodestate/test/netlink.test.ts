// Messages of the kernel and what conntrack(8) made of the same connections at the same time.
import test from 'ava';
import fc from 'fast-check';
import {
  parseConntrack,
  parseConntrackEvents,
  printConntrack,
  printConntrackEvents,
} from '../src/mod.ts';
import { sample } from './recorded.ts';

const messages = (name: string): Buffer => Buffer.from(sample(name).replaceAll('\n', ''), 'hex');

/** Who changed an entry by hand is only known to the program, and its columns are wider. */
const plain = (text: string): string[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) =>
      line
        .replace(/ \[USERSPACE\].*$/, '')
        .replace(/^\[\d+\.\d+\]/, '')
        .trim(),
    );

test('a dump is printed as conntrack prints it, every line', (t) => {
  const printed = printConntrack(messages('ctnetlink-dump.hex'));
  t.deepEqual(plain(printed).toSorted(), plain(sample('ctnetlink-dump.txt')).toSorted());
  const { value, unknown } = parseConntrack(printed);
  t.deepEqual([value.length, unknown], [5, []]);
});

test('events are printed as conntrack prints them, each with its own stamp', (t) => {
  const count = plain(sample('ctnetlink-events.txt')).length;
  const sec = Array.from({ length: count }, (_, index) => 1_700_000_000 + index);
  const printed = printConntrackEvents(messages('ctnetlink-events.hex'), {
    sec,
    nsec: sec.map(() => 1_234),
  });
  t.deepEqual(plain(printed), plain(sample('ctnetlink-events.txt')));
  const { value, unknown } = parseConntrackEvents(printed);
  t.deepEqual(unknown, []);
  t.deepEqual(
    value.map((event) => event.sec),
    sec,
  );
  t.true(value.every(({ nsec }) => nsec === 1_234));
  t.deepEqual(
    value.map(({ type }) => type),
    ['NEW', 'NEW', 'NEW', 'NEW', 'NEW', 'UPDATE', 'DESTROY'],
  );
});

test('bytes that are no messages, or cut ones, print nothing wrong and never throw', (t) => {
  const whole = messages('ctnetlink-dump.hex');
  const lines = plain(printConntrack(whole));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(whole.length), (noise, cut) => {
      printConntrack(noise);
      const part = printConntrack(whole.subarray(0, cut));
      return part === '' || plain(part).every((line, index) => line === lines[index]);
    }),
  );
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
      const changed = Buffer.from(whole);
      changed[at] = value;
      printConntrack(changed);
      return true;
    }),
  );
  t.pass();
});
