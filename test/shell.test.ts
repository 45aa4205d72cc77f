// `hopscope shell` as a person meets it: on a real terminal and in a pipeline, through a real NATS
// server, an agent and its privileged process.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'ava';
import { eventually } from './support/eventually.ts';
import { NODE_NAME, openShells } from './support/shell.ts';

const MIB = 1024 * 1024;

/** Processes whose whole command line is this. */
const running = (command: string): string[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => {
      try {
        return (
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() === command
        );
      } catch {
        return false; // gone meanwhile
      }
    });

test.serial('a person works in a remote shell: keys, size, Ctrl-C, UTF-8, exit code', async (t) => {
  const { person } = await openShells(t);
  const { pty, sees, exited, text } = person();
  await sees(`/usr/bin/bash on ${NODE_NAME}; "~." on a new line leaves`);
  pty.write('PS1="R> "; stty size; echo "$TERM"\r');
  await sees(/\r30 100\r\nxterm\r\n/);
  pty.resize(132, 43);
  await eventually(
    async () => {
      pty.write('stty size\r');
      await sees(/R> \S*$/);
      return text();
    },
    (screen) => screen.includes('43 132'),
  );
  pty.write('echo "h\u00e4 \u20ac \u{1d11e}" | tr a-z A-Z\r');
  await sees('\rH\u00e4 \u20ac \u{1d11e}\r\n');
  pty.write('echo begun; sleep 600\r');
  await sees('\rbegun\r\n');
  pty.write('\u0003');
  // What is typed before the shell is back is thrown away with the interrupt.
  await sees(/\^C[^]*R> $/);
  pty.write('echo status=$?\r');
  await sees('status=130');
  pty.write('exit 42\r');
  t.is((await exited).exitCode, 42);
});

test.serial('a line feed of a full-screen program is not changed on its way', async (t) => {
  const { person, shellArgv } = await openShells(t);
  const remote = ['sh', '-c', 'stty raw; printf "down\\nagain"; sleep 0.1'];
  const { exited, text } = person(shellArgv('--', ...remote));
  t.is((await exited).exitCode, 0);
  t.true(text().includes('down\nagain'), JSON.stringify(text()));
});

test.serial('the terminal is as before, whatever ended the session', async (t) => {
  const { person, shellArgv, agentPid } = await openShells(t);
  const modes = (output: string): string[] =>
    [...output.matchAll(/^MODES ([0-9a-f:]+)/gm)].map(([, mode]) => mode ?? '');
  const around = async (how: (type: (text: string) => void) => void): Promise<string> => {
    const [node, ...args] = shellArgv();
    const command = `${node} ${args.join(' ')}`;
    const script = `echo MODES $(stty -g); ${command}; echo CODE $?; echo MODES $(stty -g)`;
    const one = person(['sh', '-c', script]);
    await one.sees('leaves');
    one.pty.write('echo rea""dy\r');
    await one.sees('ready');
    how((text) => one.pty.write(text));
    await one.exited;
    const [before, after] = modes(one.text());
    t.truthy(before);
    t.is(after, before, one.text());
    return /CODE (\d+)/.exec(one.text())?.[1] ?? '';
  };
  t.is(await around((type) => type('exit 5\r')), '5');
  t.is(await around((type) => type('cat\rsome words\r~.')), '130');
  t.is(await around(() => process.kill(agentPid, 'SIGTERM')), '3');
});

test.serial('in a pipeline bytes go both ways as they are, and errors apart', async (t) => {
  const { piped } = await openShells(t, '{ allow: true, shell: true, outputBytesPerS: 67108864 }');
  const input = Buffer.alloc(3 * MIB, 'all bytes \u0000\u0003\u0004~.\r\n\u00ff');
  const script = 'echo aside >&2; tee /dev/stderr | cat; exit 9';
  const { code, stdout } = await piped(['--', 'sh', '-c', script], input);
  t.is(code, 9);
  t.is(Buffer.compare(stdout, input), 0);
  const small = await piped(['--', 'sh', '-c', 'echo aside >&2; kill -9 $$']);
  t.is(small.code, 137);
  t.is(small.stderr, 'aside\n');
});

test.serial('50 MB of a remote program come through a pipeline whole', async (t) => {
  const { piped } = await openShells(t, '{ allow: true, shell: true, outputBytesPerS: 67108864 }');
  const lines = 6_700_000;
  const { code, stdout } = await piped(['--', 'seq', String(lines)]);
  t.is(code, 0);
  t.true(stdout.length > 50_000_000);
  const hash = createHash('sha256');
  const block = 100_000;
  for (let from = 1; from <= lines; from += block)
    hash.update(Array.from({ length: block }, (_, index) => `${from + index}\n`).join(''));
  t.is(createHash('sha256').update(stdout).digest('hex'), hash.digest('hex'));
});

test.serial('a client that is killed takes what it started along within seconds', async (t) => {
  const { start, agentLog } = await openShells(t);
  const command = `sleep ${200_000 + process.pid}.5`;
  const child = start(['--', 'sh', '-c', `${command} & ${command}`]);
  await eventually(
    () => running(command).length,
    (count) => count === 2,
  );
  const killedMs = performance.now();
  child.kill('SIGKILL');
  await eventually(
    () => running(command).length,
    (count) => count === 0,
  );
  const seconds = (performance.now() - killedMs) / 1000;
  t.log(`${seconds.toFixed(1)} s`);
  t.true(seconds < 8, `${seconds} s`);
  await eventually(agentLog, (log) => log.includes('"reason":"lease"'));
});

test.serial('Ctrl-C in a pipeline ends the remote program, and says so by its code', async (t) => {
  const { start } = await openShells(t);
  const command = `/usr/bin/sleep ${200_000 + process.pid}.25`;
  const child = start(['--', ...command.split(' ')]);
  await eventually(
    () => running(command).length,
    (count) => count === 1,
  );
  child.kill('SIGINT');
  const [code] = (await once(child, 'close')) as [number | null];
  t.is(code, 130);
  await eventually(
    () => running(command).length,
    (count) => count === 0,
  );
});

test.serial('when NATS goes away both sides end, and each says so', async (t) => {
  const { start, stopNats, agentLog } = await openShells(t);
  const command = `/usr/bin/sleep ${200_000 + process.pid}.75`;
  const child = start(['--', ...command.split(' ')]);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await eventually(
    () => running(command).length,
    (count) => count === 1,
  );
  const closed = once(child, 'close');
  await stopNats();
  t.is(((await closed) as [number | null])[0], 3);
  t.regex(said, /^hopscope: the console on cn1\.example\.org is lost: /);
  await eventually(
    () => running(command).length,
    (count) => count === 0,
  );
  await eventually(agentLog, (log) => log.includes('"reason":"lease"'));
});

test.serial('a reader that is slow holds the remote program back', async (t) => {
  const { start } = await openShells(t, '{ allow: true, shell: true, outputBytesPerS: 67108864 }');
  const child = start(['--', 'sh', '-c', 'seq 2000000; echo done >&2']);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child.stdout!, 'readable');
  const begun = performance.now();
  await eventually(
    () => performance.now() - begun,
    (ms) => ms > 2_500,
  );
  t.is(said, '', 'it is not done: nobody reads');
  let bytes = 0;
  child.stdout?.on('data', (chunk: Buffer) => (bytes += chunk.length));
  const [code] = (await once(child, 'close')) as [number | null];
  t.is(code, 0);
  t.is(bytes, 14_888_896);
  t.is(said, 'done\n');
});

test.serial('what is refused is said in a line, with what to do', async (t) => {
  const { piped } = await openShells(t, '{ allow: true, commands: [[ip, link]] }');
  const shell = await piped([]);
  t.is(shell.code, 3);
  t.regex(shell.stderr, /^hopscope: the policy of this node forbids a shell .*: ip link\n/);
  t.regex(shell.stderr, /agent\.yaml decides/);
  const command = await piped(['--', 'ip', 'netns', 'exec', 'x', 'bash']);
  t.is(command.code, 3);
  const allowed = await piped(['--', 'ip', 'link', 'show', 'lo']);
  t.is(allowed.code, 0);
  t.regex(allowed.stdout.toString(), /LOOPBACK/);
  const netns = await piped(['--netns', 'no-such', '--', 'ip', 'link']);
  t.is(netns.code, 3);
  t.regex(netns.stderr, /no-such/);
});
