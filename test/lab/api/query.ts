// Neutron's list query: filters on any attribute (several values are alternatives), `fields`,
// `limit` and `marker` with links to the pages before and after, `sort_key`. Pure.

import type { ApiObject, Json } from './document.ts';
import { textOf } from './document.ts';

const RESERVED = ['fields', 'limit', 'marker', 'page_reverse', 'sort_key', 'sort_dir'];

const asText = (value: Json): string =>
  typeof value === 'object' ? '' : String(value).toLowerCase();

/** fixed_ips=ip_address=10.0.0.5, as Neutron takes it. */
const fixedIpFits = (value: Json | undefined, wanted: string): boolean => {
  const [key = '', ...rest] = wanted.split('=');
  const text = rest.join('=');
  return (
    Array.isArray(value) &&
    (value as readonly ApiObject[]).some((ip) =>
      key === 'ip_address_substr'
        ? textOf(ip, 'ip_address').includes(text)
        : textOf(ip, key) === text,
    )
  );
};

const fits = (object: ApiObject, key: string, wanted: readonly string[]): boolean => {
  const value = object[key];
  if (key === 'fixed_ips') return wanted.every((each) => fixedIpFits(value, each));
  if (Array.isArray(value))
    return wanted.some((each) => value.map(asText).includes(each.toLowerCase()));
  const text = asText(value ?? null);
  return wanted.some((each) => text === each.toLowerCase());
};

/** Objects that pass every filter of the query, sorted by id unless `sort_key` says otherwise. */
export const select = (
  objects: readonly ApiObject[],
  query: URLSearchParams,
): readonly ApiObject[] => {
  const keys = [...new Set(query.keys())].filter((key) => !RESERVED.includes(key));
  const sort = query.get('sort_key') ?? 'id';
  const sign = query.get('sort_dir') === 'desc' ? -1 : 1;
  return objects
    .filter((object) => keys.every((key) => fits(object, key, query.getAll(key))))
    .toSorted((a, b) => {
      const [left, right] = [asText(a[sort] ?? null), asText(b[sort] ?? null)];
      return left === right ? 0 : sign * (left < right ? -1 : 1);
    });
};

/** Keeps only the asked fields, when `fields` asks. */
export const project = (object: ApiObject, query: URLSearchParams): ApiObject => {
  const fields = query.getAll('fields');
  return fields.length === 0
    ? object
    : Object.fromEntries(Object.entries(object).filter(([key]) => fields.includes(key)));
};

export interface Page {
  readonly items: readonly ApiObject[];
  /** null when the query asked for no page. */
  readonly links: Json;
}

const link = (url: string, query: URLSearchParams, marker: string, reverse: boolean): string => {
  const next = new URLSearchParams(query);
  next.delete('page_reverse');
  next.set('marker', marker);
  if (reverse) next.set('page_reverse', 'True');
  return `${url}?${next.toString()}`;
};

/**
 * One page of sorted objects. `previous` is there for the first page too, as in the recording;
 * `next` only when the page is full.
 */
export const paginate = (
  sorted: readonly ApiObject[],
  query: URLSearchParams,
  url: string,
): Page | null => {
  const limit = Number(query.get('limit') ?? 0);
  if (!Number.isInteger(limit) || limit < 0) return null;
  const reverse = query.get('page_reverse')?.toLowerCase() === 'true';
  const ordered = reverse ? sorted.toReversed() : sorted;
  const marker = query.get('marker');
  const at = marker === null ? -1 : ordered.findIndex((each) => textOf(each, 'id') === marker);
  if (marker !== null && at < 0) return null;
  const rest = ordered.slice(at + 1);
  if (limit === 0) return { items: reverse ? rest.toReversed() : rest, links: null };
  const page = rest.slice(0, limit);
  const items = reverse ? page.toReversed() : page;
  const [first] = items;
  const last = items.at(-1);
  if (!first || !last) return { items, links: [] };
  const next = { rel: 'next', href: link(url, query, textOf(last, 'id'), false) };
  const previous = { rel: 'previous', href: link(url, query, textOf(first, 'id'), true) };
  return { items, links: reverse || page.length === limit ? [next, previous] : [previous] };
};
