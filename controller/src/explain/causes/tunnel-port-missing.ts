// Row 25: br-tun has no tunnel port towards the other node: on the way out nothing leads there, on
// the way in vswitchd knows no port for the sender and drops.

import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { affectsNode, decidingEnds } from '../tunnel-ends.ts';
import { TUNNEL_BRIDGE, type TunnelEnd, tunnelView } from '../tunnel-view.ts';

const addPort = (end: TunnelEnd, other: TunnelEnd): string =>
  `ovs-vsctl --may-exist add-port ${TUNNEL_BRIDGE} ${end.portName} -- set Interface ` +
  `${end.portName} type=vxlan options:df_default=true options:egress_pkt_mark=0 ` +
  `options:in_key=flow options:out_key=flow options:local_ip=${end.address} ` +
  `options:remote_ip=${other.address}`;

export const tunnelPortMissing: Cause = {
  code: 'TUNNEL_PORT_MISSING',
  owner: 'platform',
  summary: 'br-tun has no tunnel port to the other node.',
  segments: ['tunnel-out', 'underlay', 'tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [25],
  explains: ['GATEWAY_UNANSWERED', 'TUNNEL_FLOW_MISSING', 'TUNNEL_WRONG_NODE'],
  test: (file) => {
    const view = tunnelView(file);
    if (view === null) return null;
    const pair = decidingEnds(file, view).find(([end]) => end.port === 'absent');
    if (pair === undefined) return null;
    const [end, other] = pair;
    return finding(file, tunnelPortMissing, {
      confidence: 'confirmed',
      title: `in br-tun of ${end.node}: the tunnel port to ${other.node} (${other.address}) is missing`,
      detail: `No interface of ${end.node} leads to ${other.address}.`,
      evidence: [
        checked(
          { node: end.node, netns: '' },
          `port ${end.portName}`,
          `vxlan to ${other.address}`,
          'absent',
          false,
          'ovs-vsctl show',
        ),
      ],
      affects: affectsNode(file, end, other),
      fixes: [
        fixNow(
          `on ${end.node}; adds the port, the flows of the agent still have to name it`,
          [addPort(end, other)],
          `ovs-vsctl del-port ${TUNNEL_BRIDGE} ${end.portName}`,
        ),
        restartOvsAgent(end.node),
      ],
      references: ['LP#2084446'],
    });
  },
};
