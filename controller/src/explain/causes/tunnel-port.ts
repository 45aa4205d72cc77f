// Row 25: the tunnel port towards the other node is missing, or has another remote or local address
// than the agents announce.

import { type OvsInterface } from '@hopscope/nodestate';
import { affected } from '../affects.ts';
import { type Affects, type Cause, type EvidenceLine } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { TUNNEL_BRIDGE, type TunnelEnd, tunnelView, type TunnelView } from '../tunnel-view.ts';

/** Whoever on that node talks to the other one through the tunnel. */
const affectsNode = (file: CaseFile, from: TunnelEnd, to: TunnelEnd): Affects =>
  affected(
    file,
    `on ${from.node} or ${to.node}, as far as their packets cross between the two`,
    ({ host }) => host === from.node || host === to.node,
  );

/** The end that decides: the sender's port on the way out, the receiver's on the way in. */
const decidingEnds = (file: CaseFile, view: TunnelView): readonly [TunnelEnd, TunnelEnd][] => {
  const kind = file.place?.kind;
  if (kind === 'tunnel-out') return [[view.from, view.to]];
  if (kind === 'tunnel-in') return [[view.to, view.from]];
  return kind === 'underlay'
    ? [
        [view.from, view.to],
        [view.to, view.from],
      ]
    : [];
};

const showCommand = (end: TunnelEnd): string => `ovs-vsctl list Interface ${end.portName}`;

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

const optionLines = (end: TunnelEnd, other: TunnelEnd, port: OvsInterface): EvidenceLine[] => {
  const row = (key: string, expected: string): EvidenceLine[] => {
    const found = port.options[key];
    if (found === undefined) return [];
    const where = { node: end.node, netns: '' };
    const ok = found === expected || (key === 'remote_ip' && found === 'flow');
    return [checked(where, `${port.name} ${key}`, expected, found, ok, showCommand(end))];
  };
  return [...row('remote_ip', other.address), ...row('local_ip', end.address)];
};

export const tunnelPortWrong: Cause = {
  code: 'TUNNEL_PORT_WRONG',
  owner: 'platform',
  summary: 'The tunnel port to the other node has a wrong remote or local address.',
  segments: ['tunnel-out', 'underlay', 'tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [25],
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
        detail: `${other.node} has ${other.address}, ${end.node} has ${end.address}.`,
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
