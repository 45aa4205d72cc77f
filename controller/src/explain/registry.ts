// All causes, in the order in which equally certain ones are named: the more specific first.

import { type Cause } from './cause.ts';
import { causeUnknown } from './causes/cause-unknown.ts';
import { foreignFirewall } from './causes/foreign-firewall.ts';
import { gatewayNoArp } from './causes/gateway-no-arp.ts';
import { ipForwardOff } from './causes/ip-forward-off.ts';
import { pbrRuleMissing } from './causes/pbr-rule-missing.ts';
import { pbrShadowed } from './causes/pbr-shadowed.ts';
import { pbrTableEmpty } from './causes/pbr-table-empty.ts';
import { pbrWrongNextHop } from './causes/pbr-wrong-next-hop.ts';
import { portDeadVlan } from './causes/port-dead-vlan.ts';
import { portWrongTag } from './causes/port-wrong-tag.ts';
import { sgEgressDeny, sgIngressDeny } from './causes/sg-deny.ts';
import { sgNotApplied } from './causes/sg-not-applied.ts';
import { snatNamespaceDead, snatNamespaceMissing } from './causes/snat-namespace.ts';
import { snatNeighbourStale } from './causes/snat-neighbour-stale.ts';
import { snatDisabled, snatRuleMissing } from './causes/snat-rule-missing.ts';
import { spoofDrop } from './causes/spoof-drop.ts';
import { tunnelFlowMissing } from './causes/tunnel-flow-missing.ts';
import { tunnelPortMissing, tunnelPortWrong } from './causes/tunnel-port.ts';
import { upstreamNoReply } from './causes/upstream-no-reply.ts';
import { vmSendsNothing } from './causes/vm-sends-nothing.ts';

export const CAUSES: readonly Cause[] = [
  ipForwardOff,
  pbrRuleMissing,
  pbrTableEmpty,
  pbrShadowed,
  pbrWrongNextHop,
  snatNeighbourStale,
  snatNamespaceMissing,
  snatNamespaceDead,
  portDeadVlan,
  portWrongTag,
  spoofDrop,
  sgEgressDeny,
  sgIngressDeny,
  sgNotApplied,
  foreignFirewall,
  tunnelPortMissing,
  tunnelPortWrong,
  tunnelFlowMissing,
  gatewayNoArp,
  snatRuleMissing,
  snatDisabled,
  upstreamNoReply,
  vmSendsNothing,
];

/** Asked only when nothing else fits. */
export const LAST_RESORT: Cause = causeUnknown;
