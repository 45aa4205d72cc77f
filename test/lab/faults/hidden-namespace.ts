// Takes a network namespace out of reach and gives exactly it back.

import { insertRule } from './iptables.ts';
import type { Changes } from './changes.ts';

/** Where a hidden namespace is kept while its handle is away: outside /run/netns. */
const LIMBO = '/run/hopscope-limbo';

const sh = (node: string, script: string) => ({ node, argv: ['sh', '-ec', script] });

/**
 * Nothing passes the namespace any more, and its handle is gone (or a plain file that setns
 * refuses). It stays alive out of sight, so that heal gives back exactly it.
 */
export const hideNamespace = async (
  changes: Changes,
  node: string,
  netns: string,
  handle: 'gone' | 'dead',
): Promise<void> => {
  const chain = { node, netns, table: 'raw', name: 'PREROUTING' } as const;
  await insertRule(changes, chain, '-j DROP');
  const [at, kept] = [`/run/netns/${netns}`, `${LIMBO}/${netns}`];
  const away = [
    `mkdir -p ${LIMBO}`,
    `touch ${kept}`,
    `mount --bind ${at} ${kept}`,
    `umount ${at}`,
    ...(handle === 'gone' ? [`rm ${at}`] : []),
  ];
  const back = [`touch ${at}`, `mount --bind ${kept} ${at}`, `umount ${kept}`, `rm ${kept}`];
  await changes.change(sh(node, away.join('; ')), [sh(node, back.join('; '))]);
};
