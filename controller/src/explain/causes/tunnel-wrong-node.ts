// Rows 23 and 49: br-tun knows the MAC at another node than the API: the packet goes to a node that
// does not have it (a failed-over router, a migrated VM).

import { affectsNetworkPorts, affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import {
  isGone,
  localVlan,
  TUNNEL_BRIDGE,
  tunnelNetwork,
  tunnelView,
  tunnelWay,
} from '../tunnel-view.ts';

const UNICAST = 20;

export const tunnelWrongNode: Cause = {
  code: 'TUNNEL_WRONG_NODE',
  owner: 'platform',
  summary: 'br-tun sends the packet to a node that does not have its destination.',
  segments: ['tunnel-out', 'underlay', 'tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [23, 49],
  test: (file) => {
    const view = tunnelView(file);
    if (view === null || view.mac === null) return null;
    const { from, to, mac } = view;
    const read = file.flows(from.node, TUNNEL_BRIDGE);
    const vlan = localVlan(file, from.node, tunnelNetwork(file, view).id);
    const way = read === null || vlan === null ? null : tunnelWay(read, vlan, mac);
    const right = from.port === null || from.port === 'absent' ? from.portName : from.port.name;
    if (way === null || way.table !== UNICAST || way.flow === null) return null;
    const others = way.outputs.filter((output) => !isGone(output));
    if (others.length === 0 || others.includes(right)) return null;
    const learned = way.flow.priority === 1;
    const match = `table=${UNICAST},dl_dst=${mac}`;
    return finding(file, tunnelWrongNode, {
      confidence: 'confirmed',
      title: `in br-tun of ${from.node}: ${mac} is believed behind ${others.join(', ')}, it is on ${to.node}`,
      detail: learned
        ? 'The entry was learned from traffic and is forgotten 300 seconds after the last frame.'
        : 'The agent set the entry from what the server announced, and did not correct it.',
      evidence: [
        checked(
          { node: from.node, netns: '' },
          `lost packet walked through ${TUNNEL_BRIDGE}, table ${UNICAST}`,
          `output ${right}`,
          others.join(', '),
          false,
          `ovs-ofctl -O OpenFlow13 --names dump-flows ${TUNNEL_BRIDGE} ${match}`,
        ),
      ],
      affects:
        mac === file.path.flow.mac ? affectsThisPort(file) : affectsNetworkPorts(file, from.node),
      fixes: [
        ...(learned
          ? [
              fixNow(
                `on ${from.node}; forgets one learned entry`,
                [
                  `ovs-ofctl -O OpenFlow13 --strict del-flows ${TUNNEL_BRIDGE} '${way.flow.text.split(' actions')[0] ?? ''}'`,
                ],
                'it is learned again from the next frame',
              ),
            ]
          : []),
        restartOvsAgent(from.node),
      ],
      references: ['LP#2123911 (28.0.0)'],
    });
  },
};
