// The difference of two states: lines that one has and the other has not, and chains or rules
// that stand in another order. Pure.

import type { NodeState } from './normalise.ts';

export interface Difference {
  readonly section: string;
  /** missing: only in the first. extra: only in the second. order: in both, elsewhere. */
  readonly kind: 'missing' | 'extra' | 'order';
  readonly line: string;
}

/** Sections whose lines are tried from the top. */
const isOrdered = (section: string): boolean => /^(?:iptables|rules)/.test(section);

const without = (lines: readonly string[], others: readonly string[]): readonly string[] => {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
};

/** Rules of iptables are ordered within their chain only. */
const groupOf = (line: string): string => /^\S+ -A \S+/.exec(line)?.[0] ?? '';

const outOfOrder = (section: string, first: readonly string[], second: readonly string[]) => {
  if (!isOrdered(section)) return [];
  const byGroup = (lines: readonly string[]): ReadonlyMap<string, readonly string[]> =>
    Map.groupBy(lines, groupOf);
  const theirs = byGroup(second);
  return [...byGroup(first)].flatMap(([group, lines]) => {
    const others = theirs.get(group) ?? [];
    const common = lines.filter((line) => others.includes(line));
    const same = others.filter((line) => lines.includes(line));
    return common.filter((line, at) => same[at] !== line);
  });
};

export const compareStates = (first: NodeState, second: NodeState): readonly Difference[] => {
  const sections = [...new Set([...first.keys(), ...second.keys()])];
  return sections.flatMap((section) => {
    const ours = first.get(section) ?? [];
    const theirs = second.get(section) ?? [];
    const as =
      (kind: Difference['kind']) =>
      (line: string): Difference => ({ section, kind, line });
    return [
      ...without(ours, theirs).map(as('missing')),
      ...without(theirs, ours).map(as('extra')),
      ...outOfOrder(section, ours, theirs).map(as('order')),
    ];
  });
};

const ENTITY = /\{[a-z-]+:([^}]+)\}/g;

/** Names of the cloud's objects that a line is about, parts of `qr/netA` apart. */
export const entitiesOf = (line: string): readonly string[] => [
  ...new Set([...line.matchAll(ENTITY)].flatMap((match) => (match[1] ?? '').split('/'))),
];

/** Only the lines about these objects, or about none. */
export const restrict = (state: NodeState, names: ReadonlySet<string>): NodeState => {
  const known = (text: string): boolean => entitiesOf(text).every((name) => names.has(name));
  return new Map(
    [...state]
      .filter(([section]) => known(section))
      .map(([section, lines]) => [section, lines.filter(known)]),
  );
};

export const printDifferences = (differences: readonly Difference[]): string =>
  differences
    .map(({ section, kind, line }) => {
      const sign = kind === 'missing' ? '-' : kind === 'extra' ? '+' : '~';
      return `${sign} ${section}: ${line}`;
    })
    .join('\n');
