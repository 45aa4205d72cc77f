// The hello: what a process may do is never guessed from half a message.
import test from 'ava';
import fc from 'fast-check';

import { decodeHello, decodeHelloBack, encodeHello, NO_CONSOLE } from '../../src/channel/mod.ts';
import type { Hello } from '../../src/channel/mod.ts';

const hello: Hello = {
  version: 1,
  node: 'cn1',
  instance: 'i',
  release: '0.1.0',
  policy: {
    capture: true,
    inject: false,
    injectDestinations: ['10.0.0.0/8'],
    injectRateMax: 10,
    dropReasons: false,
    console: { ...NO_CONSOLE, commands: [['ip', 'link']] },
  },
  clockShift: { offsetUs: 1, driftPpm: 2, stepUs: 3, stepAtSec: 4, originMs: 5 },
  ringMiBMax: 64,
};

test('a hello comes out as it went in', (t) => {
  t.deepEqual(decodeHello(encodeHello(hello)), hello);
  t.is(decodeHello(encodeHello({ ...hello, clockShift: null })).clockShift, null);
  t.deepEqual(decodeHelloBack(encodeHello({ version: 1, pid: 7 })), { version: 1, pid: 7 });
});

/** Every path to a value inside. */
const pathsOf = (value: unknown, path: readonly string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))
    : [[...path]];

const without = (value: unknown, [key = '', ...rest]: readonly string[]): unknown => {
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) };
  if (rest.length === 0 || Array.isArray(copy[key])) copy[key] = { odd: true };
  else copy[key] = without(copy[key], rest);
  return copy;
};

test('a hello with any one field of another kind is refused', (t) => {
  for (const path of pathsOf(hello)) {
    const broken = encodeHello(without(hello, path) as Hello);
    t.throws(() => decodeHello(broken), { message: /not understood/ }, path.join('.'));
  }
});

test('a hello of another version is refused by that name', (t) => {
  t.throws(() => decodeHello(encodeHello({ ...hello, version: 2 })), { message: /version 2/ });
  t.throws(() => decodeHelloBack(encodeHello({ version: 2, pid: 7 })), { message: /version 2/ });
});

test('anything else is refused, never taken', (t) => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      t.like(
        t.throws(() => decodeHello(Buffer.from(text))),
        { code: 'INTERNAL' },
      );
    }),
  );
});
