// Help is a contract: golden files, 100 columns, every command in it.

import test from 'ava';
import { isGolden } from '../report/golden.ts';
import { openShell } from './cli.ts';

const HERE = new URL('./', import.meta.url);

const helpOf = test.macro({
  exec: async (t, name: string, args: readonly string[]) => {
    const { code, stdout, stderr } = await openShell(t).run(...args);
    t.is(code, 0);
    t.is(stderr, '');
    isGolden(t, HERE, `help-${name}.txt`, stdout);
    for (const line of stdout.split('\n')) t.true(line.length <= 100, line);
  },
  title: (title) => `help is as in the golden file: ${title}`,
});

test('hopscope', helpOf, 'hopscope', ['--help']);
for (const name of ['trace', 'show', 'traces', 'analyze', 'agents', 'shell'])
  test(name, helpOf, name, [name, '--help']);

test('"help COMMAND" is "COMMAND --help"', async (t) => {
  const shell = openShell(t);
  const direct = await shell.run('trace', '--help');
  t.is((await shell.run('help', 'trace')).stdout, direct.stdout);
});

test('without a command the help is shown and the exit code says usage', async (t) => {
  const { code, stdout } = await openShell(t).run();
  t.is(code, 3);
  t.regex(stdout, /^Usage: hopscope/);
});

test('the version is the one of the package', async (t) => {
  const { code, stdout } = await openShell(t).run('--version');
  t.deepEqual([code, stdout], [0, '0.1.0\n']);
});
