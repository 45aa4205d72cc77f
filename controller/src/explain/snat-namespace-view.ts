// The snat namespace of the node that should translate: is the loss before it, and how is it shown.

import { type CaseFile } from './case-file.ts';
import { type CauseFinding } from './cause.ts';
import { checked } from './lines.ts';

/**
 * The loss is before the namespace, or nobody could say where because the namespace is not seen.
 */
const isBefore = (file: CaseFile): boolean => {
  const { place, localisation } = file;
  if (place === null) return localisation.status === 'INCONCLUSIVE';
  if (place.direction !== 'forward') return false;
  return place.to === null
    ? place.kind === 'tunnel-in'
    : place.to.role === 'sg' && place.to.netns === file.parts.snat;
};

export const namespaceLine = (file: CaseFile, found: string): CauseFinding['evidence'] => [
  checked(
    { node: file.parts.network, netns: '' },
    `namespace ${file.parts.snat.slice(0, 13)}`,
    'alive',
    found,
    false,
    'ls -i /run/netns; ip netns',
  ),
];

export const isExpected = (file: CaseFile): boolean =>
  file.path.exit === 'snat' &&
  file.path.neutron.router?.distributed === true &&
  file.parts.network !== '' &&
  isBefore(file);
