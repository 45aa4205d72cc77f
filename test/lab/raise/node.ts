// Raises one compute or network node: NICs, switch, guests, router namespaces, rules. The order
// is that of dependence; what is written comes from the generators under neutron/.
import { binary } from '../host/binaries.ts';
import { enter } from '../host/holder.ts';
import type { Host } from '../host/holder.ts';
import { run } from '../host/run.ts';
import { externalNetwork, isDistributed, isHa, nodeOf, routersOn, serversOn } from '../model.ts';
import type { LabServer, Topology } from '../model.ts';
import { serverNamespace } from '../names.ts';
import { BR_PHY, EXTERNAL_NIC, UNDERLAY_NIC } from '../neutron/bridges.ts';
import {
  GUEST_SYSCTLS,
  guestAddresses,
  guestLinks,
  guestLinksUp,
  guestSysctls,
  offloadsOff,
} from '../neutron/guests.ts';
import { groupIptables } from '../neutron/iptables-groups.ts';
import type { NamespaceSetup } from '../neutron/namespace-setup.ts';
import { fipLink, qrouterSetup } from '../neutron/qrouter.ts';
import { stateFiles } from '../neutron/state-files.ts';
import { fipSetup } from '../neutron/fip.ts';
import { centralNamespace } from '../neutron/plugged.ts';
import { announcements, centralSetup } from '../neutron/snat.ts';
import { words } from '../words.ts';
import { makeBridges, plugPorts, readOfPorts, startSwitch, writeFlows } from './switch.ts';

/** The node's NIC on the management network; not in a real node's list of devices. */
export const MANAGEMENT_NIC = 'mgmt0';
/** VXLAN adds 50 bytes to a frame of the tenant networks. */
export const UNDERLAY_MTU = 1600;

const ipBatch = async (host: Host, lines: readonly string[], netns?: string): Promise<void> => {
  if (lines.length === 0) return;
  const input = `${lines.join('\n')}\n`;
  await run([...enter(host, netns), binary('ip'), '-batch', '-'], { input });
};

const sysctl = async (host: Host, pairs: readonly string[], netns?: string): Promise<void> => {
  if (pairs.length > 0) await run([...enter(host, netns), binary('sysctl'), '-qw', ...pairs]);
};

const ethtoolOff = (host: Host, device: string, netns: string | null): Promise<unknown> =>
  run([...enter(host, netns ?? undefined), binary('ethtool'), '-K', device, 'tx', 'off']);

const routerSetups = (t: Topology, node: string): readonly NamespaceSetup[] => {
  const routers = routersOn(t, node);
  return [
    ...routers.filter(isDistributed).map((r) => qrouterSetup(t, node, r)),
    ...routers
      .filter((r) => r.hosts.includes(node))
      .map((r) => centralSetup(t, nodeOf(t, node), r)),
    ...[fipSetup(t, node)].filter((s) => s !== null),
  ];
};

const bringNicsUp = (t: Topology, host: Host): Promise<void> =>
  ipBatch(host, [
    ...[UNDERLAY_NIC, EXTERNAL_NIC, MANAGEMENT_NIC].map((d) => `link set ${d} up`),
    `addr add ${nodeOf(t, host.name).managementIp}/24 dev ${MANAGEMENT_NIC}`,
  ]);

const bringTunnelAddressUp = (t: Topology, host: Host): Promise<void> =>
  ipBatch(host, [
    `link set ${BR_PHY} mtu ${UNDERLAY_MTU} up`,
    `addr add ${nodeOf(t, host.name).underlayIp}/24 dev ${BR_PHY}`,
  ]);

const setUpGuest = async (t: Topology, host: Host, server: LabServer): Promise<void> => {
  const netns = serverNamespace(server.name);
  await sysctl(host, GUEST_SYSCTLS, netns);
  await ipBatch(host, guestAddresses(t, server), netns);
};

const setUpGuests = async (t: Topology, host: Host): Promise<void> => {
  const servers = serversOn(t, host.name);
  await ipBatch(
    host,
    servers.map((s) => `netns add ${serverNamespace(s.name)}`),
  );
  await ipBatch(host, guestLinks(t, host.name));
  await sysctl(host, guestSysctls(t, host.name));
  await ipBatch(host, guestLinksUp(t, host.name));
  await Promise.all([
    ...offloadsOff(t, host.name).map((o) => ethtoolOff(host, o.device, o.namespace)),
    ...servers.map((s) => setUpGuest(t, host, s)),
  ]);
};

/** The L3 agent's part of a node: namespaces first, then their links, then what is in each. */
const setUpRouters = async (t: Topology, host: Host): Promise<void> => {
  const setups = routerSetups(t, host.name);
  await ipBatch(
    host,
    setups.map((s) => `netns add ${s.namespace}`),
  );
  await ipBatch(host, [
    ...(fipSetup(t, host.name) === null
      ? []
      : routersOn(t, host.name)
          .filter(isDistributed)
          .map((r) => fipLink(t, host.name, r))),
    ...setups.flatMap((s) => s.devices.map((d) => `link set ${d} netns ${s.namespace}`)),
  ]);
  for (const setup of setups) {
    await sysctl(host, setup.sysctls, setup.namespace);
    await ipBatch(host, setup.ip, setup.namespace);
    const restore = [...enter(host, setup.namespace), binary('iptables-restore')];
    await run(restore, { input: setup.iptables });
  }
};

const setUpGroups = async (t: Topology, host: Host): Promise<void> => {
  const rules = groupIptables(t, host.name);
  if (rules !== null) await run([...enter(host), binary('iptables-restore')], { input: rules });
};

const writeStateFiles = async (t: Topology, host: Host): Promise<void> => {
  const write = 'mkdir -p "$(dirname "$0")"; cat >"$0"';
  for (const { path, text } of stateFiles(t, host.name))
    await run([...enter(host), '/bin/sh', '-ec', write, path], { input: text });
};

/**
 * Gratuitous ARP of the active copies of HA routers: the last to speak is where the others send.
 */
export const announceActive = async (t: Topology, host: Host): Promise<void> => {
  const routers = t.routers.filter((r) => isHa(r) && r.active.includes(host.name));
  const said = routers.flatMap((router) =>
    announcements(t, router).map(({ device, ip }) => [
      ...enter(host, centralNamespace(router)),
      binary('arping'),
      ...words('-q -c 1 -U -I'),
      device,
      ip,
    ]),
  );
  // arping answers 1 when nobody replies, and nobody replies to an announcement
  await Promise.all(said.map((argv) => run(argv, { mayFail: true })));
};

/** Raises a node whose host is made and wired. `step` is told what is done next. */
export const raiseNode = async (
  t: Topology,
  stateDirectory: string,
  host: Host,
  step: (what: string) => void,
): Promise<void> => {
  const node = nodeOf(t, host.name);
  const [routers, external] = [routersOn(t, node.name), externalNetwork(t)];
  await bringNicsUp(t, host);
  await startSwitch(stateDirectory, host, node.host);
  await Promise.all([makeBridges(t, host), setUpGuests(t, host)]);
  await bringTunnelAddressUp(t, host);
  step(`${node.name}: switch and ${serversOn(t, node.name).length} servers`);
  await plugPorts(t, host);
  await writeFlows(t, host, await readOfPorts(host));
  await setUpGroups(t, host);
  await setUpRouters(t, host);
  await writeStateFiles(t, host);
  step(`${node.name}: ${routers.length} routers on ${external.name}`);
};
