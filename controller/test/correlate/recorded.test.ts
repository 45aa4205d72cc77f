// Correlate and localise on the captures of the real cloud: every journey whole, nothing lost.

import test from 'ava';
import { correlate } from '../../src/correlate/mod.ts';
import { JOURNEY, type DirectionJourneys } from '../../src/correlate/journeys.ts';
import { localise } from '../../src/localise/mod.ts';
import { recordedRecording, type Firewall, type Traffic } from '../helpers/recorded.ts';

/** Journeys that some point did not see, as text for a person. */
const gaps = ({ points, count, sighting, flags }: DirectionJourneys): string[] => {
  const stride = points.length;
  return Array.from({ length: count }, (_, j) => j).flatMap((j) => {
    const seen = points.map((_, k) => ((sighting[j * stride + k] ?? -1) >= 0 ? 'x' : '.')).join('');
    return seen.includes('.') ? [`${j} ${seen} flags ${flags[j]}`] : [];
  });
};

const wholeOn = test.macro<[Firewall, Traffic]>({
  exec(t, firewall, traffic) {
    for (const protocol of ['icmp', 'tcp', 'udp'] as const) {
      const recording = recordedRecording(firewall, traffic, protocol);
      const correlation = correlate(recording);
      const where = `${firewall} ${traffic} ${protocol}`;
      for (const journeys of [correlation.forward, correlation.reply]) {
        t.true(journeys.count >= 3, `${where} ${journeys.direction}: ${journeys.count} journeys`);
        t.deepEqual(gaps(journeys), [], `${where} ${journeys.direction}`);
        t.true(
          journeys.flags.every((flags) => (flags & (JOURNEY.wrongMac | JOURNEY.ambiguous)) === 0),
        );
      }
      t.is(correlation.foreign, 0, where);
      const { status, guilty, sent, answered } = localise(recording, correlation);
      t.deepEqual([status, guilty], ['DELIVERED', null], where);
      t.is(answered, sent, where);
    }
  },
  title: (_, firewall, traffic) =>
    `every recorded ${traffic} journey is whole with the ${firewall} firewall`,
});

for (const firewall of ['hybrid', 'ovsfw'] as const) {
  for (const traffic of ['snat', 'fip', 'ew'] as const) test(wholeOn, firewall, traffic);
}

test('without conntrack the NAT pairs are inferred and the journeys are whole all the same', (t) => {
  for (const protocol of ['icmp', 'tcp', 'udp'] as const) {
    const known = correlate(recordedRecording('hybrid', 'snat', protocol));
    const guessed = correlate(recordedRecording('hybrid', 'snat', protocol, { conntrack: false }));
    const ports = ({ nat }: typeof known) =>
      nat.map(({ localPort, natPort }) => `${localPort} ${natPort}`).toSorted();
    t.deepEqual(ports(guessed), ports(known), protocol);
    t.true(guessed.nat.every(({ source }) => source === 'inferred'));
    t.deepEqual(gaps(guessed.forward), []);
    t.true(guessed.forward.flags.every((flags) => (flags & JOURNEY.natInferred) !== 0));
  }
});
