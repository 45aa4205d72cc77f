// Rows 18 and 19: the VM sends with an address or a MAC that the node's anti-spoofing filter does
// not know as the port's own. Whose fault it is, the API's fixed addresses and allowed pairs say.

import { affectsThisPort } from '../affects.ts';
import { type PortFacts } from '../../resolve/path.ts';
import { type Cause, type EvidenceLine, type Fix } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { dropConfidence } from '../firewall-proof.ts';
import { firewallView } from '../firewall-view.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { maySendAs } from '../may-send-as.ts';
import { vmArp } from '../vm-arp.ts';
import { atPort } from '../words.ts';

const addressLine = (node: string, port: PortFacts, found: string, ok: boolean): EvidenceLine =>
  checked(
    { node, netns: '' },
    'source address and MAC',
    port.addresses.map(({ address }) => `${address} ${port.mac}`).join(', '),
    found,
    ok,
    `openstack port show -c fixed_ips -c allowed_address_pairs -c mac_address ${port.id}`,
  );

const allowFix = (port: PortFacts, pair: string): Fix =>
  fixNow(
    "the project's decision; lets this port send with the address",
    [`openstack port set --allowed-address ${pair} ${port.id}`],
    `openstack port unset --allowed-address ${pair} ${port.id}`,
    'whoever runs the VM may then use the address',
  );

/** It does not get as far as sending: already what it asks by ARP is not let through. */
const byArp = (file: CaseFile): ReturnType<Cause['test']> => {
  const { parts, path, localisation } = file;
  const { port } = path.neutron;
  if (localisation.status !== 'NOT_SENT') return null;
  const { stranger } = vmArp(file);
  if (stranger === null) return null;
  const { address, mac } = stranger;
  return finding(file, spoofDrop, {
    confidence: 'confirmed',
    owner: 'tenant',
    title: `${atPort(file)}: the VM asks by ARP as ${address} at ${mac}, which is not its own`,
    detail: 'The address or the MAC is not of the port, nor an allowed address pair of it.',
    evidence: [addressLine(parts.compute, port, `${address} ${mac}, in ARP`, false)],
    affects: affectsThisPort(file),
    fixes: [allowFix(port, `ip-address=${address},mac-address=${mac}`)],
    references: ['LP#1558658'],
    objects: { port: port.id },
  });
};

const test = (file: CaseFile): ReturnType<Cause['test']> => {
  const view = firewallView(file);
  if (view === null || file.localisation.status === 'NOT_SENT') return byArp(file);
  if (view.walk?.kind !== 'spoof' || view.port.sense !== 'egress') return null;
  const { port, packet, node } = view.port;
  const ours = maySendAs(port, packet.source, packet.sourceMac ?? '');
  const sent = `${packet.source} ${packet.sourceMac ?? 'MAC not seen'}`;
  const pair = `ip-address=${packet.source},mac-address=${packet.sourceMac ?? port.mac}`;
  return finding(file, spoofDrop, {
    confidence: dropConfidence(file, view),
    owner: ours ? 'platform' : 'tenant',
    title: ours
      ? `${atPort(file)}: anti-spoofing drops the port's own address ${packet.source}`
      : `${atPort(file)}: the VM sends as ${packet.source}, which is not its address`,
    detail: ours
      ? `The API gives the port this address; the filter on ${node} does not know it.`
      : 'The address is neither a fixed address nor an allowed address pair of the port.',
    evidence: [...view.walk.evidence, addressLine(node, port, sent, ours)],
    affects: affectsThisPort(file),
    fixes: [ours ? restartOvsAgent(node) : allowFix(port, pair)],
    references: ['LP#1558658', 'LP#2000046'],
    objects: { port: port.id },
  });
};

export const spoofDrop: Cause = {
  code: 'SPOOF_DROP',
  owner: 'tenant',
  summary: "Anti-spoofing drops packets whose address or MAC is not known as the port's own.",
  segments: ['security-group', 'integration-bridge', 'tunnel-out', 'vm'],
  directions: ['forward', 'reply'],
  catalogue: [18, 19],
  explains: ['GATEWAY_UNANSWERED'],
  counted: true,
  test,
};
