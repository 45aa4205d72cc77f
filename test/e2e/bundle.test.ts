// The bundle of a trace as other programs read it: merged.pcapng by tshark and capinfos, the
// verdict by its schema, the report again by `show` and by `analyze`.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { verdictSchema } from '../../controller/src/report/verdict.ts';
import { hopscope, theLab, trace } from './support.ts';

const lab = theLab();
const bundle = join(lab.stateDirectory, `bundle-${process.pid}`);
const merged = join(bundle, 'merged.pcapng');
const PROBES = 20;

const traced = await trace(lab, 'a1', '198.51.100.10:1080/udp', '--inject', '-o', bundle);
const { verdict } = traced;

const lines = async (...argv: readonly string[]): Promise<readonly string[]> =>
  (await lab.exec('ctl', argv)).stdout.split('\n').filter((line) => line !== '');

const fields = async (...names: readonly string[]): Promise<readonly (readonly string[])[]> => {
  const asked = names.flatMap((name) => ['-e', name]);
  const rows = await lines('tshark', '-r', merged, '-T', 'fields', ...asked);
  return rows.map((row) => row.split('\t'));
};

test('one interface per point, named node/netns/device side', async (t) => {
  const [row] = await lines('capinfos', '-TmQ', merged);
  t.truthy(row);
  const text = (await lab.exec('ctl', ['capinfos', merged])).stdout;
  t.regex(text, /File type:\s+Wireshark\/... - pcapng/);
  const names = [...text.matchAll(/Name = (.+)/g)].map((match) => match[1] ?? '');
  const expected = new Set(
    verdict.points.map(
      ({ node, netns, device, side }) => `${node}/${netns === '' ? '-' : netns}/${device} ${side}`,
    ),
  );
  t.deepEqual(new Set(names), expected);
  t.is(names.length, expected.size);
});

test('packets are in the order of time, with nanoseconds', async (t) => {
  const stamps = (await fields('frame.time_epoch')).map(([stamp]) => stamp ?? '');
  t.true(stamps.length > PROBES * 10);
  t.deepEqual(stamps, stamps.toSorted());
  t.true(stamps.some((stamp) => /\.\d{6}(?!000)\d{3}/.test(stamp)));
});

test('every packet has a comment: its hop, its journey, its rewrite', async (t) => {
  const rows = await fields('frame.comment', 'frame.interface_name');
  t.true(rows.every(([comment = '']) => comment !== ''));
  const comments = rows.map(([comment = '']) => comment);
  t.true(comments.some((comment) => comment.includes(verdict.flow.natAddress)));
  const journeys = new Set(
    comments.flatMap((comment) => /journey (out \d+)/.exec(comment)?.[1] ?? []),
  );
  t.is(journeys.size, PROBES);
});

test('tshark finds no broken frame, and the inner packets of VXLAN', async (t) => {
  const bad = await lines('tshark', '-r', merged, '-Y', '_ws.malformed');
  t.deepEqual(bad, []);
  const inner = await lines('tshark', '-r', merged, '-Y', 'vxlan && udp.dstport == 1080');
  t.is(inner.length, 2 * PROBES);
});

test('the bundle has the verdict, and `show` and `analyze` say the same again', async (t) => {
  const kept = verdictSchema.parse(JSON.parse(readFileSync(join(bundle, 'verdict.json'), 'utf8')));
  t.deepEqual(kept, verdict);
  const shown = await hopscope(lab, ['show', verdict.trace, '--json']);
  t.is(shown.code, 0, shown.stderr);
  t.deepEqual(verdictSchema.parse(JSON.parse(shown.stdout)), verdict);
  const again = await hopscope(lab, ['analyze', bundle, '--json']);
  t.is(again.code, 0, again.stderr);
  const replayed = verdictSchema.parse(JSON.parse(again.stdout));
  // What is not judged from the recording: times of the run, and what the cloud was asked besides.
  const judged = verdictSchema.omit({ timings: true, checks: true, comparison: true });
  t.deepEqual(judged.parse(replayed), judged.parse(verdict));
});
