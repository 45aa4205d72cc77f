// The destination is a VM of the same project, in a network that the VM's router does not join: its
// packets leave for the outside, where nobody knows the address, or somebody else has it.

import { affectsNetwork } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked } from '../lines.ts';

export const destinationNotJoined: Cause = {
  code: 'DESTINATION_NOT_JOINED',
  owner: 'tenant',
  summary: "The destination is a VM in a network that the VM's router does not join.",
  segments: ['router', 'snat-router', 'fip-router', 'external-bridge', 'external'],
  directions: ['forward'],
  catalogue: [],
  explains: ['REJECTED_OUTSIDE', 'UPSTREAM_NO_REPLY'],
  test: (file) => {
    const { unjoined, router } = file.path.neutron;
    if (unjoined === null || router === null) return null;
    const { remoteAddress } = file.path.flow;
    const { name, network } = unjoined;
    const known = router.name || router.id;
    return finding(file, destinationNotJoined, {
      confidence: 'confirmed',
      title: `${remoteAddress} is ${name} in ${network}, which router ${known} does not join`,
      detail: 'So packets for it leave by the external gateway, like those for any stranger.',
      evidence: [
        checked(
          { node: file.parts.compute, netns: file.parts.qrouter },
          `router interfaces of ${known}`,
          `one in ${network}`,
          'none',
          false,
          `openstack port list --router ${router.id}`,
        ),
      ],
      affects: affectsNetwork(file),
      fixes: [
        fixNow(
          "the project's decision; joins the two networks",
          [`openstack router add subnet ${router.id} SUBNET-OF-${network}`],
          `openstack router remove subnet ${router.id} SUBNET-OF-${network}`,
          'only when both belong behind this router',
        ),
      ],
    });
  },
};
