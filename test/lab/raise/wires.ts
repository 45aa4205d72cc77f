// The wires between the hosts: each is a Linux bridge in a host of its own with one veth to every
// host on it, made inside the two namespaces at once (never in the machine's own). Underlay and
// external network imitate the data centre; the management network is where NATS and the API are.
import { binary } from '../host/binaries.ts';
import { enter } from '../host/holder.ts';
import type { Host } from '../host/holder.ts';
import { run } from '../host/run.ts';

export interface WireEnd {
  readonly host: Host;
  readonly device: string;
}

export interface Wire {
  readonly host: Host;
  readonly mtu: number;
  readonly ends: readonly WireEnd[];
}

/** The switch of a wire, in the wire's host. */
export const WIRE_SWITCH = 'sw0';
/** The port of a wire's switch that leads to a host. */
export const wirePort = (host: string): string => `p-${host}`;

const QUIET = ['iptables', 'ip6tables', 'arptables'].map((n) => `net.bridge.bridge-nf-call-${n}=0`);

const batch = (wire: Wire): string =>
  [
    `link add ${WIRE_SWITCH} mtu ${wire.mtu} type bridge forward_delay 0 stp_state 0 mcast_snooping 0`,
    `link set ${WIRE_SWITCH} addrgenmode none`,
    `link set ${WIRE_SWITCH} up`,
    ...wire.ends.flatMap(({ host, device }) => {
      const port = wirePort(host.name);
      return [
        `link add ${port} mtu ${wire.mtu} type veth ` +
          `peer name ${device} mtu ${wire.mtu} netns ${host.ref.pid}`,
        `link set ${port} addrgenmode none`,
        `link set ${port} master ${WIRE_SWITCH}`,
        `link set ${port} up`,
      ];
    }),
    '',
  ].join('\n');

/** Lays a wire; the ends are left down, for their hosts to bring up. */
export const layWire = async (wire: Wire): Promise<void> => {
  const prefix = enter(wire.host);
  await run([...prefix, binary('sysctl'), '-qw', ...QUIET]);
  await run([...prefix, binary('ip'), '-batch', '-'], { input: batch(wire) });
};
