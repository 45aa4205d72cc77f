// Edits of recorded answers that make faults: JSON lists of `ip -j`, lines of text, rows of OVSDB.

import { type Edit } from './case-builder.ts';

export type Entry = Readonly<Record<string, unknown>>;

type Place = Omit<Edit, 'reader' | 'text'>;

/** Changes the list that `ip -j` printed. */
export const entries = (reader: string, place: Place, change: (all: Entry[]) => Entry[]): Edit => ({
  reader,
  ...place,
  text: (text) => JSON.stringify(change(JSON.parse(text) as Entry[])),
});

/** Keeps some lines. */
export const keepLines = (reader: string, place: Place, keep: (line: string) => boolean): Edit => ({
  reader,
  ...place,
  text: (text) => text.split('\n').filter(keep).join('\n'),
});

/** Changes words. */
export const replaced = (
  reader: string,
  place: Place,
  from: string | RegExp,
  to: string,
): Edit => ({ reader, ...place, text: (text) => text.replaceAll(from, to) });

/** Answers something else. */
export const answers = (reader: string, place: Place, text: string): Edit => ({
  reader,
  ...place,
  text: () => text,
});

/** Never answered. */
export const unread = (reader: string, place: Place = {}): Edit => ({
  reader,
  ...place,
  text: null,
});

interface Table {
  readonly headings: readonly string[];
  readonly data: readonly (readonly unknown[])[];
}

/** Columns of the named row of an OVSDB table; null takes the row away. */
export const row = (
  table: 'Port' | 'Interface',
  node: string,
  name: string,
  change: Entry | null,
): Edit => ({
  reader: 'ovsdb',
  node,
  selector: `table=${table}`,
  text: (text) => {
    const { headings, data } = JSON.parse(text) as Table;
    const at = headings.indexOf('name');
    const rows = data.flatMap((cells) => {
      if (cells[at] !== name) return [cells];
      if (change === null) return [];
      return [cells.map((value, index) => change[headings[index] ?? ''] ?? value)];
    });
    return JSON.stringify({ headings, data: rows });
  },
});

/** A rule put on top of the first rules of a chain, with its counters before and after. */
export const insertedRule = (
  place: Place & { readonly table: string },
  chain: string,
  rule: string,
  counts: { readonly before: number; readonly after: number },
): Edit[] =>
  (['before', 'after'] as const).map((phase) => ({
    reader: 'iptables',
    ...place,
    selector: `table=${place.table}`,
    phase,
    text: (text: string) => {
      const line = `[${counts[phase]}:${counts[phase] * 60}] -A ${chain} ${rule}\n`;
      const first = text.search(/^\[\d+:\d+\] -A /m);
      return first < 0
        ? `*${place.table}\n:${chain} ACCEPT [0:0]\n${line}COMMIT\n`
        : text.slice(0, first) + line + text.slice(first);
    },
  }));
