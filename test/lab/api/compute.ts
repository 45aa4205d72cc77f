// Nova's read side: servers by id, by name (a regular expression, as in Nova), in brief or in
// detail. Links name the address the caller used, as Nova's do.

import { novaError, ok, type Answer, type Call } from './answer.ts';
import type { ApiObject, CloudDocument, Json } from './document.ts';
import { textOf } from './document.ts';
import type { Caller } from './identity.ts';
import { trim } from './view.ts';

const links = (server: ApiObject, base: string): Json => {
  const id = textOf(server, 'id');
  return [
    { rel: 'self', href: `${base}/v2.1/servers/${id}` },
    { rel: 'bookmark', href: `${base}/servers/${id}` },
  ];
};

const nameFits = (server: ApiObject, pattern: string): boolean => {
  try {
    return new RegExp(pattern).test(textOf(server, 'name'));
  } catch (error) {
    // Nova's database knows patterns that JavaScript does not: then only the exact name fits.
    if (error instanceof SyntaxError) return textOf(server, 'name') === pattern;
    throw error;
  }
};

const addressesOf = (server: ApiObject): readonly string[] =>
  Object.values((server['addresses'] ?? {}) as Record<string, readonly ApiObject[]>)
    .flat()
    .map((each) => textOf(each, 'addr'));

const ipFits = (server: ApiObject, pattern: string): boolean =>
  addressesOf(server).some((address) => address.includes(pattern));

const chosen = (
  document: CloudDocument,
  query: URLSearchParams,
  caller: Caller,
): readonly ApiObject[] => {
  const all = ['1', 'true', 'True'].includes(query.get('all_tenants') ?? '');
  const name = query.get('name');
  const ip = query.get('ip');
  const host = caller.admin ? query.get('host') : null;
  return document.servers
    .filter((server) => all || textOf(server, 'tenant_id') === caller.user.projectId)
    .filter((server) => name === null || nameFits(server, name))
    .filter((server) => ip === null || ipFits(server, ip))
    .filter((server) => host === null || textOf(server, 'OS-EXT-SRV-ATTR:host') === host)
    .toSorted((a, b) => (textOf(a, 'created') < textOf(b, 'created') ? 1 : -1));
};

const brief = (server: ApiObject, base: string): ApiObject => ({
  id: server['id'] ?? null,
  name: server['name'] ?? null,
  links: links(server, base),
});

const list = (call: Call, document: CloudDocument, caller: Caller, detail: boolean): Answer => {
  const all = call.query.get('all_tenants');
  if (all !== null && !caller.admin) {
    const rule = `os_compute_api:servers:${detail ? 'detail' : 'index'}:get_all_tenants`;
    return novaError(403, 'forbidden', `Policy doesn't allow ${rule} to be performed.`);
  }
  const servers = chosen(document, call.query, caller);
  const marker = call.query.get('marker');
  const from = marker === null ? 0 : servers.findIndex((each) => each['id'] === marker) + 1;
  const limit = Number(call.query.get('limit') ?? 1000);
  const page = servers.slice(from, from + limit);
  const last = page.at(-1);
  const items = page.map((server) =>
    detail
      ? { ...trim(server, 'servers', caller), links: links(server, call.base) }
      : brief(server, call.base),
  );
  if (page.length < limit || !last) return ok({ servers: items });
  const next = new URLSearchParams(call.query);
  next.set('marker', textOf(last, 'id'));
  const href = `${call.base}/v2.1/servers${detail ? '/detail' : ''}?${next.toString()}`;
  return ok({ servers: items, servers_links: [{ rel: 'next', href }] });
};

/** Answers a GET below /v2.1. */
export const answerCompute = (call: Call, document: CloudDocument, caller: Caller): Answer => {
  const [name, id, below] = call.path;
  if (name !== 'servers' || below !== undefined)
    return novaError(404, 'itemNotFound', 'The resource could not be found.');
  if (id === undefined || id === 'detail') return list(call, document, caller, id === 'detail');
  const server = document.servers.find((each) => each['id'] === id);
  const mine = caller.admin || textOf(server ?? {}, 'tenant_id') === caller.user.projectId;
  if (!server || !mine) return novaError(404, 'itemNotFound', `Instance ${id} could not be found.`);
  return ok({ server: { ...trim(server, 'servers', caller), links: links(server, call.base) } });
};
