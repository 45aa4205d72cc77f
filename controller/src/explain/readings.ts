// Evidence records as parsed state: the newest fitting record of a node, parsed once. What was not
// read, was cut or could not be parsed is null: a cause never takes silence for absence. A program
// that ran and failed is an answer: what it said (`failure`) is read as its errors.

import { type Parsed } from '@hopscope/nodestate';
import { type EvidenceRecord, type Recording } from '../run/recording.ts';

export type Phase = 'before' | 'after' | 'later';

/** One parsed record. */
export interface Reading<T> {
  readonly value: T;
  readonly errors: readonly string[];
  readonly unknown: readonly string[];
  readonly record: EvidenceRecord;
}

export interface Wanted {
  readonly node: string;
  readonly reader: string;
  readonly netns: string;
  /** All of these must be among the record's; others may be there too. */
  readonly selectors?: readonly string[];
  /** Newest first when not given. */
  readonly phase?: Phase;
}

const NEWEST: readonly Phase[] = ['later', 'after', 'before'];

export interface Readings {
  /** The newest record that fits, whole and without failure. */
  readonly find: (wanted: Wanted) => EvidenceRecord | null;
  readonly all: (wanted: Wanted) => readonly EvidenceRecord[];
  /** Parsed once per parser and record; `errors` holds what a failing program said. */
  readonly read: <T>(
    record: EvidenceRecord | null,
    parse: (text: string) => Parsed<T>,
  ) => Reading<T> | null;
}

const fits = (record: EvidenceRecord, wanted: Wanted, phase: Phase): boolean =>
  record.node === wanted.node &&
  record.reader === wanted.reader &&
  record.netns === wanted.netns &&
  record.phase === phase &&
  (record.failure === '' || record.rc > 0) &&
  !record.truncated &&
  (wanted.selectors ?? []).every((selector) => record.selectors.includes(selector));

/** Readings of a run, or of any other evidence. */
export const createReadings = (recording: Pick<Recording, 'evidence'>): Readings => {
  const parsed = new Map<EvidenceRecord, Map<unknown, unknown>>();
  const all = (wanted: Wanted): EvidenceRecord[] => {
    const phases = wanted.phase === undefined ? NEWEST : [wanted.phase];
    const found: EvidenceRecord[] = [];
    for (const phase of phases)
      for (const record of recording.evidence)
        if (fits(record, wanted, phase) && !found.some((other) => sameRead(other, record)))
          found.push(record);
    return found;
  };
  const read = <T>(
    record: EvidenceRecord | null,
    parse: (text: string) => Parsed<T>,
  ): Reading<T> | null => {
    if (record === null) return null;
    const ofRecord = parsed.get(record) ?? new Map<unknown, unknown>();
    parsed.set(record, ofRecord);
    if (!ofRecord.has(parse)) {
      const result = parse(record.text);
      const said = record.failure === '' ? [] : [record.failure];
      ofRecord.set(parse, { ...result, errors: [...result.errors, ...said], record });
    }
    return ofRecord.get(parse) as Reading<T> | null;
  };
  return { find: (wanted) => all(wanted)[0] ?? null, all, read };
};

/** The same question at another time: the newer answer replaces the older one. */
const sameRead = (one: EvidenceRecord, other: EvidenceRecord): boolean =>
  one.reader === other.reader &&
  one.netns === other.netns &&
  one.selectors.length === other.selectors.length &&
  one.selectors.every((selector) => other.selectors.includes(selector));
