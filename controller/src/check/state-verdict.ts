// What checks add to a verdict: their own results, and the comparison with siblings. Pure.

import type { CauseFinding } from '../explain/cause.ts';
import type { Verdict } from '../report/verdict.ts';
import type { Recording } from '../run/recording.ts';
import type { CheckResult } from './check.ts';
import { compareSiblings } from './comparison.ts';

/** The additive fields of the verdict. `causes` are ranked. */
export const stateVerdict = (
  { path, siblings }: Recording,
  results: readonly CheckResult[],
  causes: readonly CauseFinding[],
): Required<Pick<Verdict, 'checks' | 'comparison'>> => {
  const compared = compareSiblings(path, results, siblings ?? [], causes[0] ?? null);
  return {
    checks: results.map(({ number, id, outcome, rows }) => ({
      number,
      id,
      outcome,
      bad: rows
        .filter((row) => row.outcome === 'bad')
        .map(({ outcome: _outcome, ...row }) => ({ ...row })),
    })),
    comparison:
      compared === null
        ? null
        : {
            ...compared,
            siblings: compared.siblings.map((one) => ({
              ...one,
              suspects: [...one.suspects],
              unknown: [...one.unknown],
            })),
          },
  };
};
