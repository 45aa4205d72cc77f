import test from 'ava';
import { tapReader } from '../run/tap.ts';

test('passed and failed tests are counted, skipped ones are not', (t) => {
  const reader = tapReader();
  const shown = [
    'TAP version 13',
    'ok 1 - a',
    'not ok 2 - b',
    '  ---',
    '    message: wrong',
    '  ...',
    'ok 3 - c # SKIP',
    '1..3',
    '# tests 3',
  ]
    .map((line) => reader.line(line))
    .filter((line) => line !== null);
  t.deepEqual(reader.counts, { passed: 1, failed: 1 });
  t.deepEqual(shown, ['FAILED b', '  ---', '    message: wrong', '  ...']);
});
