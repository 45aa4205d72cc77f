// Progress on standard error: on a terminal the running step is one line that its result replaces,
// elsewhere every result is a plain line. Standard output belongs to the report alone.

import type { Steps } from '../pipeline.ts';
import { toAscii } from '../report/wrap.ts';

export interface StepsOutput {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Width of the terminal. */
  readonly columns: number;
}

const ERASE_LINE = '\r\u001b[2K';

export interface StepsPrinter {
  readonly steps: Steps;
  /** Removes a running line, so that what follows starts on a clean one. */
  readonly clear: () => void;
}

/** A printer of steps. */
export const printSteps = ({ write, isTerminal, columns }: StepsOutput): StepsPrinter => {
  let running = false;
  const clear = (): void => {
    if (running) write(ERASE_LINE);
    running = false;
  };
  const steps: Steps = ({ state, text }) => {
    const line = toAscii(text).replaceAll('\n', ' ');
    if (state === 'begin') {
      if (!isTerminal) return;
      clear();
      write(`  ... ${line}`.slice(0, Math.max(20, columns - 1)));
      running = true;
      return;
    }
    clear();
    write(`${state === 'note' ? '  ! ' : '  '}${line}\n`);
  };
  return { steps, clear };
};
