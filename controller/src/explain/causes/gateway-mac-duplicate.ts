// Row 54: somebody else answers ARP for the VM's gateway: the VM then sends to a MAC that is not
// the router's.

import { affectsNetworkPorts } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { checked } from '../lines.ts';
import { lostSample } from '../sample.ts';
import { atPort } from '../words.ts';

export const gatewayMacDuplicate: Cause = {
  code: 'GATEWAY_MAC_DUPLICATE',
  owner: 'tenant',
  summary: "Another device answers ARP for the VM's gateway.",
  segments: ['integration-bridge', 'tunnel-out', 'security-group'],
  directions: ['forward'],
  catalogue: [54],
  test: (file) => {
    const { routerPort } = file.path.neutron;
    const gateway = routerPort?.addresses[0]?.address;
    if (routerPort === null || gateway === undefined) return null;
    const right = routerPort.mac.toLowerCase();
    const liar = file.correlation.arp.find(
      ({ senderAddress, senderMac }) =>
        senderAddress === gateway && senderMac.toLowerCase() !== right && senderMac !== '',
    );
    const sample = lostSample(file);
    // Elsewhere, and between two VMs, frames rightly carry another MAC.
    const toGateway = file.place?.from?.expect.destinationMac?.toLowerCase() === right;
    const misled = toGateway && sample !== null && sample.destinationMac !== right;
    if (liar === undefined && !misled) return null;
    const where = { node: file.parts.compute, netns: '' };
    const found = liar?.senderMac ?? sample?.destinationMac ?? '';
    return finding(file, gatewayMacDuplicate, {
      confidence: misled ? 'confirmed' : 'likely',
      title: `${atPort(file)}: it believes its gateway ${gateway} at ${found}, it is ${right}`,
      detail:
        liar === undefined
          ? 'Nobody told it so while the trace ran: a fixed or an old entry in the guest, or one told before.'
          : 'A second router, a wrong allowed address pair or VRRP with the gateway address answers for it.',
      evidence: [
        checked(
          where,
          `MAC of ${gateway}`,
          right,
          found,
          false,
          `tcpdump -nei ${file.parts.vmPort} arp host ${gateway}`,
        ),
      ],
      affects: affectsNetworkPorts(file, file.parts.compute),
      fixes: [
        fixRoot(
          'find the port with this MAC',
          [`openstack port list --mac-address ${found}`, 'ip neigh show (in the guest)'],
          'reads only',
        ),
      ],
      references: ['LP#1733852', 'LP#1774459'],
    });
  },
};
