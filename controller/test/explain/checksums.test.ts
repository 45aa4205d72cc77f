// Checksums on the receiving side of wires: right in every recorded capture, and found when not.
import test from 'ava';
import { createCaseFile } from '../../src/explain/case-file.ts';
import { wireChecksums } from '../../src/explain/checksums.ts';
import { type Direction } from '../../src/resolve/path.ts';
import { recordedRecording, type Traffic } from '../helpers/recorded.ts';
import { captured } from './captured.ts';
import { emptyCorrelation, type Firewall, recordedPath } from './case-builder.ts';

const FIREWALLS: readonly Firewall[] = ['hybrid', 'ovsfw'];
const TRAFFIC: readonly Traffic[] = ['snat', 'fip', 'ew'];

const counts = (firewall: Firewall, traffic: Traffic, direction: Direction) => {
  const recording = recordedRecording(firewall, traffic, 'tcp');
  const segment = recording.path.segments.find((one) => one.direction === direction);
  const nothing = { segments: [], points: [], lostSamples: [], limits: [], rateBelow: null };
  const numbers = { sent: 1, lost: 1, lossLow: 0, lossHigh: 1, reordered: 0, duplicated: 0 };
  const guilty =
    segment === undefined ? null : { segment, latency: null, observable: true, ...numbers };
  const file = createCaseFile(recording, emptyCorrelation(recording.path), {
    status: 'LOST',
    direction,
    guilty,
    sent: 1,
    answered: 0,
    ...nothing,
  });
  return wireChecksums(file);
};

for (const firewall of FIREWALLS)
  test(`${firewall}: no recorded packet came in from a wire with a wrong checksum`, (t) => {
    let checked = 0;
    for (const traffic of TRAFFIC)
      for (const direction of ['forward', 'reply'] as const)
        for (const count of counts(firewall, traffic, direction)) {
          t.is(count.wrong, 0, `${traffic} ${count.point.id}`);
          checked += count.checked;
        }
    t.true(checked > 50, `only ${checked} checksums could be computed`);
  });

/** An ICMP echo as it comes in from a wire, its checksum off by `error`. */
const arrived = (error: number): Uint8Array => {
  const ethernet = [0xfa, 0x16, 0x3e, 0, 0, 1, 0xfa, 0x16, 0x3e, 0, 0, 2, 8, 0];
  const ip = [0x45, 0, 0, 28, 0, 1, 0x40, 0, 63, 1, 0, 0, 198, 51, 100, 10, 172, 24, 4, 180];
  // Type 0, identifier 1, sequence 1: the words sum to 2, the checksum is its complement.
  return Uint8Array.from([...ethernet, ...ip, 0, 0, 0xff, 0xfd - error, 0, 1, 0, 1]);
};

for (const firewall of FIREWALLS)
  test(`${firewall}: a wrong checksum behind the wire is named, a right one is not`, async (t) => {
    const path = await recordedPath(t, firewall);
    const spec = {
      path,
      firewall,
      loss: { direction: 'reply', after: 'ext-nic', lost: 1 },
    } as const;
    const codes = (frame: Uint8Array): string[] =>
      captured({ ...spec, loss: { ...spec.loss } }, frame).map(({ code }) => code);
    t.false(codes(arrived(0)).includes('CHECKSUM_WRONG'));
    t.true(codes(arrived(1)).includes('CHECKSUM_WRONG'));
  });
