// Counters of connection tracking, summed over all processors: `conntrack -S` (one line each,
// `cpu=0  found=0 invalid=2 insert=0 ...`), or /proc/net/stat/nf_conntrack (a line of names, then
// hexadecimal columns; the first, `entries`, is the namespace's and the same on every line).

import { excerpt, linesOf, type Parsed } from '../parsed.ts';

const readColumns = (lines: readonly string[]): Parsed<ReadonlyMap<string, number>> => {
  const value = new Map<string, number>();
  const unknown: string[] = [];
  const [head = '', ...rows] = lines;
  const names = head.trim().split(/\s+/);
  for (const row of rows) {
    const cells = row.trim().split(/\s+/);
    if (cells.length !== names.length || !cells.every((cell) => /^[0-9a-f]+$/i.test(cell)))
      unknown.push(excerpt(row));
    else
      for (const [index, name] of names.entries()) {
        const count = Number.parseInt(cells[index] ?? '0', 16);
        value.set(name, name === 'entries' ? count : (value.get(name) ?? 0) + count);
      }
  }
  return { value, errors: [], unknown };
};

/** found, invalid, insert, insert_failed, drop, early_drop, ... by the kernel's names. */
export const parseConntrackStats = (input: string): Parsed<ReadonlyMap<string, number>> => {
  const lines = linesOf(input);
  if (/^\s*entries\s/.test(lines[0] ?? '')) return readColumns(lines);
  const value = new Map<string, number>();
  const unknown: string[] = [];
  const errors: string[] = [];
  for (const line of lines) {
    const pairs = [...line.matchAll(/([a-z_]+)=(\d+)/g)];
    if (!/^\s*cpu=/.test(line))
      (line.startsWith('conntrack v') ? errors : unknown).push(excerpt(line));
    else
      for (const [, key = '', count] of pairs)
        if (key !== 'cpu') value.set(key, (value.get(key) ?? 0) + Number(count));
  }
  return { value, errors, unknown };
};
