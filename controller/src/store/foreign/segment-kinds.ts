// What kind of stretch lies between two neighbouring points, by their roles alone: for paths
// that come from a map file instead of the cloud's API.

import type { Direction, Point, Role, SegmentKind } from '../../resolve/path.ts';

const PLUG: readonly Role[] = ['tap', 'qbr', 'qvb'];

/** `null` is the virtual end. */
export const kindBetween = (
  from: Point | null,
  to: Point | null,
  direction: Direction,
): SegmentKind => {
  if (from === null) return direction === 'forward' ? 'vm' : 'external';
  if (to === null) return direction === 'forward' ? 'external' : 'vm';
  const roles = [from.role, to.role];
  const both = (a: Role, b: Role): boolean => roles.includes(a) && roles.includes(b);
  if (from.role === to.role && from.node !== to.node) return 'underlay';
  if (PLUG.includes(from.role) && PLUG.includes(to.role)) return 'security-group';
  if (both('qvb', 'qvo')) return 'veth';
  if (both('sg', 'qg')) return 'snat-router';
  if (both('rfp', 'fpr')) return 'fip-link';
  if (both('fpr', 'fg')) return 'fip-router';
  if (roles.includes('ext-nic')) return 'external-bridge';
  if (both('qr', 'qr') || both('qr', 'rfp') || both('qr', 'qg')) return 'router';
  if (to.role === 'tunnel-nic' || to.role === 'provider-nic') return 'tunnel-out';
  if (from.role === 'tunnel-nic' || from.role === 'provider-nic') return 'tunnel-in';
  return 'integration-bridge';
};
