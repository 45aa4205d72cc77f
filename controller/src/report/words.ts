// Words of a verdict for people: who has to act, where on the path it is, what the first line says.

import { strict as assert } from 'node:assert';
import type { CauseFinding } from '../explain/cause.ts';
import type { Localisation, SegmentFinding } from '../localise/finding.ts';
import type { Path } from '../resolve/path.ts';
import type { Verdict } from './verdict.ts';

/** Who has to act, as the first line says it. */
export const OWNER_WORDS = {
  platform: 'PLATFORM FAULT',
  tenant: 'TENANT CONFIG',
  upstream: 'UPSTREAM',
} as const;

/** `tcp/80`, `icmp`. */
export const protocolText = (flow: Verdict['flow']): string =>
  flow.remotePort === null ? flow.protocol : `${flow.protocol}/${flow.remotePort}`;

/** Unit of what was injected. */
export const probeWords = (protocol: Verdict['flow']['protocol'], count: number): string => {
  const one = { icmp: 'echo request', tcp: 'SYN', udp: 'datagram' }[protocol];
  return count === 1 || protocol === 'tcp' ? `${count} ${one}` : `${count} ${one}s`;
};

/** `qrouter-438d9786` of a namespace named by a whole id; others as they are. */
export const shortNetns = (netns: string): string =>
  /^(?:qrouter|snat|fip|qdhcp)-[0-9a-f]{8}-/.test(netns)
    ? netns.split('-').slice(0, 2).join('-')
    : netns;

const join = (nodes: readonly string[]): string => nodes.join(' and ');

/** Where a segment lies, after "LOST ": `in router r1 on cn1`. */
const whereText = ({ segment }: SegmentFinding, path: Path): string => {
  const on = segment.nodes.length === 0 ? '' : ` on ${join(segment.nodes)}`;
  const router = path.neutron.router?.name ?? 'of the network';
  const server = path.flow.serverName;
  const words: Record<typeof segment.kind, string> = {
    vm: `in the guest ${server}`,
    'security-group': `at the port of ${server}${on}`,
    veth: `between qvb and qvo of ${server}${on}`,
    'integration-bridge': `in br-int${on}`,
    router: `in router ${router}${on}`,
    'tunnel-out': `on the way into the tunnel${on}`,
    underlay: `in the underlay between ${join(segment.nodes)}`,
    'tunnel-in': `on the way out of the tunnel${on}`,
    'snat-router': `in the SNAT of router ${router}${on}`,
    'fip-router': `in the floating IP namespace${on}`,
    'fip-link': `between router ${router} and its floating IP namespace${on}`,
    'external-bridge': `in the external bridge${on}`,
    external: 'outside the cloud',
    'remote-vm': 'in the guest at the other end',
  };
  return segment.direction === 'reply'
    ? `on the way back, ${words[segment.kind]}`
    : words[segment.kind];
};

/** `a1 10.1.0.121`; a source without a name is its address. */
const whoText = ({ serverName, localAddress }: Path['flow']): string =>
  serverName === localAddress ? localAddress : `${serverName} ${localAddress}`;

const percent = (share: number): string => (share * 100).toPrecision(2);

const lossText = (path: Path, { guilty }: Localisation): string => {
  if (guilty === null) return 'packets were lost';
  const { sent, lost, lossLow, lossHigh } = guilty;
  const range = lost < sent ? ` (${percent(lossLow)} to ${percent(lossHigh)} %)` : '';
  return `${whereText(guilty, path)}: ${lost} of ${sent} lost${range}`;
};

/** What follows the status in the first line. The best cause names it; without one, the place. */
export const summaryText = (
  path: Path,
  localisation: Localisation,
  causes: readonly CauseFinding[],
): string => {
  const { flow } = path;
  const port = flow.remotePort === null ? '' : `/${flow.remotePort}`;
  const { sent, answered, status } = localisation;
  const title = causes[0]?.title ?? '';
  const reason = localisation.limits[0] ?? '';
  switch (status) {
    case 'DELIVERED':
      return (
        `${whoText(flow)} -> ${flow.remoteAddress} ` +
        `${flow.protocol}${port}, out and back, ${answered} of ${sent} answered` +
        (title === '' ? '' : `; not as planned: ${title}`)
      );
    case 'LOST':
      return title || `${lossText(path, localisation)}; the cause was not found`;
    case 'DEGRADED':
      return title === ''
        ? `${lossText(path, localisation)}; the cause was not found`
        : `${localisation.guilty?.lost ?? 0} of ${localisation.guilty?.sent ?? 0} lost ${title}`;
    case 'REJECTED':
      return title || `left the cloud and was refused: ${reason || flow.remoteAddress}`;
    case 'UNANSWERED':
      return title || `${sent} packets left the cloud for ${flow.remoteAddress}, nothing came back`;
    case 'NOT_SENT':
      return title || `${flow.serverName} sent nothing to ${flow.remoteAddress}`;
    case 'INCONCLUSIVE':
      return `cannot say: ${reason || title || 'too little was seen'}`;
  }
  return assert.fail('a status of no known kind');
};

/** Who has to act; null = nobody, or not known. What cannot be said is nobody's fault. */
export const ownerOf = (
  status: Localisation['status'],
  causes: readonly CauseFinding[],
): Verdict['owner'] => {
  if (status === 'INCONCLUSIVE') return null;
  const isOutside = status === 'REJECTED' || status === 'UNANSWERED';
  return causes[0]?.owner ?? (isOutside ? 'upstream' : null);
};
