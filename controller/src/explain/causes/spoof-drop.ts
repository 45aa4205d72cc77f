// Rows 18 and 19: the VM sends with an address or a MAC that the node's anti-spoofing filter does
// not know as the port's own. Whose fault it is, the API's fixed addresses and allowed pairs say.

import { affectsThisPort } from '../affects.ts';
import { type Cause, type EvidenceLine } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { dropConfidence } from '../firewall-proof.ts';
import { firewallView } from '../firewall-view.ts';
import { type FilteredPort } from '../filtered-port.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { prefixHolds } from '../walk/address.ts';
import { atPort } from '../words.ts';

/** What the API lets this port send with. */
const permitted = ({ port, packet }: FilteredPort): boolean => {
  const mac = packet.sourceMac?.toLowerCase();
  const pairs = [
    ...port.addresses.map(({ address }) => ({ address, mac: port.mac })),
    ...port.allowedPairs.map((pair) => ({ address: pair.address, mac: pair.mac || port.mac })),
  ];
  return pairs.some(
    (pair) =>
      prefixHolds(pair.address, packet.source) === true &&
      (mac === undefined || mac === pair.mac.toLowerCase()),
  );
};

const addressLine = (filtered: FilteredPort, ok: boolean): EvidenceLine =>
  checked(
    { node: filtered.node, netns: '' },
    'source address and MAC',
    filtered.port.addresses.map(({ address }) => `${address} ${filtered.port.mac}`).join(', '),
    `${filtered.packet.source} ${filtered.packet.sourceMac ?? 'MAC not seen'}`,
    ok,
    `openstack port show -c fixed_ips -c allowed_address_pairs -c mac_address ${filtered.port.id}`,
  );

const test = (file: CaseFile): ReturnType<Cause['test']> => {
  const view = firewallView(file);
  if (view === null || view.walk?.kind !== 'spoof' || view.port.sense !== 'egress') return null;
  const { port, packet, node } = view.port;
  const ours = permitted(view.port);
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
    evidence: [...view.walk.evidence, addressLine(view.port, ours)],
    affects: affectsThisPort(file),
    fixes: ours
      ? [restartOvsAgent(node)]
      : [
          fixNow(
            "the project's decision; lets this port send with the address",
            [`openstack port set --allowed-address ${pair} ${port.id}`],
            `openstack port unset --allowed-address ${pair} ${port.id}`,
            'whoever runs the VM may then use the address',
          ),
        ],
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
