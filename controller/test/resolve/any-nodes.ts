// Agents on which everything asked about exists: for shapes of path that no recording has.

import type { DescribeOrder, Description } from '../../src/resolve/mod.ts';

export interface NodeChange {
  /** Devices that do not exist there. */
  readonly missing?: readonly string[];
  readonly tunnelDevices?: readonly string[];
  readonly bridgeDevices?: Readonly<Record<string, readonly string[]>>;
  readonly policy?: Description['policy'];
}

/** Tunnels leave by eth0, every bridge has a NIC called after it: br-ex has ex0. */
export const describeAny =
  (changes: Readonly<Record<string, NodeChange>> = {}) =>
  (node: string, order: DescribeOrder): Promise<Description> => {
    const change = changes[node] ?? {};
    const devices = (order.devices ?? []).filter(
      (one) => change.missing?.includes(one.device ?? '') !== true,
    );
    return Promise.resolve({
      node,
      policy: change.policy ?? { inject: true, capture: true, injectDestinations: [] },
      namespaces: [...new Set((order.devices ?? []).map((one) => one.netns ?? ''))]
        .filter((name) => name !== '')
        .map((name, index) => ({ name, inode: 100 + index, dead: false })),
      devices: devices.map((name, index) => ({ name, ifindex: index + 2, netnsInode: 100 })),
      leads: (order.vteps ?? []).map((vtep) => ({
        vtep,
        devices: [...(change.tunnelDevices ?? ['eth0'])],
      })),
      bridges: (order.bridges ?? []).map((bridge) => ({
        bridge,
        devices: [...(change.bridgeDevices?.[bridge] ?? [`${bridge.replace('br-', '')}0`])],
      })),
      interfaces: [],
      limits: [],
    });
  };
