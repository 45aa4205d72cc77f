import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import test from 'ava';

import { JsonStream } from '../src/json-stream.ts';
import {
  atomsOf,
  connectOvsdb,
  findControlSocket,
  mapOf,
  sendControl,
  uuidsOf,
} from '../src/mod.ts';
import { startFakeServer } from './support/fake-server.ts';

const LIMITS = { timeoutMs: 300, bytesMax: 10_000 };

test('a stream of texts is cut into values wherever the chunks end', (t) => {
  const values = fc.array(
    fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())),
    {
      maxLength: 4,
    },
  );
  fc.assert(
    fc.property(values, fc.infiniteStream(fc.integer({ min: 1, max: 9 })), (sent, sizes) => {
      const bytes = Buffer.from(sent.map((value) => JSON.stringify(value)).join(''));
      const stream = new JsonStream(1_000_000);
      const got: unknown[] = [];
      for (let at = 0; at < bytes.length;) {
        const size = sizes.next().value as number;
        got.push(...stream.push(bytes.subarray(at, at + size)));
        at += size;
      }
      t.deepEqual(got, JSON.parse(JSON.stringify(sent)));
    }),
  );
});

test('braces and quotes inside strings do not end a text', (t) => {
  const value = { a: '}]{["', b: '\\"}', c: ['\\'] };
  t.deepEqual(new JsonStream(1000).push(Buffer.from(JSON.stringify(value))), [value]);
});

test('an endless text is refused at the limit', (t) => {
  const stream = new JsonStream(100);
  t.throws(() => stream.push(Buffer.from(`["${'x'.repeat(200)}`)), { code: 'TOO_LARGE' });
});

test('the echo of a server is answered while a request waits', async (t) => {
  const server = await startFakeServer((socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      if (text.includes('"transact"') && !text.includes('"result"'))
        socket.write('{"id":"echo","method":"echo","params":["alive?"]}');
      if (text.includes('"result":["alive?"]'))
        socket.write('{"id":1,"error":null,"result":[{"rows":[{"name":"x"}]}]}');
    });
  });
  t.teardown(server.close);
  const database = await connectOvsdb({ path: server.path, ...LIMITS });
  t.teardown(database.close);
  t.deepEqual(await database.select([{ table: 'Bridge' }]), [[{ name: 'x' }]]);
});

test('a server that says nothing, hangs up or talks nonsense is told apart', async (t) => {
  const silent = await startFakeServer(() => undefined);
  const rude = await startFakeServer((socket) => socket.once('data', () => socket.destroy()));
  const mad = await startFakeServer((socket) => socket.once('data', () => socket.write('{"a":}')));
  const wordless = await startFakeServer((socket) =>
    socket.once('data', () => socket.write('{"id":1,"error":null,"result":{}}')),
  );
  t.teardown(() => Promise.all([silent, rude, mad, wordless].map(({ close }) => close())));
  const code = (path: string): Promise<unknown> =>
    sendControl({ path, ...LIMITS }, 'version').then(
      () => 'answered',
      (error: { code: string }) => error.code,
    );
  t.deepEqual(await Promise.all([silent, rude, mad, wordless].map(({ path }) => code(path))), [
    'TIMED_OUT',
    'UNREACHABLE',
    'INVALID',
    'INVALID',
  ]);
});

test('the control socket is the one of the pid file, or the only one', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-run-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const touch = (name: string, text = ''): void => writeFileSync(join(folder, name), text);
  await t.throwsAsync(findControlSocket(folder), { message: /no control sockets/ });
  touch('ovs-vswitchd.12.ctl');
  touch('ovsdb-server.9.ctl');
  t.is(await findControlSocket(folder), join(folder, 'ovs-vswitchd.12.ctl'));
  touch('ovs-vswitchd.34.ctl');
  await t.throwsAsync(findControlSocket(folder), { message: /2 control sockets/ });
  touch('ovs-vswitchd.pid', '34\n');
  t.is(await findControlSocket(folder), join(folder, 'ovs-vswitchd.34.ctl'));
  t.is(await findControlSocket(folder, 'ovsdb-server'), join(folder, 'ovsdb-server.9.ctl'));
});

test('OVSDB values: a set of one is the element, an unset column an empty set', (t) => {
  t.deepEqual(atomsOf(['set', []]), []);
  t.deepEqual(atomsOf('x'), ['x']);
  t.deepEqual(atomsOf(['set', [1, 2]]), [1, 2]);
  t.deepEqual(atomsOf(undefined), []);
  t.deepEqual(uuidsOf(['uuid', 'u1']), ['u1']);
  t.deepEqual(
    uuidsOf([
      'set',
      [
        ['uuid', 'u1'],
        ['uuid', 'u2'],
      ],
    ]),
    ['u1', 'u2'],
  );
  t.deepEqual([...mapOf(['map', [['a', 'b']]])], [['a', 'b']]);
  t.is(mapOf('x').size, 0);
});
