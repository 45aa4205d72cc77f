// A console with a terminal, through a real NATS server and a real pseudoterminal.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import test from 'ava';
import type { ExecutionContext } from 'ava';

import type { TestConsole } from './support/console-client.ts';
import { nodePid, setUp } from './support/set-up.ts';

const MIB = 1024 * 1024;
/** What the kernel lets a program print is not bytes as they are: no line feed is changed. */
const AS_IS = 'stty -opost -echo; ';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const isPtyLoaded = (pid: number): boolean =>
  readFileSync(`/proc/${pid}/maps`, 'utf8').includes('pty.node');

test.serial('a shell runs, and its exit status comes back', async (t) => {
  const { open } = await setUp(t);
  const console = await open({ term: 'screen' });
  console.type('echo "$((6 * 7)) $TERM"; exit 7\n');
  t.like(await console.end(), { reason: 'exit', exitCode: 7, signal: 0 });
  t.regex(console.text(), /^42 screen\r$/m);
});

test.serial('a program that a signal ends says which', async (t) => {
  const { open } = await setUp(t);
  const console = await open({ argv: ['sh', '-c', 'kill -TERM $$'] });
  t.like(await console.end(), { reason: 'exit', exitCode: -1, signal: 15 });
});

test.serial('it has the size it was opened with, and gets every new one', async (t) => {
  const { open } = await setUp(t);
  const script =
    'trap "echo now \\$(stty size); exit 0" WINCH; stty size; while :; do sleep 0.05; done';
  const console = await open({ argv: ['sh', '-c', script], columns: 123, rows: 45 });
  await console.sees('45 123');
  await console.ask({ resize: { columns: 99, rows: 7 } });
  await console.end();
  t.regex(console.text(), /now 7 99/);
});

test.serial('Ctrl-C interrupts what runs there, and not the shell', async (t) => {
  const { open } = await setUp(t);
  const console = await open();
  console.type('sh -c "echo begun; sleep 600"\n');
  await console.sees(/^begun/m);
  console.type('\u0003');
  console.type('echo status=$?\n');
  await console.sees('status=130');
  console.type('exit\n');
  t.like(await console.end(), { reason: 'exit' });
});

test.serial('Ctrl-D ends the input of a program', async (t) => {
  const { open } = await setUp(t);
  const console = await open({ argv: ['cat'] });
  console.type('last words\n\u0004');
  t.like(await console.end(), { reason: 'exit', exitCode: 0 });
  t.regex(console.text(), /last words\r\nlast words\r\n/);
});

test.serial('a program that closes its terminal and ends later is asked how it went', async (t) => {
  const { open } = await setUp(t);
  const script = 'echo bye; exec <&- >&- 2>&-; sleep 0.5; exit 7';
  const console = await open({ argv: ['sh', '-c', script] });
  t.like(await console.end(), { reason: 'exit', exitCode: 7, signal: 0 });
  t.is(console.text(), 'bye\r\n');
});

test.serial('characters survive, however their bytes are cut', async (t) => {
  const { open } = await setUp(t);
  const words = 'hä €uro 𝄞 日本';
  const console = await open({ argv: ['sh', '-c', 'read line; printf "got %s.\\n" "$line"'] });
  for (const byte of Buffer.from(`${words}\n`)) console.type(Buffer.of(byte));
  await console.end();
  t.true(console.text().includes(`got ${words}.`), console.text());

  const slowly = [...Buffer.from('€𝄞')]
    .map((byte) => `printf "\\\\${byte.toString(8)}"; sleep 0.05`)
    .join('; ');
  const other = await open({ argv: ['sh', '-c', slowly] });
  await other.end();
  t.is(other.text(), '€𝄞');
  t.true(other.chunks.length > 1, 'its bytes came apart');
});

test.serial('erasing takes a whole character: the terminal knows that it is UTF-8', async (t) => {
  const { open } = await setUp(t);
  const console = await open({ argv: ['sh', '-c', 'read line; printf "got %s.\\n" "$line"'] });
  console.type('a€\u007fb\n');
  await console.end();
  t.true(console.text().includes('got ab.'), JSON.stringify(console.text()));
});

const LINES = 6_700_000;

test.serial('50 MB of output arrive whole and in order', async (t) => {
  const { open } = await setUp(t, { outputBytesPerS: 64 * MIB });
  const expected = execFileSync('seq', [String(LINES)], { maxBuffer: 64 * MIB });
  t.true(expected.length > 50_000_000);
  const startedMs = performance.now();
  const console = await open({ argv: ['sh', '-c', `${AS_IS}seq ${LINES}`] });
  t.like(await console.end(), { reason: 'exit', exitCode: 0 });
  const seconds = (performance.now() - startedMs) / 1000;
  t.log(`${(console.bytes / seconds / 1e6).toFixed(1)} MB/s in ${console.frames} frames`);
  t.is(console.bytes, expected.length);
  t.is(sha256(Buffer.concat(console.chunks)), sha256(expected));
});

/** Takes nothing until the program is gone, and then all of it. */
const drain = async (t: ExecutionContext, console: TestConsole): Promise<void> => {
  const { signs } = console;
  await console.until(() => console.signs >= signs + 3, 'three seconds pass');
  t.true(console.bytes <= 16 * 1024, 'no more than was granted');
  console.acknowledge();
};

test.serial('a reader that is slow gets the last words of a program that is gone', async (t) => {
  const { open } = await setUp(t);
  const expected = execFileSync('seq', ['7000']);
  const console = await open({
    argv: ['sh', '-c', `${AS_IS}seq 7000`],
    windowBytes: 16 * 1024,
    acknowledges: false,
  });
  await drain(t, console);
  t.like(await console.end(), { reason: 'exit', exitCode: 0 });
  t.is(console.text(), expected.toString());
});

test.serial('node-pty is there when a terminal is wanted, and not before', async (t) => {
  const { open, agent } = await setUp(t);
  const piped = await open({ argv: ['echo', 'plain'], terminal: false });
  await piped.end();
  const pid = nodePid(agent);
  t.false(isPtyLoaded(pid));
  const console = await open({ argv: ['true'] });
  await console.end();
  t.is(nodePid(agent), pid);
  t.true(isPtyLoaded(pid));
});

test.serial('a program gets its terminal and nothing else of ours', async (t) => {
  const { open } = await setUp(t);
  const first = await open({ argv: ['sleep', '600'] });
  const second = await open({
    argv: ['sh', '-c', 'for fd in /proc/$$/fd/*; do readlink $fd; done'],
  });
  await second.end();
  const open_ = second.text().trim().split(/\r\n/);
  const foreign = open_.filter((path) => /ptmx|socket:|anon_inode|net:/.test(path));
  t.deepEqual(foreign, [], second.text());
  await first.ask({ close: {} });
  t.like(await first.end(), { reason: 'closed' });
});

test.serial('helpers that are started later do not hold a terminal open', async (t) => {
  const { open } = await setUp(t);
  const console = await open({ argv: ['sleep', '600'] });
  const script = 'for fd in /proc/$$/fd/*; do readlink $fd; done';
  const helper = await open({ argv: ['sh', '-c', script], terminal: false });
  await helper.end();
  t.notRegex(helper.text(), /ptmx/);
  await console.ask({ close: {} });
  await console.end();
});
