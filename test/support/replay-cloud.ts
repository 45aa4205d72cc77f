// A real HTTP server on loopback that answers as a recorded cloud did: Keystone, Nova and Neutron
// with the recorded objects, filtered and paged as the services do it. Tests change `objects`
// before they ask, or make it fail through `interfere`.

import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export type Tree = Record<string, unknown>;

export interface Recorded {
  readonly request: { readonly method: string; readonly url: string; readonly body?: unknown };
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Tree;
}

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string;
}

export interface Interference {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Record<string, string>;
}

export interface Replay {
  readonly url: string;
  readonly seen: Seen[];
  /** Collections by their name in the API; tests may change them. */
  readonly objects: Record<string, Tree[]>;
  /** Tokens that are accepted; emptied by a test, all tokens are stale. */
  readonly tokens: Set<string>;
  interfere: ((seen: Seen) => Interference | 'hang' | 'cut' | null) | null;
  delayMs: number;
  /** Neutron's pagination_max_limit. */
  pageMax: number;
  close: () => Promise<void>;
}

const fixtures = new URL('../fixtures/recorded/', import.meta.url);

/** One recorded answer, by the part of its file name after the number. */
export const recorded = (firewall: string, role: string, name: string): Recorded => {
  const folder = new URL(`${firewall}/api/${role}/`, fixtures);
  const file = readdirSync(folder).find((entry) => entry.slice(3) === `${name}.json`);
  if (file === undefined) throw new Error(`no recording ${firewall}/${role}/${name}`);
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Recorded;
};

const loadObjects = (firewall: string, role: string): Record<string, Tree[]> => {
  const list = (name: string, key: string): Tree[] =>
    recorded(firewall, role, name).body[key] as Tree[];
  const router = recorded(firewall, role, 'router').body['router'] as Tree;
  const l3 = recorded(firewall, role, 'router-l3-agents');
  return {
    servers: list('servers-detail', 'servers'),
    ports: list('ports-all', 'ports'),
    networks: list('networks-all', 'networks'),
    subnets: list('subnets-all', 'subnets'),
    security_groups: list('security-groups-all', 'security_groups'),
    agents: list('agents', 'agents'),
    routers: [router],
    floatingips: list('a2-floatingips', 'floatingips'),
    'l3-agents': l3.status === 200 ? (l3.body['agents'] as Tree[]) : [],
  };
};

const CONTROL = new Set(['limit', 'marker', 'page_reverse', 'all_tenants', 'fields', 'sort_key']);

const fits = (item: Tree, key: string, wanted: readonly string[], service: string): boolean => {
  const value = item[key];
  if (key === 'fixed_ips') {
    const ips = value as { ip_address: string; subnet_id: string }[];
    return wanted.some((want) => {
      const [field, text] = want.split('=');
      return ips.some((ip) => (field === 'ip_address' ? ip.ip_address : ip.subnet_id) === text);
    });
  }
  if (key === 'name' && service === 'compute')
    return wanted.some((want) => new RegExp(want).test(String(value)));
  if (Array.isArray(value)) return value.some((one) => wanted.includes(String(one)));
  if (typeof value === 'boolean')
    return wanted.some((want) => /^(?:true|1)$/i.test(want) === value);
  return wanted.includes(String(value ?? ''));
};

interface Answering {
  readonly replay: Replay;
  readonly firewall: string;
  readonly role: string;
}

const collection = (at: Answering, seen: Seen, key: string, service: string): Interference => {
  let items = at.replay.objects[key] ?? [];
  for (const name of new Set(seen.query.keys()))
    if (!CONTROL.has(name))
      items = items.filter((item) => fits(item, name, seen.query.getAll(name), service));
  const marker = seen.query.get('marker');
  const start = marker === null ? 0 : items.findIndex((item) => item['id'] === marker) + 1;
  const limit = Math.min(Number(seen.query.get('limit') ?? Infinity), at.replay.pageMax);
  const page = items.slice(start, start + limit);
  const body: Tree = { [key]: page };
  if (start + page.length < items.length) {
    const next = new URLSearchParams(seen.query);
    next.set('limit', String(limit));
    next.set('marker', String(page.at(-1)?.['id']));
    // As behind a proxy that ends TLS: the link names a host nobody can reach.
    const href = `http://internal.invalid${seen.path}?${next.toString()}`;
    body[`${key}_links`] = [{ rel: 'next', href }];
  }
  return { status: 200, body };
};

const authentication = (at: Answering, body: unknown): Interference => {
  const answer = recorded(at.firewall, at.role, 'auth');
  const auth = (body as { auth?: { identity?: Tree } }).auth?.identity ?? {};
  const password = (auth['password'] as { user?: { password?: string } } | undefined)?.user
    ?.password;
  const secret = (auth['application_credential'] as { secret?: string } | undefined)?.secret;
  if ((password ?? secret) !== at.role) {
    const refused = recorded(at.firewall, at.role, 'auth-wrong-password');
    return { status: refused.status, body: refused.body };
  }
  const token = `token-${at.replay.seen.length}`;
  at.replay.tokens.add(token);
  const text = JSON.stringify(answer.body)
    .replaceAll(/http:\/\/[\d.]+:8774/g, `${at.replay.url}/compute`)
    .replaceAll(/http:\/\/[\d.]+:9696/g, `${at.replay.url}/network`)
    .replaceAll(/http:\/\/[\d.]+:5000/g, at.replay.url);
  return { status: answer.status, text, headers: { 'X-Subject-Token': token } };
};

const answer = (at: Answering, seen: Seen, body: unknown): Interference => {
  if (seen.path === '/v3/auth/tokens') return authentication(at, body);
  if (!at.replay.tokens.has(seen.token)) {
    const refused = recorded(at.firewall, at.role, 'ports-bad-token');
    return { status: refused.status, body: refused.body };
  }
  const network = /^\/network\/v2\.0\/([\w-]+)$/.exec(seen.path)?.[1];
  if (network !== undefined) {
    const key = network.replaceAll('-', '_');
    return collection(at, seen, key, 'network');
  }
  if (/^\/network\/v2\.0\/routers\/[^/]+\/l3-agents$/.test(seen.path)) {
    const l3 = recorded(at.firewall, at.role, 'router-l3-agents');
    if (l3.status !== 200) return { status: l3.status, body: l3.body };
    return { status: 200, body: { agents: at.replay.objects['l3-agents'] } };
  }
  if (seen.path === '/compute/v2.1/servers/detail')
    return collection(at, seen, 'servers', 'compute');
  const id = /^\/compute\/v2\.1\/servers\/([^/]+)$/.exec(seen.path)?.[1];
  const server = at.replay.objects['servers']?.find((item) => item['id'] === id);
  if (id !== undefined && server !== undefined) return { status: 200, body: { server } };
  const unknown = recorded(at.firewall, at.role, 'server-unknown');
  return { status: unknown.status, body: unknown.body };
};

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? null : JSON.parse(text);
};

const serve = async (
  at: Answering,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const url = new URL(request.url ?? '/', at.replay.url);
  const seen: Seen = {
    method: request.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    token: String(request.headers['x-auth-token'] ?? ''),
  };
  const body = await readBody(request);
  at.replay.seen.push(seen);
  const interference = at.replay.interfere?.(seen) ?? null;
  if (interference === 'hang') return;
  if (interference === 'cut') {
    request.socket.destroy();
    return;
  }
  if (at.replay.delayMs > 0) await pause(at.replay.delayMs);
  const result = interference ?? answer(at, seen, body);
  response.writeHead(result.status, { 'Content-Type': 'application/json', ...result.headers });
  response.end(result.text ?? JSON.stringify(result.body ?? null));
};

/** Starts a server; the password (or secret) it accepts is the role's name. */
export const startReplay = async (
  firewall: 'hybrid' | 'ovsfw',
  role: 'admin' | 'member' = 'admin',
): Promise<Replay> => {
  const server = createServer();
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', () => listening.resolve());
  await listening.promise;
  const replay: Replay = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    objects: loadObjects(firewall, role),
    tokens: new Set(),
    interfere: null,
    delayMs: 0,
    pageMax: Infinity,
    close: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    serve({ replay, firewall, role }, request, response).catch((thrown: unknown) => {
      response.destroy(thrown instanceof Error ? thrown : new Error(String(thrown)));
    });
  });
  return replay;
};
