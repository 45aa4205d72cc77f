// How sure the verdict is, in one sentence: what was armed, what was dropped, what was sent, how
// long it took, and everything that could not be seen. The same words in every form of the report.

import type { Verdict } from './verdict.ts';
import { probeWords } from './words.ts';

/** From here on a loss-free run says enough by itself. */
const PACKETS_MANY = 3_000;

/** `net1: eth0, ext0` of each node that has points without a capture. */
const notArmed = ({ points }: Verdict): string[] => {
  const devices = new Map<string, Set<string>>();
  for (const { node, device, armed } of points) {
    if (armed) continue;
    devices.set(node, (devices.get(node) ?? new Set<string>()).add(device));
  }
  return [...devices].map(([node, names]) => `${node}: ${[...names].join(', ')}`);
};

const armedText = (verdict: Verdict): string => {
  const { points } = verdict;
  const armed = points.filter((point) => point.armed).length;
  const missing = notArmed(verdict);
  const not = missing.length === 0 ? '' : ` (not ${missing.join('; ')})`;
  return `${armed}/${points.length} points armed${not}`;
};

/** Drops of each capture once: points of one device share their capture. */
const dropsOf = ({ points }: Verdict): number => {
  const captures = new Map(
    points.map((point) => [
      `${point.node}\0${point.netns}\0${point.device}`,
      point.droppedByKernel + point.droppedByAgent,
    ]),
  );
  return [...captures.values()].reduce((sum, drops) => sum + drops, 0);
};

/** The VM's own stack knows nothing of the probes: what it may do with their answers. */
const SURPRISE: Readonly<Record<Verdict['flow']['protocol'], string>> = {
  icmp: '',
  tcp: ', whose guest may answer SYN+ACK with a reset',
  udp: ', whose guest may refuse the answers by ICMP',
};

/** Small ones that were sent because no large one was answered. */
const controlText = (control: Verdict['control']): string =>
  control === undefined
    ? ''
    : `, and ${control.sent} small ones (${control.bytes} bytes) as control: ` +
      `${control.answered} answered`;

const trafficText = ({ packets, flow, request, control }: Verdict): string => {
  if (packets.injected > 0) {
    const asked = typeof request['dns'] === 'string' ? ` asking DNS for ${request['dns']}` : '';
    const probes = `${probeWords(flow.protocol, packets.injected)}${asked}`;
    const surprise = packets.answered > 0 ? SURPRISE[flow.protocol] : '';
    return `${probes} injected as ${flow.server.name}${controlText(control)}${surprise}`;
  }
  return packets.sent === 0
    ? `no packets of ${flow.server.name}`
    : `${packets.sent} packets of ${flow.server.name} itself`;
};

const rateText = ({ packets }: Verdict): string => {
  if (packets.lossRateBelow === null || packets.lossRateBelow >= 1) return '';
  if (packets.sent >= PACKETS_MANY) return '';
  const rate = (packets.lossRateBelow * 100).toPrecision(2);
  return `; none lost of ${packets.sent}: the rate is below ${Number(rate)} %`;
};

/** Seconds the whole trace took. */
const secondsText = ({ timings }: Verdict): string => {
  const total = timings['total'] ?? Object.values(timings).reduce((sum, ms) => sum + ms, 0);
  return `${(total / 1000).toFixed(1)} s`;
};

/** A silent agent says it all: what follows for each device of its node is not repeated. */
const limitsText = ({ limits }: Verdict): string => {
  const silent = limits.flatMap((limit) => {
    const [, node, why] = /^the agent of (\S+) was not reached: (.*)$/.exec(limit) ?? [];
    return node === undefined || why === undefined ? [] : [{ node, why, limit }];
  });
  const isSaid = (limit: string): boolean =>
    silent.some(
      ({ node, why, limit: said }) =>
        limit !== said &&
        (limit.endsWith(` on ${node} was not captured`) || limit.endsWith(` is not known: ${why}`)),
    );
  const left = limits.filter((limit) => !isSaid(limit));
  return left.length === 0 ? '' : `; but: ${left.join('; ')}`;
};

/** The last words of a report; `kept`: its trace can be shown again. */
export const certaintyText = (verdict: Verdict, kept: boolean): string => {
  const drops = dropsOf(verdict);
  const trace = kept ? `; trace ${verdict.trace} kept` : '';
  return (
    `${armedText(verdict)}, ${drops} capture drops; ${trafficText(verdict)}` +
    `${rateText(verdict)}${trace}; ${secondsText(verdict)}${limitsText(verdict)}`
  );
};
