// Values of the OVSDB protocol (RFC 7047 section 5.1): ["set",[..]], ["map",[[k,v],..]],
// ["uuid","..."] and plain scalars. A set of one element is written as the element itself.

export type OvsdbScalar = string | number | boolean;
export type OvsdbValue = readonly OvsdbScalar[] | ReadonlyMap<string, OvsdbScalar>;

/** A row: every column is a set (of 0, 1 or more) or a map. */
export type OvsdbRow = ReadonlyMap<string, OvsdbValue>;

const scalar = (value: unknown): OvsdbScalar | null => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [tag, id]: readonly unknown[] = value;
  return (tag === 'uuid' || tag === 'named-uuid') && typeof id === 'string' ? id : null;
};

const pair = (value: unknown): [string, OvsdbScalar] | null => {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const key = scalar(value[0]);
  const item = scalar(value[1]);
  return key === null || item === null ? null : [String(key), item];
};

const isPresent = <T>(value: T | null): value is T => value !== null;

/** A value of the wire, or null when it is none. */
export const decodeOvsdb = (value: unknown): OvsdbValue | null => {
  const one = scalar(value);
  if (one !== null) return [one];
  if (!Array.isArray(value) || value.length !== 2 || !Array.isArray(value[1])) return null;
  const items: readonly unknown[] = value[1];
  if (value[0] === 'set') {
    const set = items.map(scalar);
    return set.every(isPresent) ? set : null;
  }
  if (value[0] !== 'map') return null;
  const pairs = items.map(pair);
  return pairs.every(isPresent) ? new Map(pairs) : null;
};

export const columnMap = (row: OvsdbRow, column: string): ReadonlyMap<string, OvsdbScalar> => {
  const value = row.get(column);
  return value instanceof Map ? value : new Map<string, OvsdbScalar>();
};

export const columnSet = (row: OvsdbRow, column: string): readonly OvsdbScalar[] => {
  const value = row.get(column);
  return Array.isArray(value) ? value : [];
};

export const columnText = (row: OvsdbRow, column: string): string => {
  const [first] = columnSet(row, column);
  return typeof first === 'string' ? first : '';
};

/** null for an empty set: a port without a tag. */
export const columnNumber = (row: OvsdbRow, column: string): number | null => {
  const [first] = columnSet(row, column);
  return typeof first === 'number' ? first : null;
};
