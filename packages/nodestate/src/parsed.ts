// What every parser of this package gives back, and the small tools they share. A parser never
// throws: what it understood is `value`, what it did not is `unknown`, word for word.

/** The result of one parser. */
export interface Parsed<T> {
  readonly value: T;
  /** What the program itself reported: error lines of ip, ovs-ofctl, conntrack. */
  readonly errors: readonly string[];
  /** Lines (or pieces of JSON) that were not understood. */
  readonly unknown: readonly string[];
}

/** An object of unknown shape, as JSON.parse gives it. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const number = (value: unknown, otherwise = 0): number => {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value)) return Number(value);
  return otherwise;
};

/** A word or a number as it is written; '' for anything else. An object may be no text at all. */
export const word = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const texts = (value: unknown): string[] =>
  list(value).filter((one): one is string => typeof one === 'string');

/** Non-empty lines without their ends. */
export const linesOf = (input: string): string[] =>
  input.split(/\r?\n/).filter((line) => line.trim() !== '');

/** A short form for `unknown`: nobody reads a megabyte. */
export const excerpt = (value: unknown): string => {
  const whole = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return whole.length > 200 ? `${whole.slice(0, 200)}...` : whole;
};

/** JSON.parse that answers undefined instead of throwing. */
export const parseJson = (input: string): unknown => {
  try {
    return JSON.parse(input);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
