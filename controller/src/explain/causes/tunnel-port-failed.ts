// Open vSwitch could not open the tunnel port towards the other node: the row of the database is
// there, the port is not. It says why; the commonest reason is an option that another tunnel of the
// same UDP port has not.

import { type OvsInterface } from '@hopscope/nodestate';
import { type Cause, type Fix } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, fixRoot, restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { affectsNode, decidingEnds } from '../tunnel-ends.ts';
import { tunnelView } from '../tunnel-view.ts';

/** Options that the agent gives a tunnel (ovs_lib.py, add_tunnel_port). */
const USUAL: readonly string[] = [
  ...['df_default', 'egress_pkt_mark', 'in_key', 'out_key', 'local_ip', 'remote_ip'],
  ...['dst_port', 'csum', 'tos', 'key'],
];

/** -1 = it could not be opened. */
const hasFailed = ({ ofport, error }: OvsInterface): boolean =>
  (ofport !== null && ofport < 0) || (ofport === null && error !== '');

/** Takes away what the agent does not set. */
const fixesOf = (node: string, { name, options }: OvsInterface): Fix[] => {
  const others = Object.keys(options).filter((key) => !USUAL.includes(key));
  if (others.length === 0)
    return [
      fixRoot(
        'look why',
        [`ovs-vsctl --columns=name,error,options list Interface ${name}`],
        'reads only',
      ),
    ];
  const set = others.map((key) => `options:${key}=${options[key] ?? ''}`).join(' ');
  return [
    fixNow(
      `on ${node}; one tunnel port, whose number changes`,
      [`ovs-vsctl remove Interface ${name} options ${others.join(' options ')}`],
      `ovs-vsctl set Interface ${name} ${set}`,
    ),
    restartOvsAgent(node),
  ];
};

export const tunnelPortFailed: Cause = {
  code: 'TUNNEL_PORT_FAILED',
  owner: 'platform',
  summary: 'Open vSwitch could not open the tunnel port to the other node.',
  segments: ['tunnel-out', 'underlay', 'tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [],
  explains: ['GATEWAY_UNANSWERED', 'TUNNEL_FLOW_MISSING', 'TUNNEL_WRONG_NODE', 'FLOW_DROP'],
  test: (file) => {
    const view = tunnelView(file);
    if (view === null) return null;
    for (const [end, other] of decidingEnds(file, view)) {
      const { node, port } = end;
      if (port === null || port === 'absent' || !hasFailed(port)) continue;
      const reason = port.error.replace(`${port.name}: `, '');
      return finding(file, tunnelPortFailed, {
        confidence: 'confirmed',
        title: `in br-tun of ${node}: the tunnel port to ${other.node} could not be opened`,
        detail: reason === '' ? 'Open vSwitch does not say why.' : `${reason}.`,
        evidence: [
          checked(
            { node, netns: '' },
            `number of port ${port.name}`,
            'any',
            'none',
            false,
            `ovs-vsctl --columns=ofport,error,options list Interface ${port.name}`,
          ),
        ],
        affects: affectsNode(file, end, other),
        fixes: fixesOf(node, port),
      });
    }
    return null;
  },
};
