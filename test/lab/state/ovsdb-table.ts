// Tables as `ovs-vsctl --format=json list TABLE` prints them, cells turned into plain values:
// ["set",[]] is '', ["set",[a,b]] is 'a,b', ["map",[[k,v]]] is an object. Pure.

import { z } from 'zod';

const tableSchema = z.object({ headings: z.array(z.string()), data: z.array(z.array(z.json())) });

export type Cell = string | Readonly<Record<string, string>>;
export type Row = Readonly<Record<string, Cell>>;

const atom = (value: unknown): string => (Array.isArray(value) ? String(value[1]) : String(value));

const cell = (value: unknown): Cell => {
  if (!Array.isArray(value)) return atom(value);
  const [kind, items] = value as [string, unknown];
  if (kind === 'set') return (items as unknown[]).map(atom).join(',');
  if (kind === 'map')
    return Object.fromEntries((items as [unknown, unknown][]).map(([k, v]) => [atom(k), atom(v)]));
  return atom(value);
};

export const parseTable = (text: string): readonly Row[] => {
  if (text.trim() === '') return [];
  const { headings, data } = tableSchema.parse(JSON.parse(text));
  return data.map((row) =>
    Object.fromEntries(headings.map((heading, at) => [heading, cell(row[at])])),
  );
};

export const textCell = (row: Row, column: string): string => {
  const value = row[column];
  return typeof value === 'string' ? value : '';
};

export const mapCell = (row: Row, column: string): Readonly<Record<string, string>> => {
  const value = row[column];
  return typeof value === 'object' ? value : {};
};
