// Colour, when the output is a terminal. It never carries a meaning of its own: every coloured word
// says the same without its colour.

import { styleText } from 'node:util';
import type { Verdict } from './verdict.ts';

export interface Paint {
  readonly status: (status: Verdict['status'], text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
}

const same = (text: string): string => text;

const PLAIN: Paint = {
  status: (_status, text) => text,
  good: same,
  bad: same,
  strong: same,
  dim: same,
};

type Format = Parameters<typeof styleText>[0];
const styled =
  (format: Format) =>
  (text: string): string =>
    styleText(format, text, { validateStream: false });

const statusFormat = (status: Verdict['status']): Format => {
  if (status === 'DELIVERED') return ['bold', 'green'];
  return status === 'INCONCLUSIVE' ? ['bold', 'yellow'] : ['bold', 'red'];
};

/** Painters for a terminal (`color`) or for anything else. */
export const paintFor = (color: boolean): Paint =>
  color
    ? {
        status: (status, text) => styled(statusFormat(status))(text),
        good: styled('green'),
        bad: styled(['bold', 'red']),
        strong: styled('bold'),
        dim: styled('dim'),
      }
    : PLAIN;
