// The search for the largest packet that passes: sizes, and what becomes of them at the VM's port.

import test from 'ava';
import fc from 'fast-check';
import { searchMtu } from '../../src/run/mtu-search.ts';
import { SIZE_MIN, openSizeSearch } from '../../src/run/size-search.ts';
import type { TapWatch } from '../../src/run/tap-watch.ts';

const search = (max: number, border: number, hint = 0): { tried: number[]; found: unknown } => {
  const sizes = openSizeSearch(max);
  const tried: number[] = [];
  for (let bytes = sizes.next(); bytes !== null; bytes = sizes.next()) {
    tried.push(bytes);
    sizes.tell(bytes, bytes <= border);
    if (bytes > border && hint > 0) sizes.hint(hint);
  }
  return { tried, found: sizes.found() };
};

test('the border is found to the byte, whatever a router says', (t) => {
  const max = fc.integer({ min: SIZE_MIN, max: 65_535 });
  fc.assert(
    fc.property(max, fc.nat(70_000), fc.nat(70_000), (bytesMax, border, hint) => {
      const { tried, found } = search(bytesMax, border, hint);
      t.is(new Set(tried).size, tried.length, 'no size is tried twice');
      t.true(tried.every((bytes) => bytes >= SIZE_MIN && bytes <= bytesMax));
      t.true(tried.length <= 20, `${tried.length} sizes`);
      const expected =
        border >= bytesMax
          ? { passes: bytesMax, fails: 0 }
          : border < SIZE_MIN
            ? { passes: 0, fails: SIZE_MIN }
            : { passes: border, fails: border + 1 };
      t.deepEqual(found, expected);
    }),
  );
});

test('a path that takes all needs one size, and one with an honest router four', (t) => {
  t.deepEqual(search(1450, 9000).tried, [1450]);
  t.deepEqual(search(1450, 1350, 1350).tried, [1450, SIZE_MIN, 1350, 1351]);
});

const tap = (): TapWatch & { answers: number[] } => {
  const answers: number[] = [];
  return {
    answers,
    spoken: () => 0,
    answered: (port) => answers.filter((one) => one === port).length,
    quietMs: () => Infinity,
    tooBig: () => 0,
    until: (enough) => Promise.resolve(enough()),
  };
};

const sent = (count: number, failure = '') => ({
  node: 'cn1',
  protocol: 'icmp',
  sourcePort: 61_000,
  sent: count,
  firstNs: 1,
  lastNs: 2,
  failure,
});

type Send = Parameters<typeof searchMtu>[0]['send'];

const options = (watch: ReturnType<typeof tap>, border: number) => ({
  protocol: 'icmp' as const,
  bytesMax: 1450,
  watch,
  signal: AbortSignal.timeout(5_000),
  port: (index: number) => 61_000 + index,
  told: () => undefined,
  send: ({ payloadBytes, count, sourcePort }: Parameters<Send>[0]) => {
    if (payloadBytes + 28 <= border) watch.answers.push(sourcePort);
    return Promise.resolve(sent(count));
  },
});

test('each size is known by its own echo identifier, and all probes are one injection', async (t) => {
  const { injected, mtu } = await searchMtu(options(tap(), 1400));
  t.like(mtu, { passes: 1400, fails: 1401, bytesMax: 1450 });
  t.is(injected?.sent, 3 * (mtu?.tried.length ?? 0));
});

test('a node that refuses the first probe is not asked for a second', async (t) => {
  let asked = 0;
  const refusing = {
    ...options(tap(), 1400),
    send: () => {
      asked += 1;
      return Promise.resolve(sent(0, 'POLICY_DENIED: no'));
    },
  };
  const { injected, mtu } = await searchMtu(refusing);
  t.deepEqual([asked, mtu, injected?.failure], [1, null, 'POLICY_DENIED: no']);
});
