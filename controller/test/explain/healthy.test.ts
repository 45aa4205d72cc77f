// Healthy recorded state, and packets that vanish all the same: at every segment of every recorded
// kind of path, with every protocol, nothing may be confirmed and hardly anything suspected.
import test from 'ava';
import { explain } from '../../src/explain/explain.ts';
import { type Path, type Segment } from '../../src/resolve/path.ts';
import { type Recording } from '../../src/run/recording.ts';
import { type Status } from '../../src/localise/finding.ts';
import {
  emptyCorrelation,
  type Firewall,
  lostAfter,
  recordedPath,
  recordingOf,
} from './case-builder.ts';

const FIREWALLS: readonly Firewall[] = ['hybrid', 'ovsfw'];

interface Kind {
  readonly name: string;
  readonly source: string;
  readonly destination: (vms: Readonly<Record<string, string>>) => string;
}

const KINDS: readonly Kind[] = [
  { name: 'snat', source: 'a1', destination: () => '198.51.100.10' },
  { name: 'floating IP', source: 'a2', destination: () => '198.51.100.10' },
  { name: 'east-west', source: 'a1', destination: ({ b1 }) => b1 ?? '' },
  { name: 'one network', source: 'a1', destination: ({ a2 }) => a2 ?? '' },
];

const PROTOCOLS = [
  ['icmp', null],
  ['tcp', 80],
  ['udp', 1080],
] as const;

/** What fits without any fault: the API allows it, or only the guest and the outside know. */
const ALLOWED = new Set(['CAUSE_UNKNOWN', 'UPSTREAM_NO_REPLY', 'GUEST_IGNORES_REPLY']);

const suspects = (recording: Recording, path: Path, segment: Segment, status: Status): string[] => {
  const place = lostAfter(path, { after: 'none', status, direction: segment.direction });
  const guilty = {
    segment,
    sent: 20,
    lost: 20,
    lossLow: 0.8,
    lossHigh: 1,
    latency: null,
    reordered: 0,
    duplicated: 0,
    observable: true,
  };
  const { causes } = explain(recording, emptyCorrelation(path), { ...place, guilty });
  return causes
    .filter(({ code, confidence }) => confidence === 'confirmed' || !ALLOWED.has(code))
    .map(({ code, confidence }) => `${segment.kind} ${segment.direction}: ${code} ${confidence}`);
};

const addresses = async (
  t: Parameters<typeof recordedPath>[0],
  firewall: Firewall,
): Promise<Record<string, string>> => {
  const found: Record<string, string> = {};
  for (const vm of ['a2', 'b1'])
    found[vm] = (await recordedPath(t, firewall, vm)).flow.localAddress;
  return found;
};

for (const firewall of FIREWALLS)
  for (const { name, source, destination } of KINDS)
    for (const [protocol, port] of PROTOCOLS)
      test(`${firewall}, ${name}, ${protocol}: healthy state explains no loss`, async (t) => {
        const path = await recordedPath(t, firewall, source, {
          protocol,
          port,
          destination: destination(await addresses(t, firewall)),
        });
        t.true(path.segments.length > 4);
        const recording = recordingOf({ path, firewall, loss: {} });
        const found = path.segments.flatMap((segment) => {
          const status = segment.kind === 'external' ? 'UNANSWERED' : 'LOST';
          return suspects(recording, path, segment, status);
        });
        t.deepEqual(found, []);
      });
