// Row 33: the node that should translate for the router has no snat namespace of it: its packets
// arrive and find no port.

import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { rescheduleRouter, restartL3Agent } from '../fixes.ts';
import { isExpected, namespaceLine } from '../snat-namespace-view.ts';
import { routerName } from '../words.ts';

export const snatNamespaceMissing: Cause = {
  code: 'SNAT_NAMESPACE_MISSING',
  owner: 'platform',
  summary: 'The node that should translate the router has no snat namespace of it.',
  segments: ['tunnel-in', 'integration-bridge'],
  directions: ['forward'],
  catalogue: [33, 34],
  test: (file) => {
    if (!isExpected(file)) return null;
    const { network, snat } = file.parts;
    if (file.namespace(network, snat) !== 'absent') return null;
    const router = file.path.neutron.router?.id ?? '';
    return finding(file, snatNamespaceMissing, {
      confidence: file.place === null ? 'likely' : 'confirmed',
      title: `on ${network}: the snat namespace of router ${routerName(file)} does not exist`,
      detail: `The API says that ${network} translates for this router; there is nothing to receive its packets.`,
      evidence: namespaceLine(file, 'absent'),
      affects: affectsRouter(file),
      fixes: [restartL3Agent(network), rescheduleRouter(router, network)],
      references: ['LP#1881995', 'LP#1695101', 'LP#1632540', 'LP#1850779'],
      objects: { 'gateway-port': file.path.neutron.gatewayPort?.id },
    });
  },
};
