// `/proc/net/softnet_stat` (one line of hexadecimal numbers per processor: processed, dropped,
// squeezed, ...) and `/proc/net/stat/arp_cache` with the table's limit behind it.

import { excerpt, linesOf, type Parsed } from '../parsed.ts';

export interface Softnet {
  readonly processed: number;
  /** Packets thrown away because a processor's backlog was full. */
  readonly dropped: number;
  /** Times a processor had to stop with work left. */
  readonly squeezed: number;
}

const hexColumns = (line: string): number[] | null => {
  const cells = line.trim().split(/\s+/);
  return cells.every((cell) => /^[0-9a-f]{1,16}$/i.test(cell))
    ? cells.map((cell) => Number.parseInt(cell, 16))
    : null;
};

/** Sums over all processors. */
export const parseSoftnet = (input: string): Parsed<Softnet> => {
  let [processed, dropped, squeezed] = [0, 0, 0];
  const unknown: string[] = [];
  for (const line of linesOf(input)) {
    const columns = hexColumns(line);
    if (columns === null || columns.length < 3) {
      unknown.push(excerpt(line));
      continue;
    }
    processed += columns[0] ?? 0;
    dropped += columns[1] ?? 0;
    squeezed += columns[2] ?? 0;
  }
  return { value: { processed, dropped, squeezed }, errors: [], unknown };
};

export interface NeighbourStats {
  /** Entries of the kernel's one table, all namespaces together. */
  readonly entries: number;
  /** gc_thresh3; 0 when not printed. */
  readonly limit: number;
  /** Times an entry was refused because the table was full. */
  readonly tableFulls: number;
}

const LIMIT = /^net\.ipv4\.neigh\.default\.gc_thresh3 = (\d+)$/;

/** The same `entries` on every line; counters are per processor and summed. */
export const parseNeighbourStats = (input: string): Parsed<NeighbourStats> => {
  let [entries, limit, tableFulls] = [0, 0, 0];
  const unknown: string[] = [];
  let names: string[] = [];
  for (const line of linesOf(input)) {
    const known = LIMIT.exec(line.trim());
    const columns = hexColumns(line);
    if (known !== null) limit = Number(known[1]);
    else if (line.startsWith('entries ')) names = line.trim().split(/\s+/);
    else if (columns === null || names.length === 0) unknown.push(excerpt(line));
    else {
      entries = columns[names.indexOf('entries')] ?? entries;
      tableFulls += columns[names.indexOf('table_fulls')] ?? 0;
    }
  }
  return { value: { entries, limit, tableFulls }, errors: [], unknown };
};
