// `conntrack -S`: one line per processor, `cpu=0  found=0 invalid=2 insert=0 ...`.

import { excerpt, linesOf, type Parsed } from '../parsed.ts';

/** Sums over all processors: found, invalid, insert, insert_failed, drop, early_drop, ... */
export const parseConntrackStats = (input: string): Parsed<ReadonlyMap<string, number>> => {
  const value = new Map<string, number>();
  const unknown: string[] = [];
  const errors: string[] = [];
  for (const line of linesOf(input)) {
    const pairs = [...line.matchAll(/([a-z_]+)=(\d+)/g)];
    if (!/^\s*cpu=/.test(line))
      (line.startsWith('conntrack v') ? errors : unknown).push(excerpt(line));
    else
      for (const [, key = '', count] of pairs)
        if (key !== 'cpu') value.set(key, (value.get(key) ?? 0) + Number(count));
  }
  return { value, errors, unknown };
};
