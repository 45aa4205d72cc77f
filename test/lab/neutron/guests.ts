// A server's devices: what os-vif and libvirt make on the node (qbr, qvb, qvo, tap) and the guest
// behind them, a namespace with eth0. Difference from the real thing: the tap is one end of a veth
// pair whose other end is the guest's eth0, where libvirt makes a tap that QEMU holds. Pure.
import { networkOf, nodeOf, pairsOf, serversOn } from '../model.ts';
import type { LabServer, Topology } from '../model.ts';
import { hashedMac, qbrName, qvbName, qvoName, serverNamespace, tapName } from '../names.ts';

/** libvirt's MAC of the host side: the VM's with first octet fe. */
const hostSideMac = (mac: string): string => `fe${mac.slice(2)}`;

/** Random in a real cloud; here hashed and below the tap's, so that qbr always takes qvb's. */
const vethMac = (t: Topology, device: string): string =>
  hashedMac('0e:16:3e', `${t.lab} ${device}`);

const tapLink = (mtu: number, s: LabServer): readonly string[] => {
  const tap = tapName(s.port.id);
  return [
    `link add ${tap} address ${hostSideMac(s.port.mac)} mtu ${mtu} type veth ` +
      `peer name eth0 address ${s.port.mac} mtu ${mtu} netns ${serverNamespace(s.name)}`,
  ];
};

/** vif_plug_ovs linux_net.py: bridge and veth pair of the hybrid plug. */
const hybridLinks = (t: Topology, mtu: number, s: LabServer): readonly string[] => {
  const qbr = qbrName(s.port.id);
  const qvb = qvbName(s.port.id);
  const qvo = qvoName(s.port.id);
  const tap = tapName(s.port.id);
  return [
    `link add ${qbr} mtu ${mtu} type bridge ` +
      'forward_delay 0 stp_state 0 ageing_time 0 mcast_snooping 0',
    `link add ${qvb} address ${vethMac(t, qvb)} mtu ${mtu} type veth ` +
      `peer name ${qvo} address ${vethMac(t, qvo)} mtu ${mtu}`,
    `link set ${qvb} master ${qbr}`,
    `link set ${tap} master ${qbr}`,
  ];
};

/** `ip -batch` lines for the node's namespace that make the devices of all its servers. */
export const guestLinks = (t: Topology, nodeName: string): readonly string[] => {
  const hybrid = nodeOf(t, nodeName).firewall === 'iptables_hybrid';
  return serversOn(t, nodeName).flatMap((s) => {
    const { mtu } = networkOf(t, s.port.network);
    return [...tapLink(mtu, s), ...(hybrid ? hybridLinks(t, mtu, s) : [])];
  });
};

/** sysctls for the servers' bridges (linux_net.py ensure_bridge), set before they are up. */
export const guestSysctls = (t: Topology, nodeName: string): readonly string[] =>
  nodeOf(t, nodeName).firewall === 'openvswitch'
    ? []
    : serversOn(t, nodeName).flatMap((s) => {
        const qbr = qbrName(s.port.id);
        return [
          `net.ipv6.conf.${qbr}.disable_ipv6=1`,
          `net.ipv4.conf.${qbr}.arp_ignore=1`,
          `net.ipv4.conf.${qbr}.arp_announce=2`,
        ];
      });

/** `ip -batch` lines that bring the devices of a node's servers up. */
export const guestLinksUp = (t: Topology, nodeName: string): readonly string[] =>
  serversOn(t, nodeName).flatMap((s) => {
    const hybrid = nodeOf(t, nodeName).firewall === 'iptables_hybrid';
    const { id } = s.port;
    const devices = hybrid ? [qbrName(id), qvbName(id), qvoName(id), tapName(id)] : [tapName(id)];
    return devices.map((d) => `link set ${d} up`);
  });

/**
 * The devices that may hand a frame to Open vSwitch with an unfinished checksum or more than one
 * segment; offloads are switched off there. A hybrid guest keeps its own: super-packets then show
 * at tap and qbr as in a real cloud, and qvb cuts them.
 */
export const offloadsOff = (
  t: Topology,
  nodeName: string,
): readonly { readonly namespace: string | null; readonly device: string }[] =>
  serversOn(t, nodeName).map((s) =>
    nodeOf(t, nodeName).firewall === 'iptables_hybrid'
      ? { namespace: null, device: qvbName(s.port.id) }
      : { namespace: serverNamespace(s.name), device: 'eth0' },
  );

/** What a guest has on eth0: its fixed IPs, and allowed addresses for its own MAC. */
const heldAddresses = ({ port }: LabServer): readonly string[] =>
  pairsOf(port)
    .filter((pair) => pair.mac === port.mac)
    .map((pair) => pair.ip);

/** `ip -batch` lines inside a guest: what its DHCP client would have done, and its operator. */
export const guestAddresses = (t: Topology, s: LabServer): readonly string[] => {
  const network = networkOf(t, s.port.network);
  return [
    'link set lo up',
    'link set eth0 addrgenmode none',
    'link set eth0 up',
    ...heldAddresses(s).map((ip) => `addr add ${ip}/${network.prefix} dev eth0`),
    `route add default via ${network.gatewayIp} dev eth0`,
  ];
};

/** A guest must not take ICMP redirects, or it would leave its router's path for minutes. */
export const GUEST_SYSCTLS: readonly string[] = [
  'net.ipv4.conf.all.accept_redirects=0',
  'net.ipv4.conf.eth0.accept_redirects=0',
  'net.ipv4.conf.all.secure_redirects=0',
];
