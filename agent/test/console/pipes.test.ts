// A console without a terminal is a part of a pipeline: three streams, bytes as they are.
import { randomBytes } from 'node:crypto';

import test from 'ava';

import { setUp } from './support/set-up.ts';

test.serial('input, output and errors go apart, and the end of input is told', async (t) => {
  const { open } = await setUp(t);
  const script = 'echo to errors >&2; cat; exit 3';
  const console = await open({ argv: ['sh', '-c', script], terminal: false });
  const input = Buffer.concat([randomBytes(2000), Buffer.from('\r\n\u0003\u0004')]);
  console.type(input);
  console.send({ inputEnded: true });
  t.like(await console.end(), { reason: 'exit', exitCode: 3 });
  t.deepEqual(Buffer.concat(console.chunks), input);
  t.is(Buffer.concat(console.errors).toString(), 'to errors\n');
});

test.serial('a shell reads its commands from the pipe', async (t) => {
  const { open } = await setUp(t);
  const console = await open({ terminal: false });
  console.type('echo "in $PWD"\nexit 4\n');
  t.like(await console.end(), { reason: 'exit', exitCode: 4 });
  t.regex(console.text(), /^in \/.*\n$/);
});

test.serial('a program that does not want its input ends as it likes', async (t) => {
  const { open } = await setUp(t);
  const console = await open({ argv: ['sh', '-c', 'exec <&-; echo deaf'], terminal: false });
  for (let piece = 0; piece < 5; piece += 1) console.type(new Uint8Array(32 * 1024));
  t.like(await console.end(), { reason: 'exit', exitCode: 0 });
  t.is(console.text(), 'deaf\n');
});

test.serial('what a program reads slowly is not granted before', async (t) => {
  const { open } = await setUp(t);
  const script = 'sleep 0.3; wc -c';
  const console = await open({ argv: ['sh', '-c', script], terminal: false });
  const total = 3 * 1024 * 1024;
  let sent = 0;
  while (sent < total) {
    await console.until(() => console.room > 0, 'room for input');
    const bytes = Math.min(total - sent, console.room, 32 * 1024);
    console.type(new Uint8Array(bytes));
    sent += bytes;
  }
  console.send({ inputEnded: true });
  t.like(await console.end(), { reason: 'exit', inputBytes: total });
  t.is(console.text().trim(), String(total));
});
