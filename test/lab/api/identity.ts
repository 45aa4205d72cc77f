// Keystone v3, as far as a client needs it: a token for a password or for an application
// credential, with the catalogue. Tokens live in this process and end with it.

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { keystoneError, unauthorized, type Answer } from './answer.ts';
import type { CloudDocument, Json, User } from './document.ts';

/** A test that asks for a token per request still stays below this. */
const TOKENS_MAX = 10_000;

export interface Caller {
  readonly user: User;
  readonly admin: boolean;
}

export interface Identity {
  readonly issue: (body: unknown, document: CloudDocument, urls: ServiceUrls) => Answer;
  /** Who a token belongs to; null when it is unknown or has expired. */
  readonly caller: (token: string | undefined, document: CloudDocument) => Caller | null;
}

const named = z.object({ id: z.string().optional(), name: z.string().optional() });
const requestSchema = z.object({
  auth: z.object({
    identity: z.object({
      methods: z.array(z.string()),
      password: z.object({ user: named.extend({ password: z.string() }) }).optional(),
      application_credential: named
        .extend({ secret: z.string(), user: named.optional() })
        .optional(),
    }),
    scope: z.object({ project: named.optional() }).optional(),
  }),
});
type AuthRequest = z.infer<typeof requestSchema>['auth'];

const fits = (
  wanted: { id?: string | undefined; name?: string | undefined },
  have: User,
): boolean => (wanted.id === undefined ? wanted.name === have.name : wanted.id === have.id);

const userOf = (auth: AuthRequest, document: CloudDocument): User | null => {
  const [method] = auth.identity.methods;
  if (method === 'password') {
    const wanted = auth.identity.password?.user;
    const user = wanted && document.users.find((each) => fits(wanted, each));
    return user && user.password === wanted?.password ? user : null;
  }
  if (method !== 'application_credential') return null;
  const wanted = auth.identity.application_credential;
  const credential = document.applicationCredentials.find((each) =>
    wanted?.id === undefined ? each.name === wanted?.name : each.id === wanted.id,
  );
  if (!credential || credential.secret !== wanted?.secret) return null;
  return document.users.find((each) => each.id === credential.userId) ?? null;
};

const hexId = (): string => randomBytes(16).toString('hex');
const keystoneTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}.000000Z`;

const CATALOG = [
  { type: 'network', name: 'neutron', path: '' },
  { type: 'identity', name: 'keystone', path: '/v3/' },
  { type: 'compute', name: 'nova', path: '/v2.1' },
] as const;

/** Where each service listens, `http://ADDRESS:PORT`. */
export type ServiceUrls = Readonly<Record<'network' | 'identity' | 'compute', string>>;

const catalog = (region: string, urls: ServiceUrls): Json =>
  CATALOG.map(({ type, name, path }) => ({
    endpoints: ['internal', 'public', 'admin'].map((kind) => ({
      id: hexId(),
      interface: kind,
      region_id: region,
      url: `${urls[type]}${path}`,
      region,
    })),
    id: hexId(),
    type,
    name,
  }));

const DOMAIN = { id: 'default', name: 'Default' } as const;

const tokenBody = (
  user: User,
  method: string,
  document: CloudDocument,
  urls: ServiceUrls,
  nowMs: number,
): Json => {
  const project = document.projects.find((each) => each.id === user.projectId);
  return {
    token: {
      methods: [method],
      user: { domain: DOMAIN, id: user.id, name: user.name, password_expires_at: null },
      audit_ids: [randomBytes(16).toString('base64url')],
      expires_at: keystoneTime(nowMs + document.tokenSeconds * 1000),
      issued_at: keystoneTime(nowMs),
      project: { domain: DOMAIN, id: user.projectId, name: project?.name ?? '' },
      is_domain: false,
      roles: user.roles.map((name) => ({ id: document.roles[name] ?? '', name })),
      catalog: catalog(document.region, urls),
    },
  };
};

/** Tokens of one server process. `clock` in milliseconds since 1970. */
export const makeIdentity = (clock: () => number): Identity => {
  const tokens = new Map<string, { userId: string; endsMs: number }>();

  const issue: Identity['issue'] = (body, document, urls) => {
    const parsed = requestSchema.safeParse(body);
    if (!parsed.success)
      return keystoneError(400, 'Bad Request', 'Expecting to find auth in request body.');
    const { auth } = parsed.data;
    const user = userOf(auth, document);
    const scope = auth.scope?.project;
    const project = document.projects.find((each) => each.id === user?.projectId);
    const scoped =
      scope === undefined ||
      (scope.id === undefined ? scope.name === project?.name : scope.id === project?.id);
    if (!user || !scoped) return unauthorized();
    const nowMs = clock();
    const token = `gAAAAA${randomBytes(96).toString('base64url')}`;
    for (const first of tokens.keys()) {
      if (tokens.size < TOKENS_MAX) break;
      tokens.delete(first);
    }
    tokens.set(token, { userId: user.id, endsMs: nowMs + document.tokenSeconds * 1000 });
    return {
      status: 201,
      body: tokenBody(user, auth.identity.methods[0] ?? '', document, urls, nowMs),
      headers: { 'X-Subject-Token': token, Vary: 'X-Auth-Token' },
    };
  };

  const caller: Identity['caller'] = (token, document) => {
    const entry = tokens.get(token ?? '');
    if (!entry || entry.endsMs <= clock()) return null;
    const user = document.users.find((each) => each.id === entry.userId);
    return user ? { user, admin: user.roles.includes('admin') } : null;
  };

  return { issue, caller };
};
