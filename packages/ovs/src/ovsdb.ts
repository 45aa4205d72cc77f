// An OVSDB client that only reads (RFC 7047): databases, and rows of tables with conditions. All
// selects of one call are one transaction, so they show one state.

import { OvsError } from './errors.ts';
import { connectRpc } from './json-rpc.ts';
import type { RpcOptions } from './json-rpc.ts';
import type { OvsdbRow, OvsdbValue } from './values.ts';

export type OvsdbCondition = readonly [
  column: string,
  comparison: '==' | '!=' | '<' | '<=' | '>' | '>=' | 'includes' | 'excludes',
  value: OvsdbValue,
];

export interface OvsdbSelect {
  readonly table: string;
  /** All must hold; none = every row. */
  readonly where?: readonly OvsdbCondition[];
  /** Without it, all columns. */
  readonly columns?: readonly string[];
}

export interface OvsdbClient {
  readonly databases: () => Promise<readonly string[]>;
  /** One list of rows per select. Rejects with OvsError REFUSED when the server says no to one. */
  readonly select: (selects: readonly OvsdbSelect[]) => Promise<readonly (readonly OvsdbRow[])[]>;
  /** The server's own answer to the same, untouched. */
  readonly selectRaw: (selects: readonly OvsdbSelect[]) => Promise<unknown>;
  readonly close: () => void;
}

export interface OvsdbOptions extends RpcOptions {
  /** Open_vSwitch unless said otherwise. */
  readonly database?: string;
}

const rowsOf = (result: unknown, table: string): readonly OvsdbRow[] => {
  const { rows, error, details } = (result ?? {}) as Record<string, unknown>;
  if (typeof error === 'string')
    throw new OvsError('REFUSED', `${table}: ${error}${details ? `: ${String(details)}` : ''}`);
  if (!Array.isArray(rows)) throw new OvsError('INVALID', `${table}: an answer without rows`);
  return rows as OvsdbRow[];
};

/** Connects to db.sock. Rejects with OvsError UNREACHABLE or TIMED_OUT. */
export const connectOvsdb = async (options: OvsdbOptions): Promise<OvsdbClient> => {
  const rpc = await connectRpc(options);
  const database = options.database ?? 'Open_vSwitch';

  const selectRaw = (selects: readonly OvsdbSelect[]): Promise<unknown> => {
    const operations = selects.map(({ table, where = [], columns }) => ({
      op: 'select',
      table,
      where,
      ...(columns === undefined ? {} : { columns }),
    }));
    return rpc.request('transact', [database, ...operations]);
  };

  return {
    databases: async () => {
      const names = await rpc.request('list_dbs', []);
      if (!Array.isArray(names)) throw new OvsError('INVALID', 'list_dbs answers no list');
      return names.map(String);
    },
    selectRaw,
    select: async (selects) => {
      const results = await selectRaw(selects);
      if (!Array.isArray(results)) throw new OvsError('INVALID', 'transact answers no list');
      return selects.map(({ table }, index) => rowsOf(results[index], table));
    },
    close: () => rpc.close(),
  };
};
