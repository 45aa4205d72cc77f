// Is a verdict what the catalogue expects of the fault; is that of a healthy server clean? Pure.

import type { Verdict } from '../../../controller/src/report/verdict.ts';
import type { Expected } from '../../lab/faults/fault.ts';

export interface Judgement {
  /** Status, segment and direction. */
  readonly segmentRight: boolean;
  /** The first cause and whose problem it is; for state that packets survive: named by a check. */
  readonly causeRight: boolean;
  readonly confidence: string;
  /** What the verdict said, in one line. */
  readonly said: string;
}

const brief = ({ status, segment, direction, causes, limits }: Verdict): string => {
  const named = causes.map((cause) => `${cause.code} (${cause.confidence})`).join(', ');
  const where = segment === null ? '-' : `${direction} ${segment.kind}`;
  return `${status} ${where}; ${named || 'no cause'}${limits.map((each) => `; ${each}`).join('')}`;
};

/**
 * `suspected`: what `hopscope check` says of the same server, when nothing is lost and the state
 * alone can show the fault; null when a trace must name it.
 */
export const judge = (
  verdict: Verdict,
  expected: Expected,
  suspected: readonly string[] | null,
): Judgement => {
  const [first] = verdict.causes;
  const named = first?.code === expected.cause ? first.confidence : null;
  const found = suspected?.includes(expected.cause) === true ? 'check' : null;
  const confidence = suspected === null ? named : found;
  const isOwned = suspected !== null || first?.owner === expected.owner;
  return {
    segmentRight:
      verdict.status === expected.status &&
      (verdict.segment?.kind ?? null) === expected.segment &&
      verdict.direction === expected.direction,
    causeRight: confidence !== null && isOwned,
    confidence: confidence ?? '-',
    said: brief(verdict),
  };
};

/** Is a cause named anywhere in the verdict, be it by a check? */
export const isListed = ({ causes, checks }: Verdict, cause: string): boolean =>
  causes.some(({ code }) => code === cause) ||
  (checks ?? []).some(({ bad }) => bad.some((row) => row['cause'] === cause));

/** Why a control is a false alarm; null = it is none. */
export const falseAlarm = (verdict: Verdict): string | null => {
  const sure = verdict.causes.some(({ confidence }) => confidence === 'confirmed');
  return verdict.status === 'DELIVERED' && !sure ? null : brief(verdict);
};
