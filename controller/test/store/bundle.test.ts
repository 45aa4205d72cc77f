// A bundle gives back what was put in, to the last frame, and refuses what is no bundle.

import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import fc from 'fast-check';
import { DigestWriter, summarise } from '@hopscope/packet';
import type { DigestBatch } from '@hopscope/packet';
import { HopscopeError } from '@hopscope/proto';
import { correlate } from '../../src/correlate/mod.ts';
import { localise } from '../../src/localise/mod.ts';
import { makeVerdict } from '../../src/report/make-verdict.ts';
import { mergeFrames } from '../../src/report/merged.ts';
import type { Recording } from '../../src/run/recording.ts';
import { isFree, readBundle, readVerdict, writeBundle } from '../../src/store/bundle.ts';
import type { Bundle } from '../../src/store/bundle.ts';
import { safeName } from '../../src/store/names.ts';
import { openStore, storeRoot } from '../../src/store/trace-store.ts';
import { recordedRecording } from '../helpers/recorded.ts';

const RECORDING: Recording = {
  ...recordedRecording('hybrid', 'snat', 'icmp'),
  trace: 't-7f3a',
  evidence: [
    {
      node: 'cn1.example.org',
      reader: 'rules',
      netns: '../../etc/passwd',
      selectors: ['table=1'],
      phase: 'before',
      argv: ['ip', '-j', 'rule'],
      rc: 0,
      startedNs: 1.5,
      endedNs: 2.5,
      truncated: false,
      failure: '',
      text: '[{"priority":0}]\n',
    },
  ],
  events: [{ node: 'cn1', atNs: 5, code: 'DEVICE_DOWN', capture: 1, message: 'tap is down' }],
};

const bundleOf = (recording: Recording): Bundle => {
  const correlation = correlate(recording);
  const localisation = localise(recording, correlation);
  const verdict = makeVerdict(recording, correlation, localisation, []);
  return { recording, verdict, merged: mergeFrames(recording, correlation, localisation) };
};
const BUNDLE = bundleOf(RECORDING);

const folderOf = (t: ExecutionContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-store-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const filesIn = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));

/** The last packets of the first capture as digests. */
const mixedRecording = (): Recording => {
  const [first, ...others] = RECORDING.captures;
  const frames = first!.frames;
  const kept = frames.count - 5;
  const columns = summarise(frames, {
    ...{ baseSec: RECORDING.baseSec, remote: 0, locals: [], remotePort: 0, vnis: [] },
    protocol: 'icmp',
  });
  const writer = new DigestWriter(100, 100);
  for (let row = kept; row < frames.count; row += 1)
    writer.add(columns, row, frames.sec[row]!, frames.nsec[row]!);
  const digests = [writer.cut(3)].map((batch) => ({
    ...batch,
    rows: batch.rows.slice(),
    heads: batch.heads.slice(),
  }));
  const mixed = { ...first!, frames: { ...frames, count: kept }, digests, sampledOut: 40 };
  return { ...RECORDING, captures: [mixed, ...others] };
};

test('digests are kept beside the frames, and a bundle without them is refused', (t) => {
  const dir = join(folderOf(t), 't-7f3a');
  const recording = mixedRecording();
  writeBundle(dir, bundleOf(recording));
  const { digests, sampledOut, frames } = readBundle(dir).captures[0]!;
  t.is(sampledOut, 40);
  t.is(frames.count, recording.captures[0]!.frames.count);
  const plain = (batches: readonly DigestBatch[] = []) =>
    batches.map(({ rows, heads, ...rest }) => ({
      ...rest,
      rows: Buffer.from(rows).toString('hex'),
      heads: Buffer.from(heads).toString('hex'),
    }));
  t.deepEqual(plain(digests), plain(recording.captures[0]!.digests));
  const name = filesIn(dir).find((file) => file.endsWith('.digests'))!;
  const whole = readFileSync(join(dir, name));
  for (const [damaged, why] of [
    [whole.subarray(0, whole.length - 1), /cut short/],
    [Buffer.from('something else'), /no file of digests/],
    [whole.subarray(0, 8), /has 0 digests instead of 5/],
  ] as const) {
    writeFileSync(join(dir, name), damaged);
    const error = t.throws(() => readBundle(dir), { instanceOf: HopscopeError });
    t.is(error?.code, 'BUNDLE_INVALID');
    t.regex(error?.message ?? '', why);
  }
});

test('a bundle read back is the recording that was written, frame by frame', (t) => {
  const dir = join(folderOf(t), 't-7f3a');
  writeBundle(dir, BUNDLE);
  const read = readBundle(dir);
  t.deepEqual({ ...read, captures: [] }, { ...RECORDING, captures: [] });
  t.is(read.captures.length, RECORDING.captures.length);
  read.captures.forEach(({ frames, ...capture }, index) => {
    const { frames: before, ...wanted } = RECORDING.captures[index] as (typeof read.captures)[0];
    t.deepEqual(capture, wanted);
    t.deepEqual(Array.from(frames.sec), Array.from(before.sec));
    t.deepEqual(Array.from(frames.nsec), Array.from(before.nsec));
    t.deepEqual(Array.from(frames.side), Array.from(before.side));
    t.deepEqual(Array.from(frames.originalBytes), Array.from(before.originalBytes));
    for (let row = 0; row < before.count; row += 1) {
      const length = before.capturedBytes[row] ?? 0;
      const [a, b] = [before.offset[row] ?? 0, frames.offset[row] ?? 0];
      const wantedBytes = before.bytes.subarray(a, a + length);
      if (Buffer.compare(frames.bytes.subarray(b, b + length), wantedBytes) !== 0)
        t.fail(`frame ${row} of capture ${index} differs`);
    }
  });
  t.deepEqual(readVerdict(dir), BUNDLE.verdict);
});

test('replay of a bundle gives the verdict of the live run', (t) => {
  const dir = join(folderOf(t), 't-7f3a');
  writeBundle(dir, BUNDLE);
  t.deepEqual(bundleOf(readBundle(dir)).verdict, BUNDLE.verdict);
});

test('a bundle is for its owner, has readable names, and none leads out of it', (t) => {
  const parent = folderOf(t);
  const dir = join(parent, 't-7f3a');
  writeBundle(dir, BUNDLE);
  t.is(statSync(dir).mode & 0o777, 0o700);
  t.is(statSync(join(dir, 'verdict.json')).mode & 0o777, 0o600);
  const files = filesIn(dir);
  t.true(files.includes('merged.pcapng'));
  t.true(files.includes('evidence/cn1.example.org/001-rules-__.._etc_passwd-before.txt'));
  t.true(files.some((file) => /^captures\/cn1\/\d{3}-cn1-tap\.pcapng$/.test(file)));
  t.true(files.some((file) => /^conntrack\/net1\/\d{3}-snat-/.test(file)));
  t.deepEqual(readdirSync(parent), ['t-7f3a']);
});

test('any name becomes one path component', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      t.regex(safeName(name), /^[A-Za-z0-9_][A-Za-z0-9._-]{0,79}$/);
    }),
  );
});

test('a place that is taken is not free, and writing to it leaves it alone', (t) => {
  const dir = folderOf(t);
  t.true(isFree(dir));
  writeFileSync(join(dir, 'mine.txt'), 'mine');
  t.false(isFree(dir));
  const error = t.throws(() => writeBundle(dir, BUNDLE), { instanceOf: HopscopeError });
  t.is(error?.code, 'ENVIRONMENT');
  t.deepEqual(readdirSync(dir), ['mine.txt']);
  t.false(existsSync(`${dir}.partial-${process.pid}`));
});

const spoilt = test.macro({
  exec: (t, spoil: (dir: string) => void, problem: RegExp) => {
    const dir = join(folderOf(t), 't-7f3a');
    writeBundle(dir, BUNDLE);
    spoil(dir);
    const error = t.throws(() => readBundle(dir), { instanceOf: HopscopeError });
    t.is(error?.code, 'BUNDLE_INVALID');
    t.regex(error?.message ?? '', problem);
  },
  title: (title) => `refused as a bundle: ${title}`,
});
const capture = (dir: string): string =>
  join(dir, filesIn(dir).find((file) => file.startsWith('captures/')) ?? '');
test('no recording', spoilt, (dir) => rmSync(join(dir, 'recording.json')), /recording\.json/);
test('not JSON', spoilt, (dir) => writeFileSync(join(dir, 'recording.json'), '{'), /not JSON/);
test('a capture is gone', spoilt, (dir) => rmSync(capture(dir)), /captures/);
test('a capture is cut', spoilt, (dir) => appendFileSync(capture(dir), 'x'), /cut off/);
const edit = (dir: string, change: (file: Record<string, unknown>) => void): void => {
  const file = join(dir, 'recording.json');
  const value = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  change(value);
  writeFileSync(file, JSON.stringify(value));
};
test(
  'another version',
  spoilt,
  (dir) => edit(dir, (file) => (file['schema'] = 'x/2')),
  /schema|Invalid/,
);
test(
  'a field is missing',
  spoilt,
  (dir) => edit(dir, (file) => delete file['path']),
  /recording\.json/,
);

const named = (trace: string, startedAt: string): Bundle => ({
  ...BUNDLE,
  recording: { ...RECORDING, trace, captures: [], startedAt },
  verdict: { ...BUNDLE.verdict, trace, startedAt },
});

test('the store lists newest first, finds by id or the newest, and says what it has not', (t) => {
  const now = (): number => 1_700_000_060_000;
  const store = openStore(join(folderOf(t), 'traces'), { random: () => 7, now });
  t.deepEqual(store.list(), []);
  t.throws(() => store.find(null), { message: /no trace has been kept/ });
  const first = store.save(named('t-0001', '2026-11-23T10:00:00.000Z'));
  utimesSync(first, 1_700_000_000, 1_700_000_000);
  const second = store.save(named('t-0002', '2026-11-23T11:00:00.000Z'));
  t.deepEqual(
    store.list().map(({ trace }) => trace),
    ['t-0002', 't-0001'],
  );
  t.is(store.find('t-0001'), first);
  t.is(store.find(null), second);
  for (const id of ['t-9999', '../t-0001', 't-0001/..', ''])
    t.throws(() => store.find(id), { message: /no trace/ });
  writeFileSync(join(first, 'verdict.json'), '{}');
  const broken = store.list().find(({ trace }) => trace === 't-0001');
  t.is(broken?.verdict, null);
  t.regex(broken?.problem ?? '', /not a Hopscope bundle/);
});

test('ids are unique and grow when the short ones are taken', (t) => {
  const root = join(folderOf(t), 'traces');
  const store = openStore(root, { random: (max) => max - 1, now: () => 0, ageMaxMs: 1e15 });
  t.is(store.newId(), 't-ffff');
  store.save(named('t-ffff', '2026-11-23T10:00:00.000Z'));
  t.is(store.newId(), 't-ffffff');
});

test('old and surplus traces are pruned, the new one never', (t) => {
  const root = join(folderOf(t), 'traces');
  const day = 24 * 60 * 60;
  const at = (trace: string, ageDays: number): void => {
    const dir = store.save(named(trace, '2026-11-23T10:00:00.000Z'));
    const sec = 1_800_000_000 - ageDays * day;
    utimesSync(dir, sec, sec);
  };
  const store = openStore(root, { random: () => 1, now: () => 1_800_000_000_000, tracesMax: 3 });
  at('t-0001', 3);
  at('t-0002', 40);
  at('t-0003', 2);
  at('t-0004', 1);
  store.save(named('t-0005', '2026-11-23T10:00:00.000Z'));
  t.deepEqual(readdirSync(root).toSorted(), ['t-0003', 't-0004', 't-0005']);
});

test('the state directory is the one of the XDG specification', (t) => {
  t.is(storeRoot({ XDG_STATE_HOME: '/x' }), '/x/hopscope/traces');
  t.is(storeRoot({ HOME: '/home/u' }), '/home/u/.local/state/hopscope/traces');
  t.is(storeRoot({ XDG_STATE_HOME: 'relative', HOME: '/h' }), '/h/.local/state/hopscope/traces');
});
