// What is typed wrong is said in one line with an advice, and exits 3; what is typed right arrives.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { HopscopeError } from '@hopscope/proto';
import {
  parseCount,
  parseDestination,
  parseDuration,
  parseSample,
} from '../../src/cli/destination.ts';
import { Interrupted, errorText, exitCodeOfError } from '../../src/cli/errors.ts';
import { printSteps } from '../../src/cli/steps.ts';
import { requestOf } from '../../src/cli/trace-command.ts';
import { openShell } from './cli.ts';

const read = test.macro({
  exec: (t, text: string | undefined, wanted: readonly [string | null, string, number | null]) => {
    const { address, protocol, port } = parseDestination(text);
    t.deepEqual([address, protocol, port], wanted);
  },
  title: (title) => `a destination is read: ${title}`,
});
test('none', read, undefined, [null, 'icmp', null]);
test('198.51.100.10', read, '198.51.100.10', ['198.51.100.10', 'icmp', null]);
test('198.51.100.10:80', read, '198.51.100.10:80', ['198.51.100.10', 'tcp', 80]);
test('198.51.100.10:80/tcp', read, '198.51.100.10:80/tcp', ['198.51.100.10', 'tcp', 80]);
test('198.51.100.10:53/udp', read, '198.51.100.10:53/udp', ['198.51.100.10', 'udp', 53]);

const wrong = test.macro({
  exec: (t, parse: () => unknown, message: RegExp) => {
    const error = t.throws(parse, { instanceOf: HopscopeError });
    t.is(error?.code, 'USAGE');
    t.regex(error?.message ?? '', message);
  },
  title: (title) => `refused: ${title}`,
});
test('a name', wrong, () => parseDestination('example.org'), /"example.org" is not ADDRESS/);
test('IPv6', wrong, () => parseDestination('2001:db8::1'), /IPv6 cannot be followed yet/);
test('port 0', wrong, () => parseDestination('10.0.0.1:0'), /between 1 and 65535/);
test('port too large', wrong, () => parseDestination('10.0.0.1:65536'), /between 1 and 65535/);
test('sctp', wrong, () => parseDestination('10.0.0.1:80/sctp'), /"sctp" is not tcp or udp/);
test('a short address', wrong, () => parseDestination('10.1'), /is not ADDRESS/);
test('a time without number', wrong, () => parseDuration('soon'), /not a time such as 30s/);
test('no time', wrong, () => parseDuration('0s'), /not a time/);
test('too long', wrong, () => parseDuration('16m'), /at most 15m/);
test(
  'a count',
  wrong,
  () => parseCount('--count', 3, 9)('2'),
  /--count 2 is not a number between 3/,
);
test('half a count', wrong, () => parseCount('--count', 3, 9)('3.5'), /is not a number/);

test('times are read', (t) => {
  t.deepEqual(
    ['30s', '500ms', '2m', '1.5s', '7'].map(parseDuration),
    [30_000, 500, 120_000, 1_500, 7_000],
  );
});

test('no text makes parsing fail otherwise than by USAGE', (t) => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()), (text) => {
      for (const parse of [parseDestination, parseDuration, parseCount('--n', 0, 9)]) {
        try {
          parse(text);
        } catch (error) {
          t.true(error instanceof HopscopeError && error.code === 'USAGE', String(error));
        }
      }
    }),
  );
  t.pass();
});

test('options become the request', (t) => {
  const numbers = { count: 20, rate: 100 };
  t.like(requestOf('a1', '10.0.0.9:80', numbers), { mode: 'auto', port: 80, probeBytes: 0 });
  t.like(requestOf('a1', '10.0.0.9', { ...numbers, inject: true }), {
    mode: 'inject',
    probeBytes: 56,
  });
  t.like(requestOf('a1', undefined, { ...numbers, live: 5_000 }), {
    mode: 'live',
    liveMs: 5_000,
    destination: null,
  });
  t.like(requestOf('a1', '10.0.0.9:7/udp', { ...numbers, size: 9_000, df: true }), {
    mode: 'auto',
    probeBytes: 9_000,
    dontFragment: true,
  });
});

test('how much is kept becomes the request, and nothing is said when nothing was', (t) => {
  const numbers = { count: 20, rate: 100, raw: 'first' } as const;
  const request = requestOf('a1', '10.0.0.9', numbers);
  t.deepEqual([request.rawAll, request.sampleShift], [undefined, undefined]);
  t.like(requestOf('a1', '10.0.0.9', { ...numbers, raw: 'all' }), { rawAll: true });
  t.like(requestOf('a1', '10.0.0.9', { ...numbers, sample: 3 }), { sampleShift: 3 });
});

test('a rate is 1 of a power of two', (t) => {
  t.deepEqual(['2', '8', '4096'].map(parseSample), [1, 3, 12]);
  for (const text of ['1', '3', '0', '8192', 'x', '', '-2'])
    t.throws(() => parseSample(text), {
      message: /--sample .* is not one of 2, 4, 8, \.\.\. 4096/,
    });
});

test('a question of DNS and a search by size are always probes', (t) => {
  const numbers = { count: 20, rate: 100 };
  const asked = { mode: 'inject', protocol: 'udp', dns: 'example.org' };
  const dns = { ...numbers, dns: 'example.org' };
  t.like(requestOf('a1', '10.0.0.9', dns), { ...asked, port: 53 });
  t.like(requestOf('a1', '10.0.0.9:5353/udp', dns), { ...asked, port: 5353 });
  const search = { mode: 'inject', protocol: 'icmp', mtuSearch: true };
  t.like(requestOf('a1', '10.0.0.9', { ...numbers, mtuSearch: true }), search);
});

const complains = test.macro({
  exec: async (t, args: readonly string[], message: RegExp) => {
    const { code, stdout, stderr } = await openShell(t).run(...args);
    t.is(code, 3);
    t.is(stdout, '');
    t.regex(stderr, message);
    t.regex(stderr, /^hopscope: /);
    t.notRegex(stderr, /\n {4}at /);
  },
  title: (title) => `one line and exit code 3: ${title}`,
});
test('unknown command', complains, ['trac'], /unknown command 'trac'[^]*Did you mean trace/);
test('unknown option', complains, ['trace', 'a1', '--injekt'], /Did you mean --inject/);
test('no source', complains, ['trace'], /missing required argument 'SOURCE'/);
test(
  'inject and live',
  complains,
  ['trace', 'a1', '--inject', '--live', '3s'],
  /cannot be used with/,
);
test('dns and live', complains, ['trace', 'a1', '--dns', 'x', '--live', '3s'], /cannot be used/);
test('dns and size', complains, ['trace', 'a1', '--dns', 'x', '--size', '9'], /cannot be used/);
test('dns without a server', complains, ['trace', 'a1', '--dns', 'x'], /needs a server to ask/);
test(
  'dns by tcp',
  complains,
  ['trace', 'a1', '10.0.0.9:53', '--dns', 'x'],
  /asks by udp: say 10.0.0.9:53\/udp/,
);
test(
  'dns for no name',
  complains,
  ['trace', 'a1', '10.0.0.9', '--dns', 'a b'],
  /"a b" is not a name/,
);
test(
  'a SYN with a size',
  complains,
  ['trace', 'a1', '10.0.0.9:80', '--size', '9'],
  /a SYN carries no payload/,
);
test(
  'a search with SYN',
  complains,
  ['trace', 'a1', '10.0.0.9:80', '--mtu-search'],
  /a SYN has no size to search with/,
);
test('json and md', complains, ['show', '--json', '--md'], /cannot be used with/);
test('bad destination', complains, ['trace', 'a1', 'x'], /"x" is not ADDRESS/);
test('no rate', complains, ['trace', 'a1', '--sample', '3'], /not one of 2, 4, 8/);
test(
  'raw all and a sample',
  complains,
  ['trace', 'a1', '--raw', 'all', '--sample', '2'],
  /cannot be/,
);
test('a sample alone', complains, ['trace', 'a1', '--sample', '2'], /clouds\.yaml/);
test('no cloud', complains, ['trace', 'a1'], /clouds\.yaml/);
test('two bundles', complains, ['analyze', 'a', 'b'], /one bundle, or capture files with --map/);
test('nothing kept', complains, ['show'], /no trace has been kept yet/);
test('unknown trace', complains, ['show', 't-1234'], /no trace t-1234 here/);
test('a launched program', complains, ['lab', 'up'], /started by the launcher/);
test('insecure NATS', complains, ['agents', '--nats', 'nats://192.0.2.1:4222'], /refusing nats:/);

test('an output folder that is not empty is refused before anything is asked', async (t) => {
  const shell = openShell(t);
  mkdirSync(join(shell.folder, 'out'));
  writeFileSync(join(shell.folder, 'out', 'x'), '');
  const { code, stderr } = await shell.run('trace', 'a1', '-o', 'out');
  t.is(code, 3);
  t.regex(stderr, /out is there already and not empty/);
});

test('errors show stacks and details only with --debug', (t) => {
  const error = new HopscopeError('OPENSTACK_AUTH', 'Keystone refuses', { detail: 'HTTP 401' });
  t.is(
    errorText(error, false),
    'hopscope: Keystone refuses\n' +
      'Check the credentials: "openstack token issue" must work with them.\n',
  );
  t.regex(errorText(error, true), /HTTP 401[^]*\n {4}at /);
  t.regex(errorText(new TypeError('x is undefined'), false), /defect of Hopscope/);
  t.is(exitCodeOfError(error), 3);
  t.is(exitCodeOfError(new Interrupted()), 130);
});

test('an interrupted command says so, whatever its stages threw', async (t) => {
  const controller = new AbortController();
  controller.abort(new Interrupted());
  const { code, stderr } = await openShell(t, { signal: controller.signal }).run('show');
  t.is(code, 130);
  t.is(stderr, 'hopscope: interrupted; captures are released and probes removed\n');
});

test('steps are plain lines, and live lines on a terminal', (t) => {
  const said = (isTerminal: boolean): string => {
    let text = '';
    const write = (more: string): void => void (text += more);
    const { steps, clear } = printSteps({ write, isTerminal, columns: 30 });
    steps({ stage: 'arm', state: 'begin', text: 'arming 2 nodes, which takes a long line' });
    steps({ stage: 'arm', state: 'end', text: 'armed 11/11 \u2014 fine' });
    steps({ stage: 'wait', state: 'note', text: 'cn1 is gone' });
    steps({ stage: 'wait', state: 'begin', text: 'waiting' });
    clear();
    return text;
  };
  t.is(said(false), '  armed 11/11 - fine\n  ! cn1 is gone\n');
  const erase = '\r\u001b[2K';
  t.is(
    said(true),
    `  ... arming 2 nodes, which t${erase}  armed 11/11 - fine\n  ! cn1 is gone\n` +
      `  ... waiting${erase}`,
  );
});
