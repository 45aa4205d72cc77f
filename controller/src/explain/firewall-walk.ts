// What walking a packet through a port's firewall gives, whichever driver made it.

import { type EvidenceLine } from './cause.ts';

/**
 * rules: no rule of a security group accepted. spoof: address or MAC is not the port's own.
 * invalid: conntrack knows no such connection. foreign: a rule that is not Neutron's.
 */
export type DropKind = 'rules' | 'spoof' | 'invalid' | 'dhcp' | 'foreign';

export interface FirewallWalk {
  readonly dropped: boolean;
  readonly kind: DropKind | null;
  /** Nothing on the way was undecided. */
  readonly certain: boolean;
  /**
   * The rule or flow that ended it, for a person: `rule 9 of neutron-openvswi-o... -> fallback`.
   */
  readonly end: string;
  /** The rule that is not Neutron's, as it is deleted: `iptables -D` and its words; null = none. */
  readonly foreign: { readonly iptables: string; readonly spelled: string } | null;
  readonly evidence: readonly EvidenceLine[];
  /** Packets the deciding rule of this port took in the window; null = not read twice. */
  readonly ownDelta: number | null;
}
