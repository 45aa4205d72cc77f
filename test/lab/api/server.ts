// Keystone, Nova and Neutron on three ports of one address, as the recorded cloud had them.
// Reads only; a POST makes a token and nothing else.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { keystoneError, novaError, ok, unauthorized, type Answer, type Call } from './answer.ts';
import { answerCompute } from './compute.ts';
import type { CloudDocument, Json } from './document.ts';
import { makeIdentity, type Identity, type ServiceUrls } from './identity.ts';
import { answerNetwork } from './network.ts';

/** A token request is below 2 KiB. */
const BODY_BYTES_MAX = 64 * 1024;

const SERVICES = ['identity', 'compute', 'network'] as const;
type Service = (typeof SERVICES)[number];

/** The ports OpenStack's own documentation uses. */
export const API_PORTS: Readonly<Record<Service, number>> = {
  identity: 5000,
  compute: 8774,
  network: 9696,
};

export interface ApiOptions {
  readonly address: string;
  /** 0 = any free port. */
  readonly ports: Readonly<Record<Service, number>>;
  readonly document: () => CloudDocument;
  /** The body's list of GET /v2.0/extensions. */
  readonly extensions: Json;
  /** Milliseconds since 1970: when tokens end. */
  readonly clock: () => number;
}

export interface Api {
  readonly urls: ServiceUrls;
  readonly close: () => Promise<void>;
}

interface Context {
  readonly options: ApiOptions;
  readonly identity: Identity;
  readonly urls: ServiceUrls;
}

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > BODY_BYTES_MAX) return null;
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

const networkVersions = (base: string): Json => ({
  versions: [{ id: 'v2.0', status: 'CURRENT', links: [{ rel: 'self', href: `${base}/v2.0/` }] }],
});

const mediaTypes = (type: string): Json => [{ base: 'application/json', type }];

const computeVersion = (base: string): Json => ({
  version: {
    id: 'v2.1',
    status: 'CURRENT',
    version: '2.93',
    min_version: '2.1',
    updated: '2013-07-23T11:33:21Z',
    links: [
      { rel: 'self', href: `${base}/v2.1/` },
      { rel: 'describedby', type: 'text/html', href: 'http://docs.openstack.org/' },
    ],
    'media-types': mediaTypes('application/vnd.openstack.compute+json;version=2.1'),
  },
});

const identityVersion = (base: string): Json => ({
  version: {
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: `${base}/v3/` }],
    'media-types': mediaTypes('application/vnd.openstack.identity-v3+json'),
  },
});

const route = async (
  service: Service,
  request: IncomingMessage,
  { options, identity, urls }: Context,
): Promise<Answer> => {
  const base = urls[service];
  const url = new URL(request.url ?? '/', base);
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const [version, ...path] = parts.map(decodeURIComponent);
  const call: Call = { path, query: url.searchParams, base };
  const document = options.document();
  const tokens = service === 'identity' && path.join('/') === 'auth/tokens';
  if (tokens && request.method === 'POST')
    return identity.issue(await readBody(request), document, urls);
  if (request.method !== 'GET') return keystoneError(405, 'Method Not Allowed', 'Reads only.');
  if (service === 'identity' && path.length === 0) return ok(identityVersion(base));
  if (service === 'network' && version === undefined) return ok(networkVersions(base));
  const token = request.headers['x-auth-token'];
  const caller = identity.caller(Array.isArray(token) ? token[0] : token, document);
  if (!caller) return unauthorized();
  if (service === 'network' && version === 'v2.0')
    return answerNetwork(call, document, caller, options.extensions);
  if (service === 'compute' && version === 'v2.1')
    return path.length === 0 ? ok(computeVersion(base)) : answerCompute(call, document, caller);
  return novaError(404, 'itemNotFound', 'The resource could not be found.');
};

const send = (response: ServerResponse, answer: Answer): void => {
  response.writeHead(answer.status, {
    'Content-Type': 'application/json',
    'X-Openstack-Request-Id': `req-${randomUUID()}`,
    ...answer.headers,
  });
  response.end(JSON.stringify(answer.body));
};

const listen = async (server: Server, address: string, port: number): Promise<string> => {
  server.listen(port, address);
  await once(server, 'listening');
  return `http://${address}:${(server.address() as AddressInfo).port}`;
};

/** Listens; answers as the recorded cloud did until closed. */
export const startApi = async (options: ApiOptions): Promise<Api> => {
  const identity = makeIdentity(options.clock);
  const urls: Record<Service, string> = { identity: '', compute: '', network: '' };
  const context: Context = { options, identity, urls };
  const servers: Server[] = [];
  for (const service of SERVICES) {
    const server = createServer((request, response) => {
      route(service, request, context).then(
        (answer) => send(response, answer),
        (error: unknown) =>
          send(response, keystoneError(500, 'Internal Server Error', String(error))),
      );
    });
    urls[service] = await listen(server, options.address, options.ports[service]);
    servers.push(server);
  }
  const close = async (): Promise<void> => {
    const closed = servers.map((server) => once(server, 'close'));
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
    await Promise.all(closed);
  };
  return { urls, close };
};
