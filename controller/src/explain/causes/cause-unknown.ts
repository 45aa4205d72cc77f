// When no cause fits: the segment is known, the reason is not. Says what was looked at, so that a
// person starts where the tool ended.

import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { noted } from '../lines.ts';
import { type Place } from '../place.ts';
import { packets } from '../words.ts';

const named = (file: CaseFile, id: string): string => {
  const point = file.path.points.find((one) => one.id === id);
  return point === undefined ? id : `${point.device} on ${point.node}`;
};

const LOOK: Readonly<Partial<Record<Place['kind'], readonly string[]>>> = {
  'security-group': ['iptables -nvxL FORWARD', 'nft list ruleset'],
  'integration-bridge': ['ovs-appctl ofproto/trace br-int FLOW', 'ovs-appctl fdb/show br-int'],
  router: ['ip netns exec NETNS ip rule', 'ip netns exec NETNS nstat -asz'],
  'tunnel-out': ['ovs-appctl ofproto/trace br-int FLOW', 'ovs-vsctl show'],
  underlay: ['ping -M do -s 1472 VTEP', 'iptables -nvxL INPUT', 'ethtool -S NIC'],
  'tunnel-in': ['ovs-appctl ofproto/trace br-tun FLOW', 'ovs-appctl tnl/ports/show -v'],
  'snat-router': ['ip netns exec NETNS ip route', 'ip netns exec NETNS conntrack -S'],
  'external-bridge': ['ovs-appctl ofproto/trace br-ex FLOW', 'ovs-appctl fdb/show br-ex'],
};

/** The commands, with the namespace that the packets vanish in. */
const commandsFor = ({ kind, netns }: Place): string[] => {
  const commands = LOOK[kind] ?? ['ip -s link'];
  return commands.map((one) =>
    netns === '' ? one.replace('ip netns exec NETNS ', '') : one.replace('NETNS', netns),
  );
};

export const causeUnknown: Cause = {
  code: 'CAUSE_UNKNOWN',
  owner: 'platform',
  summary: 'The segment that loses packets is known, the reason is not.',
  segments: [],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const { place } = file;
    if (place === null) return null;
    const { segment } = place;
    const where = { node: place.node, netns: '' };
    const via = segment.via.join(', ') || 'nothing that can be captured';
    const upstream = place.kind === 'external';
    return finding(file, causeUnknown, {
      confidence: 'possible',
      owner: upstream ? 'upstream' : 'platform',
      title:
        `between ${named(file, segment.from)} and ${named(file, segment.to)}: ` +
        'the segment is known, the cause is not',
      detail: `Between the two lies ${via}. No known cause fits the evidence that was read.`,
      evidence: [noted(where, 'lost between the two', packets(place.lost), 'hopscope show')],
      affects: null,
      fixes: [fixRoot('look by hand', commandsFor(place), 'reads only')],
    });
  },
};
