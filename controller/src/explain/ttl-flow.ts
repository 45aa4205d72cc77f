// A flow of Open vSwitch that sets the time to live of a packet, by vswitchd's own trace of it
// through the switches before the router that ended it.

import { type TraceStep } from '@hopscope/nodestate';
import { type CaseFile } from './case-file.ts';
import { type SwitchEntry, switchEntry } from './switch-entry.ts';
import { switchedBefore } from './time-exceeded.ts';

const SETS = /^(?:set_field:(\d+)(?:\/\S+)?->(?:nw|ip)_ttl|mod_nw_ttl:(\d+))$/;

export interface TtlFlow {
  readonly entry: SwitchEntry;
  readonly step: TraceStep;
  readonly ttl: number;
}

/** What the next router takes as its end. */
const ENDS_AT = 1;

const ttlOf = ({ lines }: TraceStep): number | null => {
  for (const line of lines) {
    const [, field, word] = SETS.exec(line) ?? [];
    const text = field ?? word;
    if (text !== undefined) return Number(text);
  }
  return null;
};

/** The last flow before the router that let it end; null when none did, or nothing was traced. */
export const ttlFlow = (file: CaseFile): TtlFlow | null => {
  for (const before of switchedBefore(file).toReversed()) {
    const entry = switchEntry(before);
    const trace = entry === null ? null : file.trace(entry.node, entry.port);
    for (const step of trace?.steps.toReversed() ?? []) {
      const ttl = ttlOf(step);
      if (entry !== null && ttl !== null) return ttl <= ENDS_AT ? { entry, step, ttl } : null;
    }
  }
  return null;
};
