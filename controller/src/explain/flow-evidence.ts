// Flows of one bridge, put together from several narrow reads, with the knowledge of which tables
// were read whole. Only in a whole table does a miss mean anything.

import { type FlowEntry } from '@hopscope/nodestate';
import { type EvidenceRecord } from '../run/recording.ts';
import { type Reading } from './readings.ts';
import { type FlowTables } from './walk/openflow.ts';

export interface ReadFlows extends FlowTables {
  /** True when a read with exactly this match of this table was made: its absence is absence. */
  readonly asked: (table: number, match: string) => boolean;
  readonly phase: string;
}

const selector = (record: EvidenceRecord, key: string): string | null =>
  record.selectors.find((one) => one.startsWith(`${key}=`))?.slice(key.length + 1) ?? null;

/** null when nothing of this bridge was read. */
export const flowTablesOf = (
  bridge: string,
  ports: ReadonlyMap<string, number>,
  records: readonly EvidenceRecord[],
  read: (record: EvidenceRecord) => Reading<FlowEntry[]> | null,
): ReadFlows | null => {
  const flows = new Map<string, FlowEntry>();
  const whole = new Set<string>();
  const asked = new Set<string>();
  let any = false;
  for (const record of records) {
    const reading = read(record);
    if (reading === null || reading.errors.length > 0) continue;
    any = true;
    const table = selector(record, 'table') ?? 'all';
    const match = selector(record, 'match');
    if (match === null) whole.add(table);
    else asked.add(`${table} ${match}`);
    for (const flow of reading.value) {
      const key = `${flow.table} ${flow.text}`;
      if (!flows.has(key)) flows.set(key, flow);
    }
  }
  if (!any) return null;
  const isWhole = (table: number): boolean => whole.has('all') || whole.has(String(table));
  return {
    bridge,
    ports,
    flows: [...flows.values()],
    isWhole,
    asked: (table, match) =>
      isWhole(table) || asked.has(`${table} ${match}`) || asked.has(`all ${match}`),
    phase: records[0]?.phase ?? '',
  };
};
