// What is outside the cloud: the upstream router that is the external network's gateway, and one
// host on the internet behind it, which answers icmp by itself and tcp 80 and udp 1080 by the
// echo server. Both are hosts of the lab like the nodes.
import { binary } from '../host/binaries.ts';
import { enter } from '../host/holder.ts';
import type { Host } from '../host/holder.ts';
import { run } from '../host/run.ts';
import { externalNetwork } from '../model.ts';
import type { Topology } from '../model.ts';

/** NICs of the upstream router: on the external wire and towards the internet host. */
export const UPSTREAM_NIC = 'ext0';
const TO_INTERNET = 'inet0';
const INTERNET_NIC = 'eth0';

const neighbourOf = (ip: string): string => `${ip.split('.').slice(0, 3).join('.')}.1`;

const batch = (host: Host, lines: readonly string[]): Promise<unknown> =>
  run([...enter(host), binary('ip'), '-batch', '-'], { input: `${lines.join('\n')}\n` });

/** Sets up the upstream router and the internet host; their wire to the cloud is laid. */
export const raiseOutside = async (t: Topology, upstream: Host, internet: Host): Promise<void> => {
  const { gatewayIp, internetIp } = t.upstream;
  const router = neighbourOf(internetIp);
  await batch(upstream, [
    `link add ${TO_INTERNET} type veth peer name ${INTERNET_NIC} netns ${internet.ref.pid}`,
    `link set ${TO_INTERNET} up`,
    `addr add ${router}/24 dev ${TO_INTERNET}`,
    `link set ${UPSTREAM_NIC} up`,
    `addr add ${gatewayIp}/${externalNetwork(t).prefix} dev ${UPSTREAM_NIC}`,
  ]);
  await batch(internet, [
    `link set ${INTERNET_NIC} up`,
    `addr add ${internetIp}/24 dev ${INTERNET_NIC}`,
    `route add default via ${router} dev ${INTERNET_NIC}`,
  ]);
  await run([...enter(upstream), binary('sysctl'), '-qw', 'net.ipv4.ip_forward=1']);
  // the switches of the nodes read frames as they are: no unfinished checksum may leave here
  await run([...enter(upstream), binary('ethtool'), '-K', UPSTREAM_NIC, 'tx', 'off']);
};
