// Selectors of evidence orders, `key=value`, and their strict validation: they end up in argv of
// root's programs and in requests to OVS. Pure. No value may begin with a dash, hold white space
// (but in an OVSDB value), or be a path.

import { HopscopeError, READERS } from '@hopscope/proto';
import type { ReaderName } from '@hopscope/proto';

const SELECTORS_MAX = 64;
const VALUE_BYTES_MAX = 512;

const isByte = (text: string): boolean => /^\d{1,3}$/.test(text) && Number(text) <= 255;

const isAddress = (text: string): boolean => {
  const parts = text.split('.');
  return parts.length === 4 && parts.every(isByte);
};

const isPrefix = (text: string): boolean => {
  const [address = '', length, ...rest] = text.split('/');
  if (rest.length > 0 || !isAddress(address)) return false;
  return length === undefined || (/^\d{1,2}$/.test(length) && Number(length) <= 32);
};

const isNumber =
  (min: number, max: number) =>
  (text: string): boolean =>
    /^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max;

const matches =
  (pattern: RegExp) =>
  (text: string): boolean =>
    pattern.test(text);

const isDevice = matches(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/);
const isWord = matches(/^[A-Za-z][A-Za-z0-9_]{0,63}$/);
/** Fields of an OpenFlow match: `in_port=tap1,icmp,nw_src=10.0.0.0/8,ct_state=+trk`. */
const FLOW_FIELD = String.raw`[a-z][a-z0-9_]*(?:\[[0-9.]*\])?(?:=[A-Za-z0-9+][A-Za-z0-9_.:/+|-]*)?`;
const isFlow = matches(new RegExp(`^${FLOW_FIELD}(?:,${FLOW_FIELD})*$`));

type Check = (text: string) => boolean;

const shared: Readonly<Record<string, Check>> = {
  dev: isDevice,
  iif: isDevice,
  bridge: isDevice,
  to: isPrefix,
  from: isPrefix,
  address: isAddress,
  mac: matches(/^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/),
  src: isAddress,
  dst: isAddress,
  proto: matches(/^(?:icmp|tcp|udp)$/),
  zone: isNumber(0, 65_535),
  dport: isNumber(1, 65_535),
  backend: matches(/^(?:nft|legacy)$/),
  set: matches(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,30}$/),
  match: isFlow,
  flow: isFlow,
  ct: matches(/^[a-z]+(?:,[a-z]+)*$/),
  router: matches(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
};

const special: Readonly<Partial<Record<ReaderName, Readonly<Record<string, Check>>>>> = {
  routes: { table: matches(/^(?:all|main|local|default|\d{1,10})$/) },
  iptables: { table: matches(/^(?:filter|nat|raw|mangle|security)$/) },
  flows: { table: isNumber(0, 254) },
  sysctls: { key: matches(/^net(?:[./][A-Za-z0-9_][A-Za-z0-9_-]*){1,8}$/) },
  // OVSDB gets it as a JSON string: any printable text is harmless.
  ovsdb: {
    table: isWord,
    column: isWord,
    key: matches(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/),
    equals: matches(/^[\x20-\x7e]{1,255}$/),
  },
};

/** Values by key; most keys hold one. */
export type Selectors = ReadonlyMap<string, readonly string[]>;

const refuse = (reader: string, what: string): never => {
  throw new HopscopeError('READER_UNKNOWN', `reader ${reader}: ${what}`);
};

/** Parses and checks the selectors of one order. Throws READER_UNKNOWN and says which is wrong. */
export const readSelectors = (reader: ReaderName, texts: readonly string[]): Selectors => {
  if (texts.length > SELECTORS_MAX) refuse(reader, `${texts.length} selectors`);
  const allowed: readonly string[] = READERS[reader].selectors;
  const selectors = new Map<string, string[]>();
  for (const text of texts) {
    const split = text.indexOf('=');
    const key = text.slice(0, Math.max(split, 0));
    const value = text.slice(split + 1);
    const several = allowed.includes(`${key}*`);
    if (!several && !allowed.includes(key)) refuse(reader, `no selector ${JSON.stringify(key)}`);
    const check = special[reader]?.[key] ?? shared[key];
    if (check === undefined || value.length > VALUE_BYTES_MAX || !check(value))
      refuse(reader, `${key} cannot be ${JSON.stringify(value.slice(0, 80))}`);
    const values = selectors.get(key) ?? [];
    if (values.length > 0 && !several) refuse(reader, `${key} is given twice`);
    values.push(value);
    selectors.set(key, values);
  }
  return selectors;
};

/** The value of a selector that is given at most once. */
export const one = (selectors: Selectors, key: string): string | undefined =>
  selectors.get(key)?.[0];

/** `[option, value]` when the selector is given, else nothing. */
export const option = (selectors: Selectors, key: string, name: string): readonly string[] => {
  const value = one(selectors, key);
  return value === undefined ? [] : [name, value];
};

/** The value of a selector that must be given. Throws READER_UNKNOWN. */
export const required = (reader: ReaderName, selectors: Selectors, key: string): string =>
  one(selectors, key) ?? refuse(reader, `needs the selector ${key}`);

/** At least one of these must be given: nothing dumps a whole table of a big node. */
export const requireOneOf = (
  reader: ReaderName,
  selectors: Selectors,
  keys: readonly string[],
): void => {
  if (!keys.some((key) => selectors.has(key)))
    refuse(reader, `needs one of the selectors ${keys.join(', ')}`);
};
