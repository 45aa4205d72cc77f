// Whether counters that are read again later may turn a likely cause into a confirmed one. Pure.

import type { CauseFinding } from './cause.ts';
import { CAUSES } from './registry.ts';

/** Only when the cause that is named first is one that counters of flows confirm. */
export const waitsForCounters = (best: CauseFinding | null): boolean =>
  best !== null &&
  best.confidence !== 'confirmed' &&
  CAUSES.some(({ code, counted }) => code === best.code && counted === true);
