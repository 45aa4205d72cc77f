// Exit codes of the command line: what a script needs to know without reading the report.

import type { Verdict } from '../report/verdict.ts';

export const EXIT = {
  /** Delivered, or the command did what it was asked. */
  ok: 0,
  /** A fault was found. */
  fault: 1,
  /** Nothing can be said. */
  inconclusive: 2,
  /** The command line is wrong, or something that is needed is missing. */
  trouble: 3,
  /** Ctrl-C, as shells count it. */
  interrupted: 130,
} as const;

/** The exit code of a verdict. */
export const exitCodeOf = ({ status }: Verdict): number => {
  if (status === 'DELIVERED') return EXIT.ok;
  return status === 'INCONCLUSIVE' ? EXIT.inconclusive : EXIT.fault;
};
