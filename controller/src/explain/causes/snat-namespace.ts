// Row 33 and output trap 5: the node that should translate has no snat namespace of the router, or
// only a dead handle of one. The first is a fault; the second may be a fault of seeing.

import { affectsRouter } from '../affects.ts';
import { type Cause, type CauseFinding } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixRoot, rescheduleRouter, restartL3Agent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { routerName } from '../words.ts';

/** The loss is before the namespace, or nobody could say where because the namespace is not seen. */
const isBefore = (file: CaseFile): boolean => {
  const { place, localisation } = file;
  if (place === null) return localisation.status === 'INCONCLUSIVE';
  if (place.direction !== 'forward') return false;
  return place.to === null
    ? place.kind === 'tunnel-in'
    : place.to.role === 'sg' && place.to.netns === file.parts.snat;
};

const namespaceLine = (file: CaseFile, found: string): CauseFinding['evidence'] => [
  checked(
    { node: file.parts.network, netns: '' },
    `namespace ${file.parts.snat.slice(0, 13)}`,
    'alive',
    found,
    false,
    'ls -i /run/netns; ip netns',
  ),
];

const isExpected = (file: CaseFile): boolean =>
  file.path.exit === 'snat' &&
  file.path.neutron.router?.distributed === true &&
  file.parts.network !== '' &&
  isBefore(file);

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

export const snatNamespaceDead: Cause = {
  code: 'SNAT_NAMESPACE_DEAD',
  owner: 'platform',
  summary: 'The handle of the snat namespace is dead, and no process that lives in it is found.',
  segments: ['tunnel-in', 'integration-bridge'],
  directions: ['forward'],
  catalogue: [33],
  test: (file) => {
    if (!isExpected(file)) return null;
    const { network, snat } = file.parts;
    if (file.namespace(network, snat) !== 'dead') return null;
    return finding(file, snatNamespaceDead, {
      confidence: 'likely',
      title: `on ${network}: the handle of the snat namespace of router ${routerName(file)} is dead`,
      detail:
        "The namespace may live on without a name (after a restart of the agent's container); " +
        'its devices could not be seen, so this is a suspicion and a limit of what was seen.',
      evidence: namespaceLine(file, 'dead handle'),
      affects: affectsRouter(file),
      fixes: [
        fixRoot(
          'look for processes that still live in it',
          ['lsns -t net -o NS,PID,COMMAND'],
          'reads only',
        ),
        restartL3Agent(network),
      ],
    });
  },
};
