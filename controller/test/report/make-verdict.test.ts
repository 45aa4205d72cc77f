// The verdict and the merged file from recorded captures of a real cloud, healthy and with losses
// made on them.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import { correlate } from '../../src/correlate/mod.ts';
import type { CauseFinding } from '../../src/explain/cause.ts';
import { localise } from '../../src/localise/mod.ts';
import { makeVerdict } from '../../src/report/make-verdict.ts';
import { mergeFrames } from '../../src/report/merged.ts';
import { verdictSchema } from '../../src/report/verdict.ts';
import type { Recording } from '../../src/run/recording.ts';
import { lose } from '../helpers/lose.ts';
import { recordedRecording } from '../helpers/recorded.ts';

const HEALTHY = recordedRecording('hybrid', 'snat', 'icmp');
/** Everything ends behind the first side of qr-. */
const BROKEN: Recording = lose(
  HEALTHY,
  correlate(HEALTHY),
  (direction, _journey, point) => direction === 'reply' || point >= 5,
);

const verdictOf = (recording: Recording, causes: readonly CauseFinding[] = []) => {
  const correlation = correlate(recording);
  const localisation = localise(recording, correlation);
  return makeVerdict(recording, correlation, localisation, causes);
};

test('a healthy recording makes a valid verdict with times and counts', (t) => {
  const verdict = verdictOf(HEALTHY);
  t.deepEqual(verdictSchema.parse(JSON.parse(JSON.stringify(verdict))), verdict);
  t.is(verdict.status, 'DELIVERED');
  t.is(verdict.owner, null);
  t.is(verdict.segment, null);
  t.is(verdict.points.length, HEALTHY.path.points.length);
  t.true(verdict.points.every(({ packets }) => packets === 4));
  t.is(verdict.roundTrip?.count, 4);
  const { p50Ns = 0, p99Ns = 0, outsideP50Ns } = verdict.roundTrip ?? {};
  t.true(p50Ns > 1e6 && p50Ns < 3e6 && p99Ns >= p50Ns);
  t.true((outsideP50Ns ?? 0) > 0 && (outsideP50Ns ?? 0) < p50Ns);
});

test('a loss names its segment, its count, and nobody as owner without a cause', (t) => {
  const verdict = verdictOf(BROKEN);
  t.is(verdict.status, 'LOST');
  t.is(verdict.owner, null);
  t.is(verdict.direction, 'forward');
  t.regex(verdict.segment?.from ?? '', /qr-netA\/in\/forward$/);
  t.regex(verdict.segment?.to ?? '', /qr-netA\/out\/forward$/);
  t.regex(verdict.summary, /4 of 4 lost; the cause was not found$/);
});

test('the best cause gives title and owner', (t) => {
  const cause: CauseFinding = {
    code: 'PBR_RULE_MISSING',
    confidence: 'confirmed',
    owner: 'platform',
    title: 'in router r1 on cn1: the policy rule is missing',
    detail: '',
    evidence: [],
    affects: null,
    fixes: [],
    objects: {},
    references: [],
  };
  const verdict = verdictOf(BROKEN, [cause, { ...cause, code: 'OTHER', owner: 'tenant' }]);
  t.is(verdict.owner, 'platform');
  t.is(verdict.summary, cause.title);
  t.deepEqual(
    verdict.causes.map(({ code }) => code),
    ['PBR_RULE_MISSING', 'OTHER'],
  );
});

const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 64 * 1024 * 1024,
  });

const mergedFile = (t: ExecutionContext, recording: Recording): string => {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-merged-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'merged.pcapng');
  const correlation = correlate(recording);
  writeFileSync(file, mergeFrames(recording, correlation, localise(recording, correlation)));
  return file;
};

const fieldsOf = (file: string, ...names: readonly string[]): string[][] =>
  run('tshark', '-r', file, '-T', 'fields', ...names.flatMap((name) => ['-e', name]))
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));

test('the merged file has an interface per point, comments, and the order of time', (t) => {
  const file = mergedFile(t, HEALTHY);
  t.regex(run('capinfos', file), /Strict time order: +True/);
  const interfaces = new Set(
    HEALTHY.path.points.map(
      ({ node, netns, device, side }) => `${node}/${netns || '-'}/${device} ${side}`,
    ),
  );
  const frames = fieldsOf(file, 'frame.interface_name', 'frame.comment', 'frame.time_epoch');
  t.is(frames.length, 4 * HEALTHY.path.points.length);
  t.deepEqual(new Set(frames.map(([name]) => name)), interfaces);
  t.true(frames.every(([, comment]) => /^hop \d+ of \d+ (out|back); journey/.test(comment ?? '')));
  const rewrites = frames.filter(([, comment]) =>
    /SNAT 10\.1\.0\.52:\d+ -> 172\./.test(comment ?? ''),
  );
  t.is(rewrites.length, 4);
  t.true(rewrites.every(([name]) => name?.includes('qg')));
  const back = frames.filter(([, comment]) => comment?.includes('un-SNAT'));
  t.is(back.length, 4);
});

test('frames of no journey are not in the merged file', (t) => {
  const total = HEALTHY.captures.reduce((sum, { frames }) => sum + frames.count, 0);
  const frames = fieldsOf(mergedFile(t, HEALTHY), 'frame.protocols', '_ws.col.Info');
  t.true(total > 10 * frames.length, 'the captures hold tcp and udp of the same VM as well');
  t.true(frames.every(([protocols]) => protocols?.includes('icmp')));
});

test('where packets were lost the merged file says so at their last point', (t) => {
  const frames = fieldsOf(mergedFile(t, BROKEN), 'frame.interface_name', 'frame.comment');
  const lost = frames.filter(([, comment]) => comment?.includes('LOST after this point'));
  t.is(lost.length, 4);
  t.true(lost.every(([name]) => name?.endsWith('qr-netA in')));
});
