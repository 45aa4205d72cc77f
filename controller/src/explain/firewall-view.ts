// The firewall of one VM port, whichever driver: did the walk end in a drop, at which rule, of
// which kind, and did the counter that only this port moves move.

import { portFirewall } from '../neutron-names.ts';
import { type CaseFile } from './case-file.ts';
import { type FilteredPort, filteredPort } from './filtered-port.ts';
import { groupsOf, type GroupVerdict, judgeNewPacket } from './group-rules.ts';
import { type FirewallWalk } from './firewall-walk.ts';
import { iptablesFirewall } from './iptables-firewall.ts';
import { ovsFirewall } from './ovs-firewall.ts';

export interface FirewallView {
  readonly port: FilteredPort;
  /** null: not read. */
  readonly walk: FirewallWalk | null;
  readonly groups: GroupVerdict;
}

/** What the API says, answers included: a stateful group lets answers of allowed flows pass. */
const apiVerdict = (file: CaseFile, filtered: FilteredPort): GroupVerdict => {
  const { path } = file;
  const { packet, port, sense, answer } = filtered;
  const direct = judgeNewPacket(path, port, packet, sense);
  if (!answer || direct.allowed === true) return direct;
  const stateful = groupsOf(path, port).every((group) => group.stateful);
  if (!stateful) return direct;
  const request = {
    ...packet,
    source: packet.destination,
    destination: packet.source,
    sourcePort: packet.destinationPort,
    destinationPort: packet.sourcePort,
    icmpType: packet.icmpType === 0 ? 8 : packet.icmpType,
  };
  return judgeNewPacket(path, port, request, sense === 'egress' ? 'ingress' : 'egress');
};

/** null when the guilty segment holds no firewall of a VM port. */
export const firewallView = (file: CaseFile): FirewallView | null => {
  const port = filteredPort(file);
  if (port === null) return null;
  const firewall = portFirewall(file.path, port.port);
  const walk =
    firewall === 'iptables_hybrid'
      ? iptablesFirewall(file, port)
      : firewall === 'openvswitch'
        ? ovsFirewall(file, port)
        : null;
  return { port, walk, groups: apiVerdict(file, port) };
};
