import test from 'ava';
import fc from 'fast-check';
import {
  agentSubject,
  consoleInputs,
  consoleSubject,
  decodeToken,
  encodeToken,
  isSessionName,
  nodeOfSubject,
  presenceKey,
  sessionOfSubject,
  sightingsSubject,
} from '../src/mod.ts';

const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });

test('a name survives the way through a subject token', (t) => {
  fc.assert(fc.property(names, (name) => decodeToken(encodeToken(name)) === name));
  t.pass();
});

test('a token holds only what a subject token and a KV key may hold', (t) => {
  fc.assert(fc.property(names, (name) => /^[A-Za-z0-9_=-]+$/.test(encodeToken(name))));
  t.pass();
});

test('different names have different tokens', (t) => {
  fc.assert(fc.property(names, names, (a, b) => a === b || encodeToken(a) !== encodeToken(b)));
  t.pass();
});

test('what encodeToken does not make, decodeToken refuses', (t) => {
  for (const token of ['a.b', 'a*', '>', '=', '=4', '=zz', '=61', '=FF', 'é', ' '])
    t.is(decodeToken(token), null, token);
});

test('an FQDN is one token', (t) => {
  t.is(agentSubject('cn2.lab.example', 'arm'), 'hopscope.v1.agent.cn2=2elab=2eexample.arm');
  t.is(presenceKey('cn1', 'a1'), 'cn1.a1');
});

test('the node of a sightings subject is read back', (t) => {
  fc.assert(
    fc.property(names, names, (trace, node) => {
      return nodeOfSubject(sightingsSubject(trace, node)) === node;
    }),
  );
  t.is(nodeOfSubject('hopscope.v1.sightings.t'), null);
  t.is(nodeOfSubject('other.v1.sightings.t.n'), null);
});

test('the session of a console subject is read back, whatever the node is called', (t) => {
  fc.assert(
    fc.property(names, names, (node, session) =>
      (['in', 'out'] as const).every(
        (direction) => sessionOfSubject(consoleSubject(node, session, direction)) === session,
      ),
    ),
  );
  t.is(sessionOfSubject('hopscope.v1.console.n.s'), null);
  t.is(sessionOfSubject('hopscope.v1.sightings.n.s.in'), null);
});

test('an agent hears what is typed into its own consoles, and nothing else', (t) => {
  const matches = (pattern: string, subject: string): boolean => {
    const wanted = pattern.split('.');
    const tokens = subject.split('.');
    return (
      wanted.length === tokens.length &&
      wanted.every((token, index) => token === '*' || token === tokens[index])
    );
  };
  fc.assert(
    fc.property(names, names, names, (node, other, session) => {
      t.true(matches(consoleInputs(node), consoleSubject(node, session, 'in')));
      t.false(matches(consoleInputs(node), consoleSubject(node, session, 'out')));
      if (other !== node)
        t.false(matches(consoleInputs(node), consoleSubject(other, session, 'in')));
    }),
  );
});

test('a session is named by something long and plain', (t) => {
  t.true(isSessionName('0123456789abcdef0123456789abcdef'));
  for (const name of ['', 'short', 'a'.repeat(65), `${'a'.repeat(30)}.b`, `${'a'.repeat(30)}*`])
    t.false(isSessionName(name), name);
});
