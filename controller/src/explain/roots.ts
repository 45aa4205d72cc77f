// A cause that brings others about is the answer, they are its consequences: a router that is
// switched off has no namespace. Which explains which is said in the cause files. Pure.
//
// What was proven of the consequence is proven of the cause: the packet was followed to the very
// thing that the cause takes away. A cause that is merely possible explains nothing.

import type { Cause, CauseFinding, Confidence } from './cause.ts';
import { CAUSES, FALLBACKS } from './registry.ts';

const ALL: readonly Cause[] = [...CAUSES, ...FALLBACKS];

const RANK: Readonly<Record<Confidence, number>> = { confirmed: 0, likely: 1, possible: 2 };

/** Everything that a cause brings about, at any remove. */
export const consequencesOf = (
  code: string,
  causes: readonly Cause[] = ALL,
): ReadonlySet<string> => {
  const found = new Set<string>();
  const follow = (one: string): void => {
    for (const next of causes.find((cause) => cause.code === one)?.explains ?? [])
      if (!found.has(next)) {
        found.add(next);
        follow(next);
      }
  };
  follow(code);
  return found;
};

/** The most certain first; else the order is kept. */
export const ranked = (found: readonly CauseFinding[]): CauseFinding[] =>
  found.toSorted((a, b) => RANK[a.confidence] - RANK[b.confidence]);

/** The cause with the proof of what it brought about, if it has not got that yet. */
const joined = (root: CauseFinding, consequences: readonly CauseFinding[]): CauseFinding => {
  const [best] = ranked(consequences.filter(({ follows }) => follows !== root.code));
  if (best === undefined) return root;
  const isSurer = RANK[best.confidence] < RANK[root.confidence];
  return {
    ...root,
    confidence: isSurer ? best.confidence : root.confidence,
    evidence: [...root.evidence, ...best.evidence],
  };
};

/**
 * The findings, each root as sure as what follows from it and before it; what follows says so. In
 * one confidence the order is kept but for that.
 */
export const rootsFirst = (
  found: readonly CauseFinding[],
  causes: readonly Cause[] = ALL,
): CauseFinding[] => {
  const roots = found.filter(({ confidence }) => confidence !== 'possible');
  const reach = new Map(roots.map(({ code }) => [code, consequencesOf(code, causes)]));
  const brings = (root: CauseFinding, other: CauseFinding): boolean =>
    root.code !== other.code && reach.get(root.code)?.has(other.code) === true;
  const firsts: CauseFinding[] = [];
  const others: CauseFinding[] = [];
  for (const one of found) {
    const strong = joined(
      one,
      found.filter((other) => brings(one, other)),
    );
    const root = roots.find((each) => brings(each, one));
    if (root === undefined) firsts.push(strong);
    else others.push({ ...strong, follows: root.code });
  }
  return ranked([...firsts, ...others]);
};
