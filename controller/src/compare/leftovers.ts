// What outlives a repair: NAT is decided once for each connection, so an entry that was made while
// the rule was missing keeps sending its packets untranslated, while every new connection works.

import type { ConntrackEntry } from '@hopscope/nodestate';
import { createNodeState } from '../explain/case-file.ts';
import { inside } from '../explain/lines.ts';
import { createReadings } from '../explain/readings.ts';
import { isProbePort } from '../plan/make-plan.ts';
import type { Recording } from '../run/recording.ts';

export interface Leftover {
  readonly node: string;
  readonly netns: string;
  /** `icmp 10.1.0.121 -> 198.51.100.10`, with ports where there are some. */
  readonly flow: string;
  /** What ends it. */
  readonly command: string;
}

const portText = (port: number): string => (port === 0 ? '' : `:${port}`);

const flowText = ({ protocol, original }: ConntrackEntry): string => {
  const { source, destination, sourcePort, destinationPort, icmpId } = original;
  const id = icmpId > 0 ? ` id ${icmpId}` : '';
  return (
    `${protocol} ${source}${portText(sourcePort)} -> ` +
    `${destination}${portText(destinationPort)}${id}`
  );
};

const commandOf = (netns: string, { protocol, original }: ConntrackEntry): string => {
  const ports =
    original.sourcePort === 0
      ? ''
      : ` --sport ${original.sourcePort} --dport ${original.destinationPort}`;
  const match = `-p ${protocol} -s ${original.source} -d ${original.destination}${ports}`;
  return inside(netns, `conntrack -D ${match}`);
};

/** Entries of our own probes end by themselves, and nobody's connection is in them. */
const isProbe = ({ original }: ConntrackEntry, echoIds: readonly number[]): boolean =>
  original.sourcePort > 0 ? isProbePort(original.sourcePort) : echoIds.includes(original.icmpId);

/**
 * Entries of the flow's addresses that are not translated where they should be. `echoIds` are
 * those of probes: a guest's ping may have any.
 */
export const leftoversOf = (recording: Recording, echoIds: readonly number[]): Leftover[] => {
  const { path, evidence } = recording;
  const { localAddress, remoteAddress, natAddress } = path.flow;
  if (natAddress === localAddress) return [];
  const state = createNodeState(path, createReadings({ evidence }));
  const places = new Map(
    evidence
      .filter(({ reader, netns }) => reader === 'conntrack' && netns !== '')
      .map(({ node, netns }) => [`${node} ${netns}`, { node, netns }]),
  );
  // With a floating IP the router beside the VM translates, else the one that faces outside.
  const translates = path.exit === 'fip' ? /^qrouter-/ : /^(?:snat|qrouter)-/;
  return [...places.values()].flatMap(({ node, netns }) => {
    const isBeside = netns.startsWith('qrouter-') && path.neutron.router?.distributed === true;
    if (!translates.test(netns) || (isBeside && path.exit !== 'fip')) return [];
    const old = (state.conntrack(node, netns) ?? []).filter(
      (entry) =>
        entry.original.source === localAddress &&
        entry.original.destination === remoteAddress &&
        entry.reply.destination === localAddress &&
        !isProbe(entry, echoIds),
    );
    return old.map((entry) => ({
      node,
      netns,
      flow: flowText(entry),
      command: commandOf(netns, entry),
    }));
  });
};
