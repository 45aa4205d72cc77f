// Rows of an OVSDB table, from `ovs-vsctl --format=json list TABLE` ({headings, data}) or from the
// JSON-RPC answer of a select ({result: [{rows}]}, [{rows}] or {rows}).

import { excerpt, isJson, type Json, list, type Parsed, parseJson } from '../parsed.ts';
import { decodeOvsdb, type OvsdbRow, type OvsdbValue } from './value.ts';

interface Draft {
  readonly value: OvsdbRow[];
  readonly errors: string[];
  readonly unknown: string[];
}

const addRow = (columns: Iterable<readonly [string, unknown]>, into: Draft): void => {
  const row = new Map<string, OvsdbValue>();
  for (const [column, raw] of columns) {
    const value = decodeOvsdb(raw);
    if (value === null) into.unknown.push(excerpt(`${column}: ${JSON.stringify(raw)}`));
    else row.set(column, value);
  }
  into.value.push(row);
};

const readTable = (document: Json, into: Draft): boolean => {
  const { headings, data } = document;
  if (!Array.isArray(headings) || !Array.isArray(data)) return false;
  for (const cells of data)
    addRow(
      headings.map((heading, at): [string, unknown] => [String(heading), list(cells)[at]]),
      into,
    );
  return true;
};

const readRows = (document: Json, into: Draft): boolean => {
  if (!Array.isArray(document['rows'])) return false;
  for (const row of document['rows'])
    if (isJson(row)) addRow(Object.entries(row), into);
    else into.unknown.push(excerpt(row));
  return true;
};

const readDocument = (document: unknown, into: Draft): void => {
  if (Array.isArray(document)) {
    for (const one of document) if (one !== null) readDocument(one, into);
    return;
  }
  if (isJson(document)) {
    if (readTable(document, into) || readRows(document, into)) return;
    if (Array.isArray(document['result'])) {
      readDocument(document['result'], into);
      return;
    }
    if (typeof document['error'] === 'string') {
      into.errors.push(excerpt(document));
      return;
    }
    if (isJson(document['error'])) {
      into.errors.push(excerpt(document['error']));
      return;
    }
  }
  into.unknown.push(excerpt(document));
};

export const parseOvsdbRows = (input: string): Parsed<OvsdbRow[]> => {
  const into: Draft = { value: [], errors: [], unknown: [] };
  const document = parseJson(input);
  if (document !== undefined) readDocument(document, into);
  else if (/^(?:ovs-vsctl|ovsdb-client|ovsdb-server)/.test(input)) into.errors.push(excerpt(input));
  else if (input.trim() !== '') into.unknown.push(excerpt(input));
  return into;
};
