// Rows 21, 24 and 27: br-tun has the tunnel port but no flow that leads the packet through it: on
// the way out no unicast and no flood entry with that port, on the way in no translation of the
// VNI, or one into the local VLAN of another network.

import { type FlowEntry } from '@hopscope/nodestate';
import { affectsNetwork, affectsNetworkPorts } from '../affects.ts';
import { type Cause, type CauseFinding } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { restartOvsAgent } from '../fixes.ts';
import { type ReadFlows } from '../flow-evidence.ts';
import { checked } from '../lines.ts';
import { lostSample } from '../sample.ts';
import {
  localVlan,
  TUNNEL_BRIDGE,
  tunnelNetwork,
  tunnelView,
  type TunnelView,
  tunnelWay,
} from '../tunnel-view.ts';
import { networkName } from '../words.ts';

const dump = (table: number, match: string): string =>
  `ovs-ofctl -O OpenFlow13 --names dump-flows ${TUNNEL_BRIDGE} table=${table},${match}`;

const REFERENCES = ['LP#1789846', 'LP#1853613', 'LP#1804842', 'LP#1773286', 'LP#1813714'];

const onTheWayOut = (file: CaseFile, view: TunnelView): CauseFinding | null => {
  const { from, to, mac } = view;
  const read = file.flows(from.node, TUNNEL_BRIDGE);
  const vlan = localVlan(file, from.node, tunnelNetwork(file, view).id);
  if (read === null || vlan === null || mac === null) return null;
  const way = tunnelWay(read, vlan, mac);
  const name = from.port === null || from.port === 'absent' ? from.portName : from.port.name;
  if (way === null || way.outputs.includes(name)) return null;
  // A unicast entry that leads elsewhere is not a missing one.
  if (way.table === 20 && way.outputs.length > 0) return null;
  const found = way.flow === null ? 'no flow' : way.outputs.join(', ') || 'no output';
  return finding(file, tunnelFlowMissing, {
    confidence: 'confirmed',
    title: `in br-tun of ${from.node}: no flow leads from ${networkName(file)} to ${to.node}`,
    detail:
      `The packet to ${mac} in local VLAN ${vlan} ends in table ${way.table}; ` +
      `none of its outputs is ${name}.`,
    evidence: [
      checked(
        { node: from.node, netns: '' },
        `lost packet walked through ${TUNNEL_BRIDGE}, table ${way.table}`,
        `output ${name}`,
        found,
        false,
        dump(way.table, `dl_vlan=${vlan}`),
      ),
    ],
    affects: affectsNetworkPorts(file, from.node),
    fixes: [restartOvsAgent(from.node)],
    references: REFERENCES,
  });
};

/** Flows of table 4 that take packets of this VNI. */
const translations = (read: ReadFlows, vni: number): FlowEntry[] =>
  read.flows.filter(
    ({ table, match }) =>
      table === 4 &&
      match.fields.some(({ field, value }) => field === 'tun_id' && value === BigInt(vni)),
  );

const VLAN_BITS = 0xfffn;

/** The local VLAN that a flow puts packets into; null when it sets none. */
const vlanSetBy = ({ actions }: FlowEntry): number | null => {
  const set = actions.findLast((action) => action.type === 'set' && action.field === 'vlan_tci');
  return set?.type === 'set' ? Number(set.value & VLAN_BITS) : null;
};

interface Untranslated {
  readonly title: string;
  readonly detail: string;
  readonly expected: string;
  readonly found: string;
}

/** What is wrong with the way from the VNI to the network's local VLAN; null when nothing is. */
const untranslated = (
  file: CaseFile,
  view: TunnelView,
  flows: readonly FlowEntry[],
): Untranslated | null => {
  const { to, vni } = view;
  const asked = `tun_id=0x${vni.toString(16)} to`;
  const [flow] = flows.toSorted((a, b) => b.priority - a.priority);
  if (flow === undefined)
    return {
      title: `the network's VNI ${vni} has no local VLAN there`,
      detail: 'Table 4 has no flow for this VNI; the packet ends at its default, which drops.',
      expected: `${asked} a local VLAN`,
      found: 'no flow, dropped',
    };
  const right = localVlan(file, to.node, tunnelNetwork(file, view).id);
  const vlan = vlanSetBy(flow);
  if (right === null || vlan === null || vlan === right) return null;
  return {
    title: `the network's VNI ${vni} is put into local VLAN ${vlan}, its ports there are in ${right}`,
    detail: 'Table 4 gives the packet to another network, or to none.',
    expected: `${asked} local VLAN ${right}`,
    found: flow.text,
  };
};

const onTheWayIn = (file: CaseFile, view: TunnelView): CauseFinding | null => {
  const { to, vni } = view;
  const read = file.flows(to.node, TUNNEL_BRIDGE);
  if (read === null || !read.asked(4, `tun_id=${vni}`)) return null;
  const wrong = untranslated(file, view, translations(read, vni));
  if (wrong === null) return null;
  return finding(file, tunnelFlowMissing, {
    confidence: 'confirmed',
    title: `in br-tun of ${to.node}: ${wrong.title}`,
    detail: wrong.detail,
    evidence: [
      checked(
        { node: to.node, netns: '' },
        `lost packet walked through ${TUNNEL_BRIDGE}, table 4`,
        wrong.expected,
        wrong.found,
        false,
        dump(4, `tun_id=${vni}`),
      ),
    ],
    affects: affectsNetwork(file),
    fixes: [restartOvsAgent(to.node)],
    references: REFERENCES,
  });
};

const isForOther = (file: CaseFile, { to }: TunnelView): boolean => {
  const sent = lostSample(file)?.tunnelTo;
  return sent !== undefined && sent !== null && sent !== to.address;
};

export const tunnelFlowMissing: Cause = {
  code: 'TUNNEL_FLOW_MISSING',
  owner: 'platform',
  summary: 'No flow of br-tun leads the packet into the tunnel, or out of it into its local VLAN.',
  segments: ['tunnel-out', 'underlay', 'tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [21, 24, 27],
  explains: ['GATEWAY_UNANSWERED'],
  test: (file) => {
    const view = tunnelView(file);
    if (view === null || file.place === null) return null;
    if (file.place.kind === 'tunnel-out') return onTheWayOut(file, view);
    // Copies to other nodes leave by the same card.
    if (file.place.kind === 'underlay')
      return isForOther(file, view) ? onTheWayOut(file, view) : null;
    return file.place.kind === 'tunnel-in' ? onTheWayIn(file, view) : null;
  },
};
