// The bridges of a node and the ovs-vsctl transaction that makes them with all their ports: names,
// tags, external_ids, other_config and tunnel options as the agents and os-vif write them
// (recordings ovs-vsctl-interfaces/-ports). Differences: no Controller and no Manager, because no
// agent process listens. Pure.
import { networkType, nodeOf, segmentOf, serversOn } from '../model.ts';
import type { LabNode, Topology } from '../model.ts';
import { tunnelName } from '../names.ts';
import { pluggedPorts } from './plugged.ts';
import type { PluggedPort } from './plugged.ts';
import { words } from '../words.ts';

export const BR_INT = 'br-int';
export const BR_TUN = 'br-tun';
export const BR_EX = 'br-ex';
/** Holds the tunnel NIC and the tunnel address: native tunnelling needs both on a bridge. */
export const BR_PHY = 'br-phy';
/** The NIC of the underlay and the NIC of the external network, in every node. */
export const UNDERLAY_NIC = 'eth0';
export const EXTERNAL_NIC = 'ext0';

type Command = readonly string[];

const bridge = (name: string, ...settings: readonly string[]): Command => [
  ...words(`add-br ${name} -- set Bridge ${name} datapath_type=netdev`),
  ...settings,
];

const patch = (
  onBridge: string,
  name: string,
  peer: string,
  fromAgent: boolean,
): readonly Command[] => [
  words(`add-port ${onBridge} ${name} -- set Interface ${name} type=patch options:peer=${peer}`),
  ...(fromAgent
    ? [
        [
          ...words(`set Port ${name} other_config:mcast-snooping-flood=False`),
          'other_config:mcast-snooping-flood-reports=False',
        ],
      ]
    : []),
];

const tunnel = (node: LabNode, remote: LabNode): Command => {
  const name = tunnelName(remote.underlayIp);
  return [
    ...words(`add-port ${BR_TUN} ${name} -- set Interface ${name} type=vxlan`),
    ...words('options:df_default=true options:egress_pkt_mark=0'),
    ...words('options:in_key=flow options:out_key=flow'),
    `options:local_ip=${node.underlayIp}`,
    `options:remote_ip=${remote.underlayIp}`,
  ];
};

const quoted = (value: string): string => `"${value}"`;

/** os-vif calls the server's id vm-uuid when it plugs a qvo, libvirt vm-id when it plugs a tap. */
const serverId = (t: Topology, node: LabNode, p: PluggedPort): readonly string[] => {
  const server = serversOn(t, node.name).find((s) => s.port.id === p.port.id);
  const key = node.firewall === 'openvswitch' ? 'vm-id' : 'vm-uuid';
  return server === undefined ? [] : [`external_ids:${key}=${server.id}`];
};

const plug = (t: Topology, node: LabNode, p: PluggedPort): readonly Command[] => {
  const { network } = p;
  const segment = segmentOf(network);
  return [
    [
      ...words(`add-port ${BR_INT} ${p.device} -- set Interface ${p.device}`),
      ...(p.kind === 'vm' ? [] : ['type=internal']),
      `external_ids:iface-id=${p.port.id}`,
      `external_ids:attached-mac=${quoted(p.port.mac)}`,
      'external_ids:iface-status=active',
      ...serverId(t, node, p),
    ],
    [
      ...words(`set Port ${p.device} tag=${p.vlan} other_config:tag=${quoted(String(p.vlan))}`),
      `other_config:net_uuid=${network.id}`,
      `other_config:network_type=${networkType(network)}`,
      `other_config:physical_network=${network.physicalNetwork ?? 'None'}`,
      ...(segment === null ? [] : [`other_config:segmentation_id=${quoted(String(segment))}`]),
    ],
  ];
};

const joined = (commands: readonly Command[]): readonly string[] =>
  commands.flatMap((c, i) => (i === 0 ? c : ['--', ...c]));

/** ovs-vsctl arguments that make the four bridges, their patch ports and tunnels. */
export const bridgeCommands = (t: Topology, name: string): readonly string[] => {
  const node = nodeOf(t, name);
  return joined([
    bridge(BR_PHY),
    ['add-port', BR_PHY, UNDERLAY_NIC],
    bridge(BR_EX, 'fail_mode=secure'),
    ['add-port', BR_EX, EXTERNAL_NIC],
    bridge(BR_INT, 'fail_mode=secure'),
    bridge(BR_TUN, 'fail_mode=secure'),
    ...patch(BR_INT, 'int-br-ex', 'phy-br-ex', true),
    ...patch(BR_EX, 'phy-br-ex', 'int-br-ex', false),
    ...patch(BR_INT, 'patch-tun', 'patch-int', true),
    ...patch(BR_TUN, 'patch-int', 'patch-tun', false),
    ...t.nodes.filter((n) => n.name !== name).map((n) => tunnel(node, n)),
  ]);
};

/** ovs-vsctl arguments that plug every Neutron port of a node; VM devices exist already. */
export const plugCommands = (t: Topology, name: string): readonly string[] => {
  const node = nodeOf(t, name);
  return joined(pluggedPorts(t, node).flatMap((p) => plug(t, node, p)));
};
