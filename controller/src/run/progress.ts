// What a run says while it works: one line for each step, for a terminal, a log or a web page.

export type RunStage = 'clock' | 'arm' | 'listen' | 'inject' | 'wait' | 'release' | 'collect';

export interface ProgressEvent {
  readonly stage: RunStage;
  /** begin: this is being done. end: this is what came of it. note: something worth knowing. */
  readonly state: 'begin' | 'end' | 'note';
  /** For a person: `armed 11/11 points on 2 nodes`. */
  readonly text: string;
}

export type Progress = (event: ProgressEvent) => void;

/** Runs one stage between its two lines and keeps how long it took, milliseconds. */
export const timed = async <T>(
  timings: Record<string, number>,
  stage: RunStage,
  work: () => Promise<T>,
): Promise<T> => {
  const startedMs = performance.now();
  try {
    return await work();
  } finally {
    timings[stage] = Math.round((timings[stage] ?? 0) + performance.now() - startedMs);
  }
};
