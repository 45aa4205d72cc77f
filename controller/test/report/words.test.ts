// The first line for every status, with and without a cause.

import test from 'ava';
import { correlate } from '../../src/correlate/mod.ts';
import type { CauseFinding } from '../../src/explain/cause.ts';
import type { Localisation, SegmentFinding, Status } from '../../src/localise/finding.ts';
import { localise } from '../../src/localise/mod.ts';
import { ownerOf, summaryText } from '../../src/report/words.ts';
import { recordedRecording } from '../helpers/recorded.ts';

const RECORDING = recordedRecording('hybrid', 'snat', 'icmp');
const { path } = RECORDING;
const DELIVERED = localise(RECORDING, correlate(RECORDING));

const finding = (change: Partial<SegmentFinding>): SegmentFinding => {
  const [, , first] = DELIVERED.segments;
  if (first === undefined) throw new Error('the recording has segments');
  return { ...first, sent: 20, lost: 20, ...change };
};

const located = (status: Status, change: Partial<Localisation> = {}): Localisation => ({
  ...DELIVERED,
  status,
  sent: 20,
  answered: 0,
  guilty: finding({}),
  limits: [],
  ...change,
});

const CAUSE: CauseFinding = {
  code: 'X',
  confidence: 'likely',
  owner: 'platform',
  title: 'in router r1 on cn1: the rule is missing',
  detail: '',
  evidence: [],
  affects: null,
  fixes: [],
  objects: {},
  references: [],
};

const says = test.macro({
  exec: (t, localisation: Localisation, causes: readonly CauseFinding[], wanted: string) => {
    t.is(summaryText(path, localisation, causes), wanted);
  },
  title: (title) => `the first line says it: ${title}`,
});

test('lost, with a cause', says, located('LOST'), [CAUSE], CAUSE.title);
test(
  'lost, without a cause',
  says,
  located('LOST'),
  [],
  'at the port of 10.1.0.52 on cn1: 20 of 20 lost; the cause was not found',
);
const partly = finding({ lost: 3, lossLow: 0.032, lossHigh: 0.379 });
test(
  'degraded, with a cause',
  says,
  located('DEGRADED', { guilty: partly }),
  [CAUSE],
  '3 of 20 lost in router r1 on cn1: the rule is missing',
);
test(
  'degraded, without a cause',
  says,
  located('DEGRADED', { guilty: partly }),
  [],
  'at the port of 10.1.0.52 on cn1: 3 of 20 lost (3.2 to 38 %); the cause was not found',
);
test(
  'refused',
  says,
  located('REJECTED', { limits: ['198.51.100.10 answers with a reset'] }),
  [],
  'left the cloud and was refused: 198.51.100.10 answers with a reset',
);
test(
  'unanswered',
  says,
  located('UNANSWERED'),
  [],
  '20 packets left the cloud for 198.51.100.10, nothing came back',
);
test(
  'nothing sent',
  says,
  located('NOT_SENT', { guilty: null }),
  [],
  '10.1.0.52 sent nothing to 198.51.100.10',
);
test(
  'inconclusive names the reason before any cause',
  says,
  located('INCONCLUSIVE', { guilty: null, limits: ['no agent of net1 answers'] }),
  [CAUSE],
  'cannot say: no agent of net1 answers',
);

test('what was refused or not answered outside is for upstream, other losses for nobody yet', (t) => {
  t.is(ownerOf('REJECTED', []), 'upstream');
  t.is(ownerOf('UNANSWERED', []), 'upstream');
  t.is(ownerOf('LOST', []), null);
  t.is(ownerOf('INCONCLUSIVE', []), null);
});

test("what cannot be said is nobody's fault, whatever cause is likely", (t) => {
  const likely = [{ owner: 'platform' } as CauseFinding];
  t.is(ownerOf('LOST', likely), 'platform');
  t.is(ownerOf('INCONCLUSIVE', likely), null);
});

test('delivered by another way than planned is said in the first line', (t) => {
  const note = { title: 'in router r1 on cn1: a1 leaves by the address of the router' };
  const said = summaryText(path, DELIVERED, [note as CauseFinding]);
  t.regex(said, /answered; not as planned: in router r1 on cn1: a1 leaves/);
  t.notRegex(summaryText(path, DELIVERED, []), /planned/);
});
