// The mark that mangle PREROUTING leaves on a packet before it is routed: policy rules and filters
// ask for it. The L3 agent marks address scopes, others mark what they want to route elsewhere.

import { type Direction } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';
import { type Where } from './lines.ts';
import { lostPacket } from './lost-packet.ts';
import { walkIptables } from './walk/iptables.ts';
import { type RoutedPacket } from './walk/routing.ts';

/** What a router sees of the flow. */
type Ends = Pick<RoutedPacket, 'source' | 'destination' | 'inDevice'>;

/** null: mangle was not read, or the mark depends on what nobody knows. */
const markOf = (
  file: CaseFile,
  { node, netns }: Where,
  { source, destination, inDevice }: Ends,
  direction: Direction,
): number | null => {
  const mangle = file.iptables(node, netns, 'mangle');
  if (mangle === null) return null;
  const walk = walkIptables(mangle, 'PREROUTING', {
    packet: { ...lostPacket(file, direction), source, destination },
    inDevice,
    outDevice: '',
    physdevIn: '',
    physdevOut: '',
    state: direction === 'reply' ? 'ESTABLISHED' : 'NEW',
    dnat: false,
    set: () => null,
    mark: 0,
    // A new connection has no mark yet; that of an answer's is not known, and restores its scope.
    connmark: direction === 'reply' ? null : 0,
  });
  return walk.mark;
};

/** The packet as policy rules see it, in the namespace that routes it. */
export const routedPacket = (
  file: CaseFile,
  where: Where,
  ends: Ends,
  direction: Direction = 'forward',
): RoutedPacket => {
  const { protocol, sourcePort, destinationPort } = lostPacket(file, direction);
  const mark = markOf(file, where, ends, direction);
  return { ...ends, mark, protocol, sourcePort, destinationPort };
};
