// The policy of a node, and the false clock of tests.
import test from 'ava';
import fc from 'fast-check';

import { checkInject, NO_CONSOLE, parseCidr, shiftTime } from '../../src/channel/mod.ts';

const policy = {
  capture: true,
  inject: true,
  injectDestinations: ['10.0.0.0/8', '192.0.2.7'],
  injectRateMax: 100,
  console: NO_CONSOLE,
};

const allowed = test.macro({
  exec(t, dst: string, rate: number, expected: boolean) {
    const check = () => checkInject(policy, { dst, rate });
    if (expected) t.notThrows(check);
    else t.like(t.throws(check), { code: 'POLICY_DENIED' });
  },
  title: (_, dst, rate, expected) => `${rate}/s to ${dst} is ${expected ? 'allowed' : 'denied'}`,
});

test(allowed, '10.255.0.1', 100, true);
test(allowed, '192.0.2.7', 1, true);
test(allowed, '10.0.0.1', 101, false);
test(allowed, '192.0.2.8', 1, false);
test(allowed, '11.0.0.1', 1, false);
test(allowed, '10.0.0.1/8', 1, false);
test(allowed, '::ffff:10.0.0.1', 1, false);
test(allowed, '', 1, false);

test('without a list a probe may go anywhere, unless probes are forbidden', (t) => {
  t.notThrows(() =>
    checkInject({ ...policy, injectDestinations: [] }, { dst: '8.8.8.8', rate: 1 }),
  );
  const forbidding = { ...policy, inject: false, injectDestinations: [] };
  t.throws(() => checkInject(forbidding, { dst: '8.8.8.8', rate: 1 }), { message: /allow/ });
});

test('a CIDR is four octets and a prefix, nothing else', (t) => {
  t.deepEqual(parseCidr('10.1.2.0/24'), { address: '10.1.2.0', prefix: 24 });
  t.deepEqual(parseCidr('10.1.2.3'), { address: '10.1.2.3', prefix: 32 });
  for (const text of ['10.1.2.0/33', '10.1.2.256/24', '10.1.2/24', 'x', '', '1.2.3.4/2/3'])
    t.is(parseCidr(text), null, text);
});

test('a shifted stamp is the true one plus offset, drift and step, to the nanosecond', (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000 }),
      fc.nat(999_999_999),
      fc.integer({ min: -5_000_000, max: 5_000_000 }),
      fc.integer({ min: -200, max: 200 }),
      fc.integer({ min: -50_000, max: 50_000 }),
      (afterSec, nsec, offsetUs, driftPpm, stepUs) => {
        const originSec = 1_700_000_000;
        const shift = { offsetUs, driftPpm, stepUs, stepAtSec: 60, originMs: originSec * 1000 };
        const shifted = shiftTime({ sec: originSec + afterSec, nsec }, shift);
        t.true(shifted.nsec >= 0 && shifted.nsec < 1e9 && Number.isInteger(shifted.nsec));
        const sinceNs = afterSec * 1e9 + nsec;
        const wanted =
          sinceNs +
          offsetUs * 1e3 +
          (sinceNs * driftPpm) / 1e6 +
          (afterSec >= 60 ? stepUs * 1e3 : 0);
        const got = (shifted.sec - originSec) * 1e9 + shifted.nsec;
        t.true(Math.abs(got - wanted) <= 1, `${got} ${wanted}`);
      },
    ),
  );
});

test('no shift changes nothing', (t) => {
  const time = { sec: 1, nsec: 2 };
  t.is(shiftTime(time, null), time);
});
