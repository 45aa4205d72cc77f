// Is a verdict what the catalogue expects of the fault; is that of a healthy server clean? Pure.

import type { Verdict } from '../../../controller/src/report/verdict.ts';
import type { Expected, Fault } from '../../lab/faults/fault.ts';

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

/** Codes that the checks of the state suggest. */
const checked = ({ checks }: Verdict): readonly string[] =>
  (checks ?? []).flatMap(({ bad }) => bad.map((row) => row['cause'] ?? ''));

const confidenceOf = (verdict: Verdict, fault: Fault, { cause }: Expected): string | null => {
  // Nothing is lost: the state alone shows it, as `hopscope check` does.
  if (fault.mode === 'check') return checked(verdict).includes(cause) ? 'check' : null;
  const [first] = verdict.causes;
  return first?.code === cause ? first.confidence : null;
};

export const judge = (verdict: Verdict, fault: Fault, expected: Expected): Judgement => {
  const confidence = confidenceOf(verdict, fault, expected);
  const isOwned = fault.mode === 'check' || verdict.causes[0]?.owner === expected.owner;
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

/** Why a control is a false alarm; null = it is none. */
export const falseAlarm = (verdict: Verdict): string | null => {
  const sure = verdict.causes.some(({ confidence }) => confidence === 'confirmed');
  return verdict.status === 'DELIVERED' && !sure ? null : brief(verdict);
};
