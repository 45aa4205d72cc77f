import test from 'ava';
import { fromFailure, HopscopeError, toFailure } from '../src/mod.ts';

test('a failure of the world crosses the wire with code, message and detail', (t) => {
  const thrown = new HopscopeError('NETNS_MISSING', 'no namespace qrouter-1', { detail: 'ENOENT' });
  const back = fromFailure(toFailure(thrown));
  t.is(back?.code, 'NETNS_MISSING');
  t.is(back?.message, 'no namespace qrouter-1');
  t.is(back?.detail, 'ENOENT');
});

test('anything else is a defect, and says so', (t) => {
  t.is(toFailure(new TypeError('x is undefined')).code, 'INTERNAL');
  t.is(toFailure('text').message, 'text');
});

test('no failure is no error, an unknown code is a defect of the other side', (t) => {
  t.is(fromFailure(null), null);
  t.is(fromFailure({ code: '' }), null);
  t.is(fromFailure({ code: 'FROM_THE_FUTURE', message: 'm' })?.code, 'INTERNAL');
});
