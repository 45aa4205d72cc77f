// Taking single iptables rules away and putting exactly them back, at their place in the chain.

import type { Changes } from './changes.ts';

export interface Chain {
  readonly node: string;
  /** null = the node's own namespace. */
  readonly netns: string | null;
  readonly table: 'filter' | 'nat' | 'raw' | 'mangle';
  readonly name: string;
}

const command = ({ netns, table }: Chain, ...args: readonly string[]): readonly string[] => [
  ...(netns === null ? [] : ['ip', 'netns', 'exec', netns]),
  'iptables',
  '-w',
  '10',
  '-t',
  table,
  ...args,
];

/** Words of a rule as iptables prints it: quoted comments are one word. */
const words = (rule: string): readonly string[] =>
  [...rule.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');

interface Placed {
  /** Position within the chain, from 1. */
  readonly at: number;
  readonly rule: string;
}

const rulesOf = async (changes: Changes, chain: Chain): Promise<readonly Placed[]> => {
  const prefix = `-A ${chain.name} `;
  const text = await changes.read(chain.node, command(chain, '-S', chain.name));
  return text
    .split('\n')
    .filter((line) => line.startsWith(prefix))
    .map((line, index) => ({ at: index + 1, rule: line.slice(prefix.length) }));
};

/** Removes the rules that fit; the last one first, so that positions stay true. */
export const removeRules = async (
  changes: Changes,
  chain: Chain,
  fits: (rule: string) => boolean,
): Promise<number> => {
  const chosen = (await rulesOf(changes, chain)).filter(({ rule }) => fits(rule));
  const { node, name } = chain;
  for (const { at, rule } of chosen.toReversed())
    await changes.change({ node, argv: command(chain, '-D', name, String(at)) }, [
      { node, argv: command(chain, '-I', name, String(at), ...words(rule)) },
    ]);
  return chosen.length;
};

/** Puts a rule of other words in the place of each that fits. */
export const replaceRules = async (
  changes: Changes,
  chain: Chain,
  fits: (rule: string) => boolean,
  rewrite: (rule: string) => string,
): Promise<number> => {
  const chosen = (await rulesOf(changes, chain)).filter(({ rule }) => fits(rule));
  const { node, name } = chain;
  for (const { at, rule } of chosen) {
    const set = (text: string) => command(chain, '-R', name, String(at), ...words(text));
    await changes.change({ node, argv: set(rewrite(rule)) }, [{ node, argv: set(rule) }]);
  }
  return chosen.length;
};

/** Puts a rule on top of a chain. */
export const insertRule = async (changes: Changes, chain: Chain, rule: string): Promise<void> => {
  const { node, name } = chain;
  await changes.change({ node, argv: command(chain, '-I', name, '1', ...words(rule)) }, [
    { node, argv: command(chain, '-D', name, ...words(rule)) },
  ]);
};
