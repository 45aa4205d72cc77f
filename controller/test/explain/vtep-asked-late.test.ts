// The first packets into a tunnel whose endpoint's MAC was forgotten: VTEP_ASKED_LATE, and only
// while the losses end with the answer.
import test, { type ExecutionContext } from 'ava';
import { causesOf, emptyCorrelation, recordedPath } from './case-builder.ts';

const MS = 1e6;

/** Packets every 10 ms; the lost ones end before the tunnel of the sender. */
const codesOf = async (t: ExecutionContext, answeredMs: number, lost: (ms: number) => boolean) => {
  const path = await recordedPath(t, 'ovsfw');
  const empty = emptyCorrelation(path);
  const { points } = empty.forward;
  const nic = path.points.findIndex(({ role }) => role === 'tunnel-nic');
  const id = path.points[nic]?.id ?? '';
  const at = points.indexOf(id);
  const count = 20;
  const seen = (j: number, k: number): boolean => k < at || !lost(j * 10);
  const cells = Array.from({ length: count * points.length }, (_, cell) => {
    const j = Math.floor(cell / points.length);
    return { j, isSeen: seen(j, cell % points.length) };
  });
  const forward = {
    ...empty.forward,
    count,
    sighting: Int32Array.from(cells, ({ j, isSeen }) => (isSeen ? j : -1)),
    timeNs: Float64Array.from(cells, ({ j, isSeen }) => (isSeen ? j * 10 * MS : Number.NaN)),
  };
  const peer = path.nodes.find(({ name }) => name === 'net1')?.tunnelAddress ?? '';
  const reply = {
    point: id,
    operation: 'reply' as const,
    senderAddress: peer,
    senderMac: 'fa:16:3e:00:00:07',
    targetAddress: '10.20.0.11',
    timeNs: answeredMs * MS,
  };
  return causesOf({
    path,
    firewall: 'ovsfw',
    loss: { status: 'DEGRADED', after: 'qr', out: true },
    correlation: { forward, arp: [reply] },
  }).map(({ code }) => code);
};

test('losses that end when the endpoint told its MAC are named so', async (t) => {
  t.deepEqual(await codesOf(t, 75, (ms) => ms < 80), ['VTEP_ASKED_LATE']);
});

test('losses that go on have another reason', async (t) => {
  t.false((await codesOf(t, 5, (ms) => ms % 40 === 0)).includes('VTEP_ASKED_LATE'));
});
