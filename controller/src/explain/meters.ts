// Meters that vswitchd's trace of the lost packet passes, and what each counted and allows.

import { type MeterLimit, type OfprotoTrace, type TraceStep } from '@hopscope/nodestate';
import { type CaseFile } from './case-file.ts';

/** Counter of all meters of a node together (dpif-netdev); a kernel datapath has none. */
export const METER_DROPS = 'datapath_drop_meter';

/** Tables of br-int for the limits of a port's policies (packets, bits a second): QOS_DROP. */
export const LIMIT_TABLES: readonly number[] = [58, 59];

export interface PassedMeter {
  readonly id: number;
  readonly step: TraceStep;
  /** Packets above its rate since it was made; null = not read. */
  readonly dropped: number | null;
  /** `10 packets/s`; '' = not read. */
  readonly allows: string;
}

const METER = /^meter:(\d+)$/;

const said = (limit: MeterLimit | undefined): string => {
  const rates = limit?.bands.filter(({ type }) => type === 'drop').map(({ rate }) => rate) ?? [];
  if (limit === undefined || rates.length === 0) return '';
  return `${Math.min(...rates)} ${limit.unit === 'packets' ? 'packets/s' : 'kbit/s'}`;
};

export const passedMeters = (
  file: CaseFile,
  node: string,
  { steps }: OfprotoTrace,
): PassedMeter[] =>
  steps.flatMap((step) =>
    step.lines.flatMap((line) => {
      const id = Number(METER.exec(line)?.[1] ?? Number.NaN);
      if (Number.isNaN(id)) return [];
      const counts = file.meterCounts(node, step.bridge)?.find((one) => one.id === id);
      const limit = file.meterLimits(node, step.bridge)?.find((one) => one.id === id);
      const dropped = counts?.bands.reduce((sum, one) => sum + one, 0) ?? null;
      return [{ id, step, dropped, allows: said(limit) }];
    }),
  );
