// A token from Keystone v3: password, application credential or an existing token. The token is
// in a header; the body holds the catalog, the roles and the project.

import { z } from 'zod';
import type { Cloud, Credentials, Principal, Scope } from './cloud.ts';
import { OpenStackError } from './errors.ts';
import type { Io } from './io.ts';
import { OPENSTACK_LIMITS } from './limits.ts';
import { saidBy, send, type HttpAnswer } from './transport.ts';

export interface Endpoint {
  readonly interface: string;
  readonly region: string;
  readonly url: string;
}

export interface CatalogEntry {
  readonly type: string;
  readonly name: string;
  readonly endpoints: readonly Endpoint[];
}

/** Who we are to the cloud, and until when. */
export interface Identity {
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly user: string;
  readonly projectId: string;
  readonly projectName: string;
  readonly roles: readonly string[];
  readonly catalog: readonly CatalogEntry[];
}

const tokenSchema = z.looseObject({
  token: z.looseObject({
    expires_at: z.string(),
    user: z.looseObject({ name: z.string() }).optional(),
    project: z.looseObject({ id: z.string(), name: z.string() }).optional(),
    roles: z.array(z.looseObject({ name: z.string() })).default([]),
    catalog: z
      .array(
        z.looseObject({
          type: z.string(),
          name: z.string().default(''),
          endpoints: z.array(
            z.looseObject({
              interface: z.string(),
              region_id: z.string().nullish(),
              region: z.string().nullish(),
              url: z.string(),
            }),
          ),
        }),
      )
      .default([]),
  }),
});

const domainOf = (who: Principal): Record<string, unknown> =>
  who.domainId !== null
    ? { domain: { id: who.domainId } }
    : { domain: { name: who.domainName ?? 'Default' } };

const principal = (who: Principal): Record<string, unknown> =>
  who.id !== null ? { id: who.id } : { name: who.name, ...domainOf(who) };

const scopeBody = (scope: Scope): Record<string, unknown> => {
  if (scope.kind === 'none') return {};
  if (scope.kind === 'system') return { scope: { system: { all: true } } };
  return { scope: { project: principal(scope.project) } };
};

/** The body of POST /v3/auth/tokens (Identity API v3, "Authentication and token management"). */
export const authBody = (credentials: Credentials): unknown => {
  if (credentials.kind === 'application_credential') {
    const { id, name, secret, user } = credentials;
    const named = user === null ? {} : { name, user: principal(user) };
    return {
      auth: {
        identity: {
          methods: ['application_credential'],
          application_credential: { ...(id === null ? named : { id }), secret },
        },
      },
    };
  }
  const identity =
    credentials.kind === 'token'
      ? { methods: ['token'], token: { id: credentials.token } }
      : {
          methods: ['password'],
          password: {
            user: { ...principal(credentials.user), password: credentials.password },
          },
        };
  return { auth: { identity, ...scopeBody(credentials.scope) } };
};

const nameOf = (credentials: Credentials): string => {
  if (credentials.kind === 'password')
    return `user ${credentials.user.name ?? credentials.user.id ?? ''}`;
  return credentials.kind === 'token' ? 'the token' : 'the application credential';
};

const refusal = (cloud: Cloud, url: string, answer: HttpAnswer): OpenStackError => {
  const detail = saidBy(answer.body);
  const options = { status: answer.status, url, detail };
  const host = new URL(url).host;
  if (answer.status === 401 || answer.status === 403)
    return new OpenStackError(
      'CREDENTIALS',
      `Keystone at ${host} refused ${nameOf(cloud.credentials)} (${cloud.origin})`,
      options,
    );
  if (answer.status >= 500)
    return new OpenStackError('FAULT', `Keystone at ${host} failed: ${answer.status}`, options);
  const what = answer.status === 404 ? 'is no Keystone v3' : `refused the request: ${detail}`;
  return new OpenStackError('REFUSED', `${url} ${what}`, options);
};

/** Asks Keystone for a token. Throws CREDENTIALS when it says no. */
export const authenticate = async (cloud: Cloud, io: Io): Promise<Identity> => {
  const url = `${cloud.authUrl}/auth/tokens`;
  const answer = await send(io, {
    method: 'POST',
    url,
    headers: {},
    body: authBody(cloud.credentials),
    timeoutMs: OPENSTACK_LIMITS.authenticateMs,
  });
  if (answer.status !== 201 && answer.status !== 200) throw refusal(cloud, url, answer);
  const token = answer.header('x-subject-token');
  const parsed = tokenSchema.safeParse(answer.body);
  if (token === null || !parsed.success)
    throw new OpenStackError('ANSWER', `${url} did not answer with a v3 token`, {
      status: answer.status,
      url,
      detail: parsed.success ? 'no X-Subject-Token' : z.prettifyError(parsed.error),
    });
  const { expires_at, user, project, roles, catalog } = parsed.data.token;
  return {
    token,
    expiresAt: Date.parse(expires_at),
    user: user?.name ?? '',
    projectId: project?.id ?? '',
    projectName: project?.name ?? '',
    roles: roles.map((role) => role.name),
    catalog: catalog.map((entry) => ({
      type: entry.type,
      name: entry.name,
      endpoints: entry.endpoints.map((endpoint) => ({
        interface: endpoint.interface,
        region: endpoint.region_id ?? endpoint.region ?? '',
        url: endpoint.url,
      })),
    })),
  };
};
