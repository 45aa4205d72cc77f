// The bridges that a packet of the guilty segment passes, in travel order, each with the port by
// which it comes in and the one by which it must go out. Names of patch ports as the agent makes
// them (int_peer_patch_port, neutron_lib get_interface_name); where somebody set others, no port of
// that name is found and nothing is said.

import { type Role } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';
import { externalBridgeOf, SWITCHED } from './switch-entry.ts';
import { TUNNEL_BRIDGE, type TunnelView, tunnelView } from './tunnel-view.ts';

export const INTEGRATION_BRIDGE = 'br-int';

export interface Crossed {
  readonly node: string;
  readonly bridge: string;
  readonly enters: string;
  readonly leaves: string;
}

/** Points that face the wire: beyond br-int there is another bridge. */
const WIRES: readonly Role[] = ['tunnel-nic', 'provider-nic', 'ext-nic'];

interface Outer {
  readonly bridge: string;
  /** Patch ports: of br-int, and of the other bridge. */
  readonly patch: readonly [string, string];
  readonly wire: string;
}

const tunnelPortOf = (view: TunnelView | null, node: string): string | null => {
  const end = [view?.from, view?.to].find((one) => one?.node === node);
  if (end === undefined) return null;
  return end.port === null || end.port === 'absent' ? end.portName : end.port.name;
};

/** The bridge between br-int and a wire; null when that cannot be told. */
const outerOf = (
  file: CaseFile,
  at: { node: string; device: string; role: Role },
): Outer | null => {
  if (at.role === 'tunnel-nic') {
    const wire = tunnelPortOf(tunnelView(file), at.node);
    return wire === null
      ? null
      : { bridge: TUNNEL_BRIDGE, patch: ['patch-tun', 'patch-int'], wire };
  }
  const bridge = externalBridgeOf(file, at);
  return { bridge, patch: [`int-${bridge}`, `phy-${bridge}`], wire: at.device };
};

/** Bridges on the packet's way through the guilty segment; none where no switch is. */
export const switchWay = (file: CaseFile): Crossed[] => {
  const { from = null, to = null, kind } = file.place ?? {};
  if (from === null || to === null || kind === undefined || !SWITCHED.includes(kind)) return [];
  const outward = WIRES.includes(to.role);
  const wire = outward ? to : from;
  const { node } = outward ? from : to;
  const within = { node, bridge: INTEGRATION_BRIDGE };
  if (!WIRES.includes(wire.role)) return [{ ...within, enters: from.device, leaves: to.device }];
  const outer = outerOf(file, wire);
  if (outer === null) return [];
  const { bridge, patch } = outer;
  const [inner, facing] = patch;
  return outward
    ? [
        { ...within, enters: from.device, leaves: inner },
        { node, bridge, enters: facing, leaves: outer.wire },
      ]
    : [
        { node, bridge, enters: outer.wire, leaves: facing },
        { ...within, enters: inner, leaves: to.device },
      ];
};

/** The name behind a number that a flow or a trace uses: numbers are of one bridge. */
export const portNameOf = (
  file: CaseFile,
  { node, bridge }: Pick<Crossed, 'node' | 'bridge'>,
  port: string,
): string => file.openFlowPorts(node, bridge)?.find((one) => one.port === port)?.name ?? port;
