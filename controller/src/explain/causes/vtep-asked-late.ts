// Row 25, for a moment: a userspace datapath did not know the MAC of the other tunnel endpoint, and
// drops what comes until ARP is answered. It forgets after 15 minutes without the endpoint's ARP
// (lib/tnl-neigh-cache.c); the kernel's datapath queues instead.

import { affectsNetworkPorts } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { checked, noted } from '../lines.ts';
import { tunnelView } from '../tunnel-view.ts';

const SETTLED_NS = 100e6;

/** When this endpoint first told its MAC, as the sending node's wire saw it; null = it did not. */
const answeredNs = (file: CaseFile, node: string, peer: string): number | null => {
  const at = new Set(
    file.path.points
      .filter((point) => point.node === node && point.role === 'tunnel-nic')
      .map(({ id }) => id),
  );
  const times = file.correlation.arp
    .filter(
      ({ point, operation, senderAddress }) =>
        at.has(point) && operation === 'reply' && senderAddress === peer,
    )
    .map(({ timeNs }) => timeNs);
  return times.length === 0 ? null : Math.min(...times);
};

/** First and last time at which packets that were lost here passed the last point that saw them. */
const lostBetween = (file: CaseFile): readonly [number, number] | null => {
  const { place, correlation } = file;
  if (place?.from == null || place.to === null) return null;
  const { points, count, sighting, timeNs } = correlation[place.direction];
  const [from, to] = [points.indexOf(place.from.id), points.indexOf(place.to.id)];
  let [first, last] = [Infinity, -Infinity];
  for (let at = 0; at < count * points.length; at += points.length) {
    const isLost =
      (sighting[at + from] ?? -1) >= 0 &&
      sighting.subarray(at + to, at + points.length).every((index) => index < 0);
    if (!isLost) continue;
    const time = timeNs[at + from] ?? Number.NaN;
    [first, last] = [Math.min(first, time), Math.max(last, time)];
  }
  return first <= last ? [first, last] : null;
};

export const vtepAskedLate: Cause = {
  code: 'VTEP_ASKED_LATE',
  owner: 'platform',
  summary: 'The first packets were lost while the MAC of the tunnel endpoint was asked for.',
  segments: ['tunnel-out'],
  directions: ['forward', 'reply'],
  catalogue: [25],
  test: (file) => {
    const view = tunnelView(file);
    if (view === null || file.localisation.status !== 'DEGRADED') return null;
    const { from, to } = view;
    const told = answeredNs(file, from.node, to.address);
    const lost = lostBetween(file);
    // Until vswitchd has written the new flow, some more go the old way.
    if (told === null || lost === null || lost[1] > told + SETTLED_NS) return null;
    const where = { node: from.node, netns: '' };
    const ms = (ns: number): string => `${Math.round((ns - lost[0]) / 1e6)} ms`;
    return finding(file, vtepAskedLate, {
      confidence: 'confirmed',
      title: `on ${from.node}: the first packets were lost until the tunnel endpoint ${to.address} told its MAC`,
      detail: 'It had been forgotten; everything after the answer passed.',
      evidence: [
        checked(
          where,
          `MAC of ${to.address}`,
          'known',
          `told after ${ms(told)}`,
          false,
          'ovs-appctl tnl/neigh/show',
        ),
        noted(
          where,
          'last packet lost',
          `after ${ms(lost[1])}`,
          `tcpdump -nei ${file.place?.to?.device ?? ''} arp`,
        ),
      ],
      affects: affectsNetworkPorts(file, from.node),
      fixes: [
        fixRoot(
          'keep the entry alive: something that talks to the endpoint now and then',
          [`ping -c 3 -I ${from.address} ${to.address}`],
          'asks only',
        ),
      ],
    });
  },
};
