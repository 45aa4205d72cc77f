// Lists that come in pages. Of a next link only the query is used: behind a proxy its scheme and
// host are often wrong, and the endpoint is known anyway.

import { z } from 'zod';
import type { Service } from './catalog.ts';
import { OpenStackError } from './errors.ts';
import { OPENSTACK_LIMITS } from './limits.ts';
import type { Query, Session } from './session.ts';

export interface List<Item> {
  readonly items: readonly Item[];
  /** There are more than were read. */
  readonly truncated: boolean;
}

export interface ListRequest<Schema extends z.ZodType> {
  readonly service: Service;
  readonly path: string;
  /** Name of the array in the body: `ports`. */
  readonly key: string;
  readonly query: Query;
  readonly schema: Schema;
  readonly itemsMax?: number;
}

const linksSchema = z.array(z.looseObject({ rel: z.string(), href: z.string() }));

const nextQuery = (links: unknown): Query | null => {
  const parsed = linksSchema.safeParse(links);
  const next = parsed.success ? parsed.data.find((link) => link.rel === 'next') : undefined;
  if (next === undefined) return null;
  const query: Record<string, string[]> = {};
  const at = next.href.indexOf('?');
  for (const [key, value] of new URLSearchParams(at < 0 ? '' : next.href.slice(at)))
    (query[key] ??= []).push(value);
  return query;
};

/** Reads all pages up to `itemsMax` items. */
export const listAll = async <Schema extends z.ZodType>(
  session: Session,
  request: ListRequest<Schema>,
): Promise<List<z.infer<Schema>>> => {
  const itemsMax = request.itemsMax ?? OPENSTACK_LIMITS.itemsMax;
  const items: z.infer<Schema>[] = [];
  // One more than wanted tells whether there are more; Neutron's next link does not.
  const limit = request.itemsMax === undefined ? {} : { limit: String(itemsMax + 1) };
  let query: Query | null = { ...request.query, ...limit };
  for (let page = 0; query !== null && page < OPENSTACK_LIMITS.pagesMax; page += 1) {
    const body: unknown = await session.get(request.service, request.path, query);
    const tree = typeof body === 'object' && body !== null ? body : {};
    const parsed = z.array(request.schema).safeParse(Reflect.get(tree, request.key));
    if (!parsed.success)
      throw new OpenStackError('ANSWER', `${request.path} did not answer with ${request.key}`, {
        detail: z.prettifyError(parsed.error),
      });
    items.push(...parsed.data);
    query = parsed.data.length === 0 ? null : nextQuery(Reflect.get(tree, `${request.key}_links`));
    if (items.length > itemsMax) return { items: items.slice(0, itemsMax), truncated: true };
  }
  return { items, truncated: query !== null };
};
