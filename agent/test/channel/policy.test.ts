// The policy of a node, and the false clock of tests.
import test from 'ava';
import fc from 'fast-check';

import {
  checkConsole,
  checkInject,
  NO_CONSOLE,
  parseCidr,
  policyOnWire,
  shiftTime,
} from '../../src/channel/mod.ts';
import type { ConsolePolicy } from '../../src/channel/mod.ts';

const policy = {
  capture: true,
  inject: true,
  injectDestinations: ['10.0.0.0/8', '192.0.2.7'],
  injectRateMax: 100,
  dropReasons: false,
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

const consoleOf = (over: Partial<ConsolePolicy>) => ({
  ...policy,
  console: { ...NO_CONSOLE, allow: true, ...over },
});

test('a command is allowed by the words it begins with, and by nothing else', (t) => {
  const some = consoleOf({ commands: [['ip', 'link'], ['conntrack', '-L'], []] });
  t.notThrows(() => checkConsole(some, ['ip', 'link', 'show']));
  t.notThrows(() => checkConsole(some, ['conntrack', '-L']));
  for (const argv of [[], ['ip'], ['ip', 'addr'], ['link'], ['ip link'], ['conntrack', '-D']])
    t.like(
      t.throws(() => checkConsole(some, argv)),
      { code: 'POLICY_DENIED' },
      argv.join('|'),
    );
});

test('a listed command is never allowed by a part of itself', (t) => {
  const word = fc.string({ minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), word, (command, more) => {
      const listed = consoleOf({ commands: [command] });
      t.notThrows(() => checkConsole(listed, command));
      t.notThrows(() => checkConsole(listed, [...command, more]));
      t.throws(() => checkConsole(listed, command.slice(0, -1)));
      t.throws(() => checkConsole(listed, [...command.slice(0, -1), `${command.at(-1)}x`]));
    }),
  );
});

test('a full shell allows any command, and only where consoles are allowed', (t) => {
  t.notThrows(() => checkConsole(consoleOf({ shell: true }), []));
  t.notThrows(() => checkConsole(consoleOf({ shell: true }), ['anything']));
  t.throws(() => checkConsole(consoleOf({ allow: false, shell: true }), []), { message: /allow/ });
});

test('presence tells whether consoles are allowed, and not which commands', (t) => {
  const wire = policyOnWire(consoleOf({ commands: [['secret-tool']] }));
  t.is(wire.console, true);
  t.false(JSON.stringify(wire).includes('secret-tool'));
});
