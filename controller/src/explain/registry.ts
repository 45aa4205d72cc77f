// All causes, in the order in which equally certain ones are named: the more specific first. What
// the API or a namespace says of itself comes before what its absence leads to.

import { type Cause } from './cause.ts';
import { addressScopeDrop } from './causes/address-scope-drop.ts';
import { addressTaken } from './causes/address-taken.ts';
import { agentDead } from './causes/agent-dead.ts';
import { causeUnknown } from './causes/cause-unknown.ts';
import { checksumWrong } from './causes/checksum-wrong.ts';
import { conntrackFull } from './causes/conntrack-full.ts';
import { datapathFlowLimit } from './causes/datapath-flow-limit.ts';
import { destinationNotJoined } from './causes/destination-not-joined.ts';
import { destinationRewritten } from './causes/destination-rewritten.ts';
import { deviceFilterDrop } from './causes/device-filter-drop.ts';
import { dvrNotRewriting } from './causes/dvr-not-rewriting.ts';
import { dvrRewriteMissing } from './causes/dvr-rewrite-missing.ts';
import { dvrRewriteWrong } from './causes/dvr-rewrite-wrong.ts';
import { externalBridgeUnjoined } from './causes/external-bridge-unjoined.ts';
import { externalNicMissing } from './causes/external-nic-missing.ts';
import { externalRouteWrong } from './causes/external-route-wrong.ts';
import { externalVlanMissing } from './causes/external-vlan-missing.ts';
import { fipLeftBySnat } from './causes/fip-left-by-snat.ts';
import { fipNamespaceMissing } from './causes/fip-namespace-missing.ts';
import { fipNatMissing } from './causes/fip-nat-missing.ts';
import { fipProxyArpOff } from './causes/fip-proxy-arp-off.ts';
import { fipReturnRouteMissing } from './causes/fip-return-route-missing.ts';
import { fipRouteMissing } from './causes/fip-route-missing.ts';
import { fipRuleMissing } from './causes/fip-rule-missing.ts';
import { fipRuleStale } from './causes/fip-rule-stale.ts';
import { flowDrop } from './causes/flow-drop.ts';
import { flowMisdirects } from './causes/flow-misdirects.ts';
import { foreignFirewall } from './causes/foreign-firewall.ts';
import { gatewayMacDuplicate } from './causes/gateway-mac-duplicate.ts';
import { gatewayMismatch } from './causes/gateway-mismatch.ts';
import { gatewayNeighbourStatic } from './causes/gateway-neighbour-static.ts';
import { gatewayUnanswered } from './causes/gateway-unanswered.ts';
import { gatewayNoArp } from './causes/gateway-no-arp.ts';
import { guestIgnoresReply } from './causes/guest-ignores-reply.ts';
import { haNoneActive } from './causes/ha-none-active.ts';
import { haTwoActive } from './causes/ha-two-active.ts';
import { hostFirewall } from './causes/host-firewall.ts';
import { icmpRedirects } from './causes/icmp-redirects.ts';
import { ipForwardOff } from './causes/ip-forward-off.ts';
import { kernelDrop } from './causes/kernel-drop.ts';
import { l2populationOff } from './causes/l2population-off.ts';
import { lossyRule } from './causes/lossy-rule.ts';
import { macEntryStatic } from './causes/mac-entry-static.ts';
import { meterDrop } from './causes/meter-drop.ts';
import { mtuBlackhole } from './causes/mtu-blackhole.ts';
import { natAddressNoArp } from './causes/nat-address-no-arp.ts';
import { natPortsExhausted } from './causes/nat-ports-exhausted.ts';
import { natUntracked } from './causes/nat-untracked.ts';
import { neighbourTableFull } from './causes/neighbour-table-full.ts';
import { nicDown } from './causes/nic-down.ts';
import { nicDrops } from './causes/nic-drops.ts';
import { ovsFlowsLost } from './causes/ovs-flows-lost.ts';
import { passedUnseen } from './causes/passed-unseen.ts';
import { peerRefuses } from './causes/peer-refuses.ts';
import { pbrRuleMissing } from './causes/pbr-rule-missing.ts';
import { pbrShadowed } from './causes/pbr-shadowed.ts';
import { pbrTableEmpty } from './causes/pbr-table-empty.ts';
import { pbrWrongNextHop } from './causes/pbr-wrong-next-hop.ts';
import { portConfigBlocked } from './causes/port-config-blocked.ts';
import { portDeadVlan } from './causes/port-dead-vlan.ts';
import { portDisabled } from './causes/port-disabled.ts';
import { portUnbound } from './causes/port-unbound.ts';
import { portUnplugged } from './causes/port-unplugged.ts';
import { portVlansWrong } from './causes/port-vlans-wrong.ts';
import { portWrongTag } from './causes/port-wrong-tag.ts';
import { qosDrop } from './causes/qos-drop.ts';
import { qrouterNamespaceMissing } from './causes/qrouter-namespace-missing.ts';
import { rejectedOutside } from './causes/rejected-outside.ts';
import { routeRefused } from './causes/route-refused.ts';
import { routedElsewhere } from './causes/routed-elsewhere.ts';
import { routerAddressMissing } from './causes/router-address-missing.ts';
import { routerDisabled } from './causes/router-disabled.ts';
import { routerFilterDrop } from './causes/router-filter-drop.ts';
import { routerMacWrong } from './causes/router-mac-wrong.ts';
import { routerNftDrop } from './causes/router-nft-drop.ts';
import { routerPortNoarp } from './causes/router-port-noarp.ts';
import { routerPortDown } from './causes/router-port-down.ts';
import { routerPortMissing } from './causes/router-port-missing.ts';
import { rpFilterDrop } from './causes/rp-filter-drop.ts';
import { serverNotActive } from './causes/server-not-active.ts';
import { sgBypassed } from './causes/sg-bypassed.ts';
import { sgEgressDeny } from './causes/sg-egress-deny.ts';
import { sgIngressDeny } from './causes/sg-ingress-deny.ts';
import { sgNotApplied } from './causes/sg-not-applied.ts';
import { snatAddressWrong } from './causes/snat-address-wrong.ts';
import { snatDisabled } from './causes/snat-disabled.ts';
import { snatElsewhere } from './causes/snat-elsewhere.ts';
import { snatNamespaceDead } from './causes/snat-namespace-dead.ts';
import { snatNamespaceMissing } from './causes/snat-namespace-missing.ts';
import { snatNeighbourMissing } from './causes/snat-neighbour-missing.ts';
import { snatNeighbourStale } from './causes/snat-neighbour-stale.ts';
import { snatNoDefaultRoute } from './causes/snat-no-default-route.ts';
import { snatRuleMissing } from './causes/snat-rule-missing.ts';
import { sourceRewritten } from './causes/source-rewritten.ts';
import { spanningTreeBlocked } from './causes/spanning-tree-blocked.ts';
import { spoofDrop } from './causes/spoof-drop.ts';
import { staleConntrack } from './causes/stale-conntrack.ts';
import { ttlExpired } from './causes/ttl-expired.ts';
import { tunnelBridgeUnjoined } from './causes/tunnel-bridge-unjoined.ts';
import { tunnelFlowMissing } from './causes/tunnel-flow-missing.ts';
import { tunnelPortFailed } from './causes/tunnel-port-failed.ts';
import { tunnelPortMissing } from './causes/tunnel-port-missing.ts';
import { tunnelPortRenumbered } from './causes/tunnel-port-renumbered.ts';
import { tunnelPortWrong } from './causes/tunnel-port-wrong.ts';
import { tunnelWrongNode } from './causes/tunnel-wrong-node.ts';
import { tunnelWrongVni } from './causes/tunnel-wrong-vni.ts';
import { underlayLoss } from './causes/underlay-loss.ts';
import { upstreamLoss } from './causes/upstream-loss.ts';
import { upstreamNoReply } from './causes/upstream-no-reply.ts';
import { vmNeighbourStale } from './causes/vm-neighbour-stale.ts';
import { vmNeighbourUnresolved } from './causes/vm-neighbour-unresolved.ts';
import { vmSendsNothing } from './causes/vm-sends-nothing.ts';
import { vtepAskedLate } from './causes/vtep-asked-late.ts';
import { vtepMacWrong } from './causes/vtep-mac-wrong.ts';
import { vtepUnreachable } from './causes/vtep-unreachable.ts';
import { xdpProgram } from './causes/xdp-program.ts';

export const CAUSES: readonly Cause[] = [
  serverNotActive,
  portDisabled,
  portUnbound,
  routerDisabled,
  destinationNotJoined,
  ipForwardOff,
  qrouterNamespaceMissing,
  snatNamespaceMissing,
  snatNamespaceDead,
  fipNamespaceMissing,
  routerPortMissing,
  routerPortDown,
  routerPortNoarp,
  routerAddressMissing,
  routerMacWrong,
  routeRefused,
  pbrRuleMissing,
  pbrTableEmpty,
  fipRuleStale,
  pbrShadowed,
  pbrWrongNextHop,
  snatNeighbourStale,
  neighbourTableFull,
  snatNeighbourMissing,
  fipRuleMissing,
  fipRouteMissing,
  fipNatMissing,
  fipReturnRouteMissing,
  fipProxyArpOff,
  routedElsewhere,
  vmNeighbourStale,
  vmNeighbourUnresolved,
  addressScopeDrop,
  destinationRewritten,
  sourceRewritten,
  addressTaken,
  routerFilterDrop,
  routerNftDrop,
  rpFilterDrop,
  ttlExpired,
  externalRouteWrong,
  snatNoDefaultRoute,
  ovsFlowsLost,
  portUnplugged,
  portDeadVlan,
  portWrongTag,
  portVlansWrong,
  portConfigBlocked,
  spanningTreeBlocked,
  macEntryStatic,
  spoofDrop,
  gatewayMacDuplicate,
  sgEgressDeny,
  sgIngressDeny,
  sgNotApplied,
  foreignFirewall,
  deviceFilterDrop,
  lossyRule,
  meterDrop,
  mtuBlackhole,
  checksumWrong,
  qosDrop,
  tunnelBridgeUnjoined,
  tunnelPortMissing,
  tunnelPortFailed,
  tunnelPortWrong,
  tunnelPortRenumbered,
  tunnelWrongNode,
  tunnelWrongVni,
  tunnelFlowMissing,
  vtepAskedLate,
  vtepUnreachable,
  vtepMacWrong,
  hostFirewall,
  underlayLoss,
  dvrRewriteMissing,
  dvrRewriteWrong,
  dvrNotRewriting,
  haTwoActive,
  haNoneActive,
  snatElsewhere,
  gatewayNoArp,
  gatewayNeighbourStatic,
  snatRuleMissing,
  snatAddressWrong,
  natUntracked,
  snatDisabled,
  staleConntrack,
  conntrackFull,
  natPortsExhausted,
  nicDown,
  externalNicMissing,
  externalVlanMissing,
  externalBridgeUnjoined,
  natAddressNoArp,
  rejectedOutside,
  peerRefuses,
  upstreamNoReply,
  upstreamLoss,
  guestIgnoresReply,
  gatewayMismatch,
  icmpRedirects,
  l2populationOff,
  datapathFlowLimit,
  agentDead,
  xdpProgram,
  nicDrops,
  gatewayUnanswered,
  vmSendsNothing,
];

/** Asked when packets are delivered: what is not as planned all the same. Never confirmed. */
export const NOTES: readonly Cause[] = [
  sgBypassed,
  fipLeftBySnat,
  snatAddressWrong,
  destinationRewritten,
  addressTaken,
  icmpRedirects,
];

/** Asked when no note says why packets were not seen where they pass. */
export const LAST_NOTE: Cause = passedUnseen;

/** Says where, not why: asked only when no cause is confirmed. */
export const FALLBACKS: readonly Cause[] = [flowDrop, flowMisdirects, kernelDrop];

/** Asked only when nothing else fits. */
export const LAST_RESORT: Cause = causeUnknown;
