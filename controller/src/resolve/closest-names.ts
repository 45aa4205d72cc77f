// Names like the one that was asked for, for a message that says what may have been meant.

import { RESOLVE_LIMITS } from './limits.ts';

/** Edits (insert, delete, replace, swap of neighbours) that turn one text into the other. */
export const editDistance = (from: string, to: string): number => {
  let before: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwap =
        row > 1 &&
        column > 1 &&
        from[row - 1] === to[column - 2] &&
        from[row - 2] === to[column - 1];
      if (isSwap) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return previous[to.length] ?? 0;
};

/** Up to three names near `text`, nearest first; case does not count, a common start does. */
export const closestNames = (text: string, names: readonly string[]): string[] => {
  const wanted = text.toLowerCase();
  const far = Math.max(2, Math.floor(wanted.length / 3));
  return [...new Set(names)]
    .map((name) => {
      const lower = name.toLowerCase();
      const isPart = wanted.length >= 3 && (lower.startsWith(wanted) || wanted.startsWith(lower));
      return { name, distance: isPart ? 1 : editDistance(wanted, lower) };
    })
    .filter(({ distance }) => distance <= far)
    .toSorted((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, RESOLVE_LIMITS.suggestionsMax)
    .map(({ name }) => name);
};
