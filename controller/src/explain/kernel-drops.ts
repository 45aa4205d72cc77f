// What the kernel itself says it dropped of the traced flow in the guilty segment, by reason and
// place (tracepoint skb:kfree_skb), where nodes may be asked for it.

import { type KernelDrop, parseKernelDrops } from '@hopscope/nodestate';
import { type CaseFile } from './case-file.ts';
import { type Place } from './place.ts';

export const DROP_COMMAND =
  "bpftrace -e 'tracepoint:skb:kfree_skb { @[args->reason, ksym(args->location)] = count(); }'";

/** A route lookup on behalf of a person makes a packet of its own, and drops it. */
const ASKED = /^inet6?_rtm_getroute\b/;

export interface Dropped {
  readonly node: string;
  readonly netns: string;
  readonly reason: string;
  readonly count: number;
  readonly text: string;
}

/** The lost packets' way, in the namespaces of the guilty segment. */
const isLost =
  (file: CaseFile, place: Place) =>
  ({ protocol, source, destination, netns, location }: KernelDrop): boolean => {
    const { flow } = file.path;
    const locals = [flow.localAddress, flow.natAddress];
    const [inside, outside] =
      place.direction === 'forward' ? [source, destination] : [destination, source];
    const namespaces = new Set(['', place.from?.netns, place.to?.netns]);
    return (
      protocol === flow.protocol &&
      locals.includes(inside) &&
      outside === flow.remoteAddress &&
      namespaces.has(netns) &&
      !ASKED.test(location)
    );
  };

/** What the kernel dropped in the guilty segment, by reason and place; the most first. */
export const droppedIn = (file: CaseFile, place: Place): Dropped[] => {
  const groups = new Map<string, { drop: KernelDrop; node: string; packets: Set<string> }>();
  for (const node of place.segment.nodes) {
    const record = file.find(node, 'drop-reasons', '', 'after');
    if (record === null) continue;
    for (const drop of parseKernelDrops(record.text).value.drops.filter(isLost(file, place))) {
      const [where = ''] = drop.location.split('+');
      const key = [node, drop.netns, drop.reason, where, drop.device].join('\n');
      const group = groups.get(key) ?? { drop, node, packets: new Set<string>() };
      group.packets.add(`${drop.sec}.${drop.nsec}`);
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .map(({ drop, node, packets }) => {
      const [where = ''] = drop.location.split('+');
      const device = drop.device === '' ? '' : `, ${drop.device}`;
      const text = `${drop.reason} (${where}${device})`;
      return { node, netns: drop.netns, reason: drop.reason, count: packets.size, text };
    })
    .toSorted((a, b) => b.count - a.count);
};
