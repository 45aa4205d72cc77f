// Only the entry of the very connection that was lost accuses connection tracking.
import test from 'ava';
import { explain } from '../../src/explain/explain.ts';
import { type Recording } from '../../src/run/recording.ts';
import { capturedCase } from './captured.ts';
import {
  type CaseSpec,
  emptyCorrelation,
  lostAfter,
  recordedPath,
  recordingOf,
} from './case-builder.ts';
import { answers } from './edits.ts';

const LOST_ID = 61_234;

/** An untranslated echo of that identifier, as `conntrack -L` lists it. */
const entryOf = ({ flow }: CaseSpec['path'], id: number): string =>
  `ipv4     2 icmp     1 30 src=${flow.localAddress} dst=${flow.remoteAddress} type=8 code=0 ` +
  `id=${id} [UNREPLIED] src=${flow.remoteAddress} dst=${flow.localAddress} type=0 code=0 ` +
  `id=${id} mark=0 use=1 id=7\n`;

const echo = Uint8Array.from([
  ...[0xfa, 0x16, 0x3e, 0, 0, 1, 0xfa, 0x16, 0x3f, 0, 0, 2, 8, 0],
  ...[0x45, 0, 0, 84, 0, 1, 0x40, 0, 63, 1, 0, 0, 10, 1, 0, 52, 198, 51, 100, 10],
  ...[8, 0, 0, 0, LOST_ID >> 8, LOST_ID & 0xff, 0, 1],
]);

const specOf = async (
  t: Parameters<typeof recordedPath>[0],
  ids: readonly number[],
): Promise<CaseSpec> => {
  const path = await recordedPath(t, 'hybrid');
  const text = ids.map((id) => entryOf(path, id)).join('');
  return {
    path,
    firewall: 'hybrid',
    edits: [answers('conntrack', { netns: 'snat-' }, text)],
    loss: { after: 'sg', lost: 20 },
  };
};

const said = (
  recording: Recording,
  spec: CaseSpec,
  localisation = lostAfter(spec.path, spec.loss),
) =>
  explain(recording, emptyCorrelation(spec.path), localisation)
    .causes.filter(({ code }) => code === 'STALE_CONNTRACK')
    .map(({ confidence }) => confidence);

const ofCaptured = (spec: CaseSpec): string[] => {
  const { recording, localisation } = capturedCase(spec, echo);
  return said(recording, spec, localisation);
};

const ofProbes = (spec: CaseSpec, sent: number): string[] => {
  const probes = { node: 'cn1', protocol: 'icmp', firstNs: 0, lastNs: 0, failure: '' };
  const injected = { ...probes, sourcePort: LOST_ID, sent };
  return said({ ...recordingOf(spec), injected }, spec);
};

test('the entry of the lost packet itself is proof', async (t) => {
  t.deepEqual(ofCaptured(await specOf(t, [7, LOST_ID])), ['confirmed']);
  t.deepEqual(ofProbes(await specOf(t, [7, LOST_ID]), 20), ['confirmed']);
});

test('entries of earlier connections between the same addresses accuse nothing', async (t) => {
  t.deepEqual(ofCaptured(await specOf(t, [7, LOST_ID + 1])), []);
  t.deepEqual(ofProbes(await specOf(t, [7, LOST_ID - 1]), 20), []);
});

test('where nobody knows which connection was lost, an entry is a suspicion', async (t) => {
  const spec = await specOf(t, [7]);
  t.deepEqual(said(recordingOf(spec), spec), ['likely']);
  t.deepEqual(ofProbes(spec, 0), ['likely']);
});
