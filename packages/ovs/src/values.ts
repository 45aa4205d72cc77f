// OVSDB values in JSON (RFC 7047 5.1): an atom stands for itself, sets and maps are tagged, and a
// set of exactly one element is written as that element. Pure.

export type OvsdbAtom = string | number | boolean | readonly ['uuid' | 'named-uuid', string];
export type OvsdbSet = readonly ['set', readonly OvsdbAtom[]];
export type OvsdbMap = readonly ['map', readonly (readonly [OvsdbAtom, OvsdbAtom])[]];
export type OvsdbValue = OvsdbAtom | OvsdbSet | OvsdbMap;

export type OvsdbRow = Readonly<Record<string, OvsdbValue>>;

const isSet = (value: OvsdbValue): value is OvsdbSet => Array.isArray(value) && value[0] === 'set';

const isMap = (value: OvsdbValue): value is OvsdbMap => Array.isArray(value) && value[0] === 'map';

/** The elements of a set; an atom is a set of one, an absent column an empty one. */
export const atomsOf = (value: OvsdbValue | undefined): readonly OvsdbAtom[] => {
  if (value === undefined || isMap(value)) return [];
  return isSet(value) ? value[1] : [value];
};

/** A map of strings; anything else is an empty one. */
export const mapOf = (value: OvsdbValue | undefined): ReadonlyMap<string, string> => {
  if (value === undefined || !isMap(value)) return new Map();
  return new Map(value[1].map(([key, entry]) => [String(key), String(entry)]));
};

/** The text of a string column, '' when it is none or not set. */
export const stringOf = (value: OvsdbValue | undefined): string => {
  const [atom] = atomsOf(value);
  return typeof atom === 'string' ? atom : '';
};

/** The number of an integer column, or null when not set. */
export const numberOf = (value: OvsdbValue | undefined): number | null => {
  const [atom] = atomsOf(value);
  return typeof atom === 'number' ? atom : null;
};

/** The UUIDs that a column refers to. */
export const uuidsOf = (value: OvsdbValue | undefined): readonly string[] =>
  atomsOf(value).flatMap((atom) => (typeof atom === 'object' ? [atom[1]] : []));
