// Check 5: on each node the ports of one network share its local VLAN, none is on the dead one, and
// the VLAN stands for the network's VNI. Local VLANs differ from node to node; so does nothing
// else.

import type { FlowEntry } from '@hopscope/nodestate';
import { DEAD_VLAN } from '../../neutron-names.ts';
import type { Path } from '../../resolve/path.ts';
import type { Check, CheckRow, Scope } from '../check.ts';
import { CODES } from '../codes.ts';
import { switchedPorts, type SwitchedPort } from '../crossings.ts';
import { equal, judged, unknown } from '../rows.ts';
import { flowsFor, type CheckState } from '../state.ts';

const TUNNEL_IN_TABLE = 4;

/** Who shares a port of br-int: the VM alone, its network on the node, or the whole router. */
const scopeOf = (path: Path, { device, node, port }: SwitchedPort): Scope => {
  if (port.deviceOwner.startsWith('compute:')) return 'vm';
  if (device.startsWith('qg-')) return 'router';
  return node === path.neutron.port.host ? 'host' : 'network';
};

const tagRow = (state: CheckState, port: SwitchedPort): CheckRow => {
  const { node, device, networkId } = port;
  const vlan = state.localVlan(node, networkId);
  const wanted = {
    where: { node, netns: '' },
    what: `tag of ${device}`,
    expected: vlan === null ? 'a local VLAN' : String(vlan),
    command: `ovs-vsctl get Port ${device} tag`,
    scope: scopeOf(state.path, port),
  };
  const read = state.ovsPort(node, device);
  if (read === null) return unknown(wanted);
  if (read === 'absent') {
    const cause = wanted.scope === 'vm' ? CODES.portUnplugged : CODES.routerPortMissing;
    return judged(wanted, 'no such port', false, cause);
  }
  const { tag } = read;
  if (tag === DEAD_VLAN) return judged(wanted, `${DEAD_VLAN} (dead)`, false, CODES.portDeadVlan);
  if (tag === null) return judged(wanted, 'none', false, CODES.portWrongTag);
  return judged(wanted, String(tag), vlan === null || tag === vlan, CODES.portWrongTag);
};

const segmentRow = (state: CheckState, port: SwitchedPort, vni: number): CheckRow[] => {
  const { node, device } = port;
  const read = state.ovsPort(node, device);
  const noted = read === null || read === 'absent' ? '' : read.otherConfig['segmentation_id'];
  // Neutron writes it after it has wired the port; before that there is nothing to compare.
  if (noted === undefined || noted === '') return [];
  const wanted = {
    where: { node, netns: '' },
    what: `segmentation id of ${device}`,
    expected: String(vni),
    command: `ovs-vsctl get Port ${device} other_config`,
    scope: scopeOf(state.path, port),
  };
  return [equal(wanted, noted, CODES.portWrongTag)];
};

const pushedVlan = (flow: FlowEntry): number | null => {
  for (const action of flow.actions)
    if (action.type === 'set' && action.field === 'vlan_tci') return Number(action.value & 0xfffn);
  return null;
};

/** br-tun table 4 of a node that frames of this VNI arrive at. */
const vniRow = (state: CheckState, node: string, vni: number, networkId: string): CheckRow => {
  const vlan = state.localVlan(node, networkId);
  const wanted = {
    where: { node, netns: '' },
    what: `br-tun table ${TUNNEL_IN_TABLE}, VNI ${vni}`,
    expected: vlan === null ? 'a local VLAN' : `local VLAN ${vlan}`,
    command: `ovs-ofctl -O OpenFlow13 dump-flows br-tun table=${TUNNEL_IN_TABLE},tun_id=${vni}`,
    scope: node === state.path.neutron.port.host ? 'host' : 'network',
  } as const;
  const flows = flowsFor(state, node, 'br-tun', TUNNEL_IN_TABLE, { vni });
  if (flows === null) return unknown(wanted);
  const pushed = flows.map(pushedVlan).find((one) => one !== null) ?? null;
  if (pushed === null) return judged(wanted, 'no flow', false, CODES.tunnelFlowMissing);
  const isRight = vlan === null || pushed === vlan;
  return judged(wanted, `local VLAN ${pushed}`, isRight, CODES.tunnelFlowMissing);
};

const unique = <Item>(items: readonly Item[], key: (item: Item) => string): Item[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
];

const vniOf = ({ neutron }: Path, networkId: string): number | null => {
  const { network, remote } = neutron;
  const found = [network, ...(remote === null ? [] : [remote.network])].find(
    ({ id, type }) => id === networkId && type === 'vxlan',
  );
  return found?.segmentationId ?? null;
};

export const localVlans: Check = {
  number: 5,
  id: 'local-vlans',
  title: 'the ports of a network share one local VLAN on each node, and it stands for its VNI',
  rows: (state) => {
    const ports = switchedPorts(state.path);
    const arrivals = unique(state.crossings, ({ to, vni }) => `${to} ${vni}`);
    return [
      ...ports.map((port) => tagRow(state, port)),
      ...ports.flatMap((port) => {
        const vni = vniOf(state.path, port.networkId);
        return vni === null ? [] : segmentRow(state, port, vni);
      }),
      ...arrivals.map(({ to, vni, network }) => vniRow(state, to, vni, network.id)),
    ];
  },
};
