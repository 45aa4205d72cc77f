// Small probes beside large ones of which none was answered: sent, waited for, and told apart.

import { decodeFrame, innermost } from '@hopscope/packet';
import test from 'ava';
import { JOURNEY } from '../../src/correlate/journeys.ts';
import { correlate } from '../../src/correlate/mod.ts';
import type { ProbePlan } from '../../src/plan/plan.ts';
import { areLarge, type ControlOptions, sendControls } from '../../src/run/controls.ts';
import { recordedRecording } from '../helpers/recorded.ts';

const PROBE: ProbePlan = {
  node: 'cn1',
  device: 'tap1',
  sourceMac: '',
  destinationMac: '',
  sourcePort: 61_000,
  count: 20,
  rate: 100,
  payloadBytes: 1300,
  dontFragment: false,
  mtu: 1450,
  dns: null,
};

test('only packets that may be too large somewhere are large', (t) => {
  t.true(areLarge(PROBE));
  t.true(areLarge({ ...PROBE, payloadBytes: 549 }));
  t.false(areLarge({ ...PROBE, payloadBytes: 548 }));
  t.false(areLarge({ ...PROBE, payloadBytes: 0, dns: 'example.org' }));
});

const controls = async (
  protocol: 'icmp' | 'udp',
  answers: readonly number[],
  failure = '',
): Promise<[Awaited<ReturnType<typeof sendControls>>, unknown[]]> => {
  const asked: unknown[] = [];
  const options: ControlOptions = {
    protocol,
    signal: new AbortController().signal,
    port: (index) => 61_020 + index,
    watch: {
      answered: (port) => answers.filter((one) => one === port).length,
      until: (enough) => Promise.resolve(enough()),
    },
    send: (probes) => {
      asked.push(probes);
      const sent = failure === '' ? probes.count : 0;
      const facts = { node: 'cn1', protocol, firstNs: 0, lastNs: 0, failure };
      return Promise.resolve({ ...facts, sourcePort: probes.sourcePort, sent });
    },
  };
  return [await sendControls(options), asked];
};

test('three small ones are sent, and their answers counted', async (t) => {
  const [echoes, asked] = await controls('icmp', [61_020, 61_020, 61_000]);
  t.deepEqual(asked, [{ payloadBytes: 56, count: 3, sourcePort: 61_020 }]);
  t.deepEqual(echoes, { bytes: 84, ports: [61_020], sent: 3, answered: 2 });
  const [datagrams] = await controls('udp', [61_020, 61_021, 61_022, 61_022]);
  t.deepEqual(datagrams, { bytes: 84, ports: [61_020, 61_021, 61_022], sent: 3, answered: 3 });
  t.is((await controls('icmp', [], 'POLICY_DENIED: no'))[0], null);
});

test('they count for nothing in what is judged', (t) => {
  const recording = recordedRecording('hybrid', 'snat', 'icmp');
  const before = correlate(recording);
  const [capture] = recording.captures;
  const { bytes, offset, capturedBytes } = capture!.frames;
  const frame = bytes.subarray(offset[0]!, offset[0]! + capturedBytes[0]!);
  const id = innermost(decodeFrame(frame), 'icmp')?.id ?? -1;
  const judged = (port: number): number[] => {
    const control = { bytes: 84, ports: [port], sent: 3, answered: 3 };
    const { forward, reply } = correlate({ ...recording, control });
    return [forward, reply].map(
      ({ flags }) => flags.filter((flag) => (flag & JOURNEY.censored) === 0).length,
    );
  };
  // A second ping with another identifier, of one packet, is in the recording.
  t.deepEqual(judged(id), [1, 1]);
  t.deepEqual(
    judged(id ^ 1),
    [before.forward, before.reply].map(
      ({ flags }) => flags.filter((flag) => (flag & JOURNEY.censored) === 0).length,
    ),
  );
});
