// Flows of br-tun name the number that a tunnel port had before: Open vSwitch made it anew, for
// instance because an option of it was changed, and gave it another one. The agent notices only at
// its next start. On the way out nothing is sent there; on the way in no flow takes what comes.

import { type OvsInterface, traceDrop } from '@hopscope/nodestate';
import { type Cause, type EvidenceLine } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { affectsNode } from '../tunnel-ends.ts';
import {
  isGone,
  localVlan,
  outputsOf,
  TUNNEL_BRIDGE,
  type TunnelEnd,
  tunnelNetwork,
  tunnelView,
  type TunnelView,
  tunnelWay,
} from '../tunnel-view.ts';

interface Renumbered {
  readonly end: TunnelEnd;
  readonly other: TunnelEnd;
  readonly title: string;
  readonly line: EvidenceLine;
}

/** The port, when the switch has one under that name. */
const opened = ({ port }: TunnelEnd): (OvsInterface & { readonly ofport: number }) | null => {
  if (port === null || port === 'absent' || port.ofport === null || port.ofport < 0) return null;
  return { ...port, ofport: port.ofport };
};

const dump = (table: number): string =>
  `ovs-ofctl -O OpenFlow13 --names dump-flows ${TUNNEL_BRIDGE} table=${table}`;

const onTheWayOut = (file: CaseFile, view: TunnelView): Renumbered | null => {
  const { from, to, mac } = view;
  const port = opened(from);
  const read = file.flows(from.node, TUNNEL_BRIDGE);
  const vlan = localVlan(file, from.node, tunnelNetwork(file, view).id);
  if (port === null || read === null || vlan === null || mac === null) return null;
  const way = tunnelWay(read, vlan, mac);
  const gone = way?.outputs.filter(isGone) ?? [];
  if (way === null || gone.length === 0 || way.outputs.includes(port.name)) return null;
  return {
    end: from,
    other: to,
    title:
      `flows send to port ${gone.join(', ')}, which does not exist; ` +
      `the tunnel to ${to.node} is port ${port.ofport} now`,
    line: checked(
      { node: from.node, netns: '' },
      `lost packet walked through ${TUNNEL_BRIDGE}, table ${way.table}`,
      `output ${port.name} (${port.ofport})`,
      gone.map((one) => `output ${one}`).join(', '),
      false,
      dump(way.table),
    ),
  };
};

const UNICAST_AND_FLOOD: readonly number[] = [20, 22];

/** What comes in ends at the default of table 0, and what goes out is sent to a number that is gone. */
const onTheWayIn = (file: CaseFile, { from, to }: TunnelView): Renumbered | null => {
  const port = opened(to);
  const read = file.flows(to.node, TUNNEL_BRIDGE);
  const trace = file.trace(to.node, to.portName);
  const last = trace === null ? null : traceDrop(trace);
  if (port === null || read === null || last === null) return null;
  if (last.bridge !== TUNNEL_BRIDGE || last.table !== 0 || last.match !== 'any') return null;
  const gone = read.flows
    .filter(({ table }) => UNICAST_AND_FLOOD.includes(table))
    .flatMap((flow) => outputsOf(read, flow))
    .find(isGone);
  if (gone === undefined) return null;
  return {
    end: to,
    other: from,
    title:
      `no flow takes what comes in by ${port.name}, which is port ${port.ofport} now; ` +
      `flows name port ${gone}, which does not exist`,
    line: checked(
      { node: to.node, netns: '' },
      'vswitchd traces a lost packet',
      `in_port=${port.ofport} to a table`,
      `${TUNNEL_BRIDGE} table 0: its default`,
      false,
      `ovs-appctl ofproto/trace ${TUNNEL_BRIDGE} 'in_port=${port.name},...'`,
    ),
  };
};

export const tunnelPortRenumbered: Cause = {
  code: 'TUNNEL_PORT_RENUMBERED',
  owner: 'platform',
  summary: 'Flows of br-tun name a number that the tunnel port has no more.',
  segments: ['tunnel-out', 'underlay', 'tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [],
  explains: ['GATEWAY_UNANSWERED', 'TUNNEL_WRONG_NODE', 'TUNNEL_FLOW_MISSING', 'FLOW_DROP'],
  test: (file) => {
    const view = tunnelView(file);
    if (view === null || file.place === null) return null;
    const found =
      file.place.kind === 'tunnel-in' ? onTheWayIn(file, view) : onTheWayOut(file, view);
    if (found === null) return null;
    const { end, other, title, line } = found;
    return finding(file, tunnelPortRenumbered, {
      confidence: 'confirmed',
      title: `in br-tun of ${end.node}: ${title}`,
      detail: 'Its options were changed, or it was made anew; the agent did not follow.',
      evidence: [line],
      affects: affectsNode(file, end, other),
      fixes: [restartOvsAgent(end.node)],
    });
  },
};
