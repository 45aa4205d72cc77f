// How a path is put together: a packet travels, and each stretch of the way is a small function
// that adds the points it passes and changes what the packet looks like. A shape of path is a list
// of stretches; a new shape is a new list. Pure; devices that no API names stay open until the
// agents have described their nodes.

import type { Direction, Role, SegmentKind, Side } from './path.ts';

/** A device by name, or one that only the node can name. */
export type DeviceRef =
  | { readonly kind: 'named'; readonly netns: string; readonly device: string }
  /** The physical device that leads to a tunnel end point. */
  | { readonly kind: 'towards'; readonly vtep: string }
  /** The physical port of an OVS bridge. */
  | { readonly kind: 'bridge'; readonly bridge: string };

/** What the packet looks like at this moment; null = anything. */
export interface Look {
  readonly sourceMac: string | null;
  readonly destinationMac: string | null;
  readonly hops: number;
  readonly localAddress: string;
  readonly vni: number;
}

/** How a point is reached from the one before. */
export interface Way {
  readonly kind: SegmentKind;
  readonly via: readonly string[];
}

export interface DraftPoint {
  readonly node: string;
  readonly ref: DeviceRef;
  readonly side: Side;
  readonly role: Role;
  readonly look: Look;
  readonly way: Way;
}

export interface Travel {
  readonly direction: Direction;
  readonly points: readonly DraftPoint[];
  readonly look: Look;
}

export type Stretch = (travel: Travel) => Travel;

/** The packet is seen at a device; `change` is what happened to it on the way there. */
export const seen = (
  travel: Travel,
  way: Way,
  at: Pick<DraftPoint, 'node' | 'ref' | 'side' | 'role'>,
  change: Partial<Look> = {},
): Travel => {
  const look = { ...travel.look, ...change };
  return { ...travel, look, points: [...travel.points, { ...at, way, look }] };
};

/** Runs the stretches one after the other. */
export const travelOf = (
  direction: Direction,
  look: Look,
  stretches: readonly Stretch[],
): Travel => {
  let travel: Travel = { direction, points: [], look };
  for (const stretch of stretches) travel = stretch(travel);
  return travel;
};

export const named = (netns: string, device: string): DeviceRef => ({
  kind: 'named',
  netns,
  device,
});

export const lastOf = (travel: Travel): DraftPoint | undefined => travel.points.at(-1);
