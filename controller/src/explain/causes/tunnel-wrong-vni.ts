// br-tun sends the packet to the right node, under the VNI of another network: the other end drops
// it, or delivers it to strangers. A capture asks for the network's own VNI, so that to it the
// packet has not even left; what was set is in the flow, and in vswitchd's own trace.

import { type FlowEntry, tunnelPushes } from '@hopscope/nodestate';
import { affectsNetworkPorts } from '../affects.ts';
import { type Cause, type EvidenceLine, type Fix } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { switchEntry } from '../switch-entry.ts';
import { checked } from '../lines.ts';
import {
  localVlan,
  TUNNEL_BRIDGE,
  tunnelNetwork,
  tunnelView,
  type TunnelView,
  type TunnelWay,
  tunnelWay,
} from '../tunnel-view.ts';
import { networkName } from '../words.ts';

interface Wrong {
  /** null: the tunnel gets no VNI at all. */
  readonly vni: number | null;
  readonly line: EvidenceLine;
  readonly fixes: readonly Fix[];
}

/** The VNI a flow sets; null = none, undefined = something that cannot be followed comes first. */
const vniOf = ({ actions }: FlowEntry): number | null | undefined => {
  const opaque = ['unknown', 'goto', 'resubmit', 'move', 'group'];
  if (actions.some(({ type }) => opaque.includes(type))) return undefined;
  const set = actions.findLast((action) => action.type === 'set' && action.field === 'tun_id');
  return set?.type === 'set' ? Number(set.value) : null;
};

const said = (vni: number | null): string => (vni === null ? 'none' : String(vni));

/** `dl_vlan=1,dl_dst=...`, as dump-flows takes it. */
const matchOf = ({ text }: FlowEntry): string =>
  (text.split(' actions=')[0] ?? '').replace(/^priority=\d+,?/, '');

const ofctl = (verb: string, rest: string): string =>
  `ovs-ofctl -O OpenFlow13 --names ${verb} ${TUNNEL_BRIDGE} ${rest}`;

/** The same flow under the right VNI; none when the value is not spelled in its actions. */
const repair = (
  node: string,
  flow: FlowEntry,
  { wrong, right }: { readonly wrong: number; readonly right: number },
): Fix[] => {
  const whole = `table=${flow.table},${flow.text}`;
  const spelled = new RegExp(`(?:0x${wrong.toString(16)}|\\b${wrong})(?=->|\\b)`);
  const [match = '', actions = ''] = whole.split(' actions=');
  const mended = actions.replace(spelled, `0x${right.toString(16)}`);
  if (mended === actions) return [];
  const put = (to: string): string => ofctl('--strict mod-flows', `'${match} actions=${to}'`);
  return [fixNow(`on ${node}; one flow`, [put(mended)], put(actions))];
};

const byFlow = (view: TunnelView, way: TunnelWay | null): Wrong | null => {
  const { from, vni } = view;
  const name = from.port === null || from.port === 'absent' ? from.portName : from.port.name;
  if (way === null || way.flow === null || !way.outputs.includes(name)) return null;
  const found = vniOf(way.flow);
  if (found === undefined || found === vni) return null;
  return {
    vni: found,
    line: checked(
      { node: from.node, netns: '' },
      `lost packet walked through ${TUNNEL_BRIDGE}, table ${way.table}`,
      `tun_id ${vni} (0x${vni.toString(16)}) to ${name}`,
      way.flow.text,
      false,
      ofctl('dump-flows', `'table=${way.table},${matchOf(way.flow)}'`),
    ),
    fixes: found === null ? [] : repair(from.node, way.flow, { wrong: found, right: vni }),
  };
};

/** What the datapath itself would put in front of the packet, where its flow was not read. */
const byTrace = (file: CaseFile, { from, to, vni }: TunnelView): Wrong | null => {
  const entry = switchEntry(file);
  const trace = entry === null ? null : file.trace(entry.node, entry.port);
  if (entry === null || trace === null) return null;
  const sent = tunnelPushes(trace).filter((push) => push.to === to.address);
  const [first] = sent;
  if (first === undefined || sent.some((push) => push.vni === vni)) return null;
  return {
    vni: first.vni,
    line: checked(
      { node: from.node, netns: '' },
      'vswitchd traces a lost packet',
      `into the tunnel to ${to.address} with VNI ${vni}`,
      `VNI ${first.vni}`,
      false,
      `ovs-appctl ofproto/trace ${entry.bridge} 'in_port=${entry.port},...'`,
    ),
    fixes: [],
  };
};

export const tunnelWrongVni: Cause = {
  code: 'TUNNEL_WRONG_VNI',
  owner: 'platform',
  summary: 'br-tun sends the packet to the right node under the VNI of another network.',
  segments: ['tunnel-out'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const view = tunnelView(file);
    if (view === null) return null;
    const { from, to, mac, vni } = view;
    const read = file.flows(from.node, TUNNEL_BRIDGE);
    const vlan = localVlan(file, from.node, tunnelNetwork(file, view).id);
    const way = read === null || vlan === null || mac === null ? null : tunnelWay(read, vlan, mac);
    const wrong = byFlow(view, way) ?? byTrace(file, view);
    if (wrong === null) return null;
    return finding(file, tunnelWrongVni, {
      confidence: 'confirmed',
      title:
        `in br-tun of ${from.node}: packets of ${networkName(file)} go to ${to.node} ` +
        `with VNI ${said(wrong.vni)} instead of ${vni}`,
      detail: `${to.node} takes them for another network's; a capture of VNI ${vni} does not see them leave.`,
      evidence: [wrong.line],
      affects: affectsNetworkPorts(file, from.node),
      fixes: [...wrong.fixes, restartOvsAgent(from.node)],
    });
  },
};
