// Row 25: the tunnel port towards the other node has another remote or local address than the
// agents announce in the API, another UDP port, or a key of its own.

import { type OvsInterface } from '@hopscope/nodestate';
import { type Cause, type EvidenceLine } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { affectsNode, decidingEnds } from '../tunnel-ends.ts';
import { type TunnelEnd, tunnelView } from '../tunnel-view.ts';

const showCommand = (end: TunnelEnd): string => `ovs-vsctl list Interface ${end.portName}`;

/** UDP port of VXLAN (RFC 7348), when nothing else is set. */
const VXLAN_PORT = '4789';

/** Both ends must agree: one that has a port of its own is measured by the other one. */
const portOf = (port: TunnelEnd['port']): string =>
  port === null || port === 'absent' ? VXLAN_PORT : (port.options['dst_port'] ?? VXLAN_PORT);

/** Without a key of its own: the flows say which network a packet is of (br_tun.py). */
const BY_FLOW = ['in_key', 'out_key'];

const optionLines = (end: TunnelEnd, other: TunnelEnd, port: OvsInterface): EvidenceLine[] => {
  const { options, name } = port;
  const row = (key: string, expected: string, found = options[key]): EvidenceLine[] => {
    if (found === undefined) return [];
    const where = { node: end.node, netns: '' };
    const ok = found === expected || (key === 'remote_ip' && found === 'flow');
    return [checked(where, `${name} ${key}`, expected, found, ok, showCommand(end))];
  };
  return [
    ...row('remote_ip', other.address),
    ...row('local_ip', end.address),
    ...row('dst_port', portOf(other.port)),
    ...BY_FLOW.flatMap((key) => row(key, 'flow', options[key] ?? options['key'] ?? 'none')),
  ];
};

export const tunnelPortWrong: Cause = {
  code: 'TUNNEL_PORT_WRONG',
  owner: 'platform',
  summary: 'The tunnel port to the other node has a wrong address, UDP port or key.',
  segments: ['tunnel-out', 'underlay', 'tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [25],
  explains: [
    'GATEWAY_UNANSWERED',
    'TUNNEL_FLOW_MISSING',
    'TUNNEL_WRONG_NODE',
    'TUNNEL_WRONG_VNI',
    'UNDERLAY_LOSS',
  ],
  test: (file) => {
    const view = tunnelView(file);
    if (view === null) return null;
    for (const [end, other] of decidingEnds(file, view)) {
      const { port } = end;
      if (port === null || port === 'absent') continue;
      const lines = optionLines(end, other, port);
      const bad = lines.filter(({ verdict }) => verdict === 'bad');
      if (bad.length === 0) continue;
      const set = (value: (line: EvidenceLine) => string): string =>
        bad.map((line) => `options:${line.what.split(' ')[1] ?? ''}=${value(line)}`).join(' ');
      return finding(file, tunnelPortWrong, {
        confidence: 'confirmed',
        title:
          `in br-tun of ${end.node}: tunnel port ${port.name} has ` +
          bad
            .map(
              ({ what, found, expected }) =>
                `${what.split(' ')[1] ?? ''} ${found} instead of ${expected}`,
            )
            .join(', '),
        detail: `The address of ${other.node} is ${other.address}, that of ${end.node} ${end.address}.`,
        evidence: lines,
        affects: affectsNode(file, end, other),
        fixes: [
          fixNow(
            `on ${end.node}; one tunnel port`,
            [`ovs-vsctl set Interface ${port.name} ${set(({ expected }) => expected)}`],
            `ovs-vsctl set Interface ${port.name} ${set(({ found }) => found)}`,
          ),
          restartOvsAgent(end.node),
        ],
        references: ['LP#2084446'],
      });
    }
    return null;
  },
};
