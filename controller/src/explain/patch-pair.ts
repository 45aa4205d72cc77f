// A pair of patch ports joins two bridges: what is wrong with one of them.

import { type OvsInterface } from '@hopscope/nodestate';

/** What is found in place of a patch port that leads to `peer`; null when it is right. */
export const patchLine = (
  interfaces: readonly OvsInterface[],
  name: string,
  peer: string,
): string | null => {
  const found = interfaces.find((one) => one.name === name);
  if (found === undefined) return 'absent';
  if (found.type !== 'patch') return `type ${found.type || 'system'}`;
  return found.options['peer'] === peer ? null : `peer ${found.options['peer'] ?? 'none'}`;
};
