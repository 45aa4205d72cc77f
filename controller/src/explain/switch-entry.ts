// The port by which a lost packet enters the switches of the guilty segment, and the bridge that it
// belongs to: where vswitchd's own trace of it begins.

import { type Point, type SegmentKind } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';
import { TUNNEL_BRIDGE, tunnelView } from './tunnel-view.ts';

export interface SwitchEntry {
  readonly node: string;
  readonly bridge: string;
  readonly port: string;
  /** 0 when it does not come out of a tunnel. */
  readonly vni: number;
}

/** Segments that a switch is in. */
export const SWITCHED: readonly SegmentKind[] = [
  'integration-bridge',
  'tunnel-out',
  'tunnel-in',
  'external-bridge',
];

/** The bridge of a node that its external network is mapped to. */
export const externalBridgeOf = (file: CaseFile, { node }: Pick<Point, 'node'>): string =>
  file.path.nodes.find(({ name }) => name === node)?.externalBridge || 'br-ex';

/** The switch port by which the packet enters the guilty segment; null where no switch is. */
export const switchEntry = (file: CaseFile): SwitchEntry | null => {
  const { place } = file;
  if (place === null || !SWITCHED.includes(place.kind)) return null;
  if (place.kind === 'tunnel-in') {
    const view = tunnelView(file);
    if (view === null) return null;
    return { node: view.to.node, bridge: TUNNEL_BRIDGE, port: view.to.portName, vni: view.vni };
  }
  const { from } = place;
  if (from === null) return null;
  const outside = from.role === 'ext-nic' || from.role === 'provider-nic';
  const bridge = outside ? externalBridgeOf(file, from) : 'br-int';
  return { node: from.node, bridge, port: from.device, vni: 0 };
};

/**
 * The bridge that holds the tunnel's endpoint on the receiving node, and the port by which the
 * outer packet enters it; null when the endpoint is on no bridge, or nothing was lost behind it.
 */
export const outerEntry = (file: CaseFile): SwitchEntry | null => {
  const { place, path } = file;
  const view = place?.kind === 'tunnel-in' ? tunnelView(file) : null;
  if (view === null) return null;
  const { node } = view.to;
  const port = path.nodes.find(({ name }) => name === node)?.tunnelDevices[0];
  const local = file.routeGet(node, '', view.from.address)?.route?.device;
  const isBridge = file
    .ovsInterfaces(node)
    ?.some(({ name, type }) => name === local && type === 'internal');
  if (port === undefined || local === undefined || isBridge !== true) return null;
  return { node, bridge: local, port, vni: 0 };
};
