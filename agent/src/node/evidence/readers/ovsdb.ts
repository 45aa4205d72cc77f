// Rows of one OVSDB table, narrowed by one column: `column=name equals=br-int`, or by one key of
// a map column: `column=external_ids key=iface-id equals=UUID`.

import type { OvsdbCondition } from '@hopscope/ovs';
import { HopscopeError } from '@hopscope/proto';

import type { Reader } from '../reader.ts';
import { one, required } from '../selectors.ts';
import type { Selectors } from '../selectors.ts';

const conditions = (selectors: Selectors): readonly OvsdbCondition[] => {
  const column = one(selectors, 'column');
  const equals = one(selectors, 'equals');
  const key = one(selectors, 'key');
  if (column === undefined && equals === undefined && key === undefined) return [];
  if (column === undefined || equals === undefined)
    throw new HopscopeError('READER_UNKNOWN', 'reader ovsdb: column and equals belong together');
  if (key !== undefined) return [[column, 'includes', ['map', [[key, equals]]]]];
  const isInteger = /^-?\d{1,15}$/.test(equals);
  return [[column, 'includes', isInteger ? Number(equals) : equals]];
};

export const ovsdb: Reader = (selectors, context) => {
  const table = required('ovsdb', selectors, 'table');
  const where = conditions(selectors);
  const transaction = JSON.stringify(['Open_vSwitch', { op: 'select', table, where }]);
  return {
    kind: 'question',
    argv: ['ovsdb-client', 'transact', transaction],
    ask: () => context.ovs.selectText({ table, where }),
  };
};
