// One cloud to talk to: what clouds.yaml or the OS_* variables boil down to, validated. Both
// sources are first brought to the nested form of clouds.yaml, then read by the same schema.

import { z } from 'zod';
import { OpenStackError } from './errors.ts';

export type Interface = 'public' | 'internal' | 'admin';

/** How Keystone is asked for a token. */
export type Credentials =
  | {
      readonly kind: 'password';
      readonly user: Principal;
      readonly password: string;
      readonly scope: Scope;
    }
  | {
      readonly kind: 'application_credential';
      readonly id: string | null;
      readonly name: string | null;
      readonly secret: string;
      readonly user: Principal | null;
    }
  | { readonly kind: 'token'; readonly token: string; readonly scope: Scope };

/** A user or a project, by id or by name within a domain. */
export interface Principal {
  readonly id: string | null;
  readonly name: string | null;
  readonly domainId: string | null;
  readonly domainName: string | null;
}

export type Scope =
  | { readonly kind: 'project'; readonly project: Principal }
  | { readonly kind: 'system' }
  | { readonly kind: 'none' };

export interface Cloud {
  /** For messages: `cloud "prod" of /etc/openstack/clouds.yaml`. */
  readonly origin: string;
  /** Without a trailing slash, always with /v3. */
  readonly authUrl: string;
  readonly credentials: Credentials;
  readonly region: string | null;
  readonly interface: Interface;
  readonly tls: {
    readonly verify: boolean;
    /** Paths of PEM files; null = the system's. */
    readonly cacert: string | null;
    readonly cert: string | null;
    readonly key: string | null;
  };
  /** Endpoints that replace the catalog's, by service type. */
  readonly endpoints: Readonly<Record<string, string>>;
}

const text = z.union([z.string(), z.number()]).transform(String);
const flag = z
  .union([z.boolean(), z.string()])
  .transform((value) => (typeof value === 'boolean' ? value : /^(?:1|true|yes|on)$/i.test(value)));

const authSchema = z.object({
  auth_url: text.optional(),
  username: text.optional(),
  user_id: text.optional(),
  password: text.optional(),
  user_domain_id: text.optional(),
  user_domain_name: text.optional(),
  project_id: text.optional(),
  project_name: text.optional(),
  tenant_id: text.optional(),
  tenant_name: text.optional(),
  project_domain_id: text.optional(),
  project_domain_name: text.optional(),
  domain_id: text.optional(),
  domain_name: text.optional(),
  default_domain: text.optional(),
  application_credential_id: text.optional(),
  application_credential_name: text.optional(),
  application_credential_secret: text.optional(),
  system_scope: text.optional(),
  token: text.optional(),
});
type Auth = z.infer<typeof authSchema>;

const cloudSchema = z.looseObject({
  auth: authSchema.default({}),
  auth_type: text.optional(),
  region_name: text.optional(),
  interface: text.optional(),
  endpoint_type: text.optional(),
  verify: flag.optional(),
  insecure: flag.optional(),
  cacert: text.optional(),
  cert: text.optional(),
  key: text.optional(),
});

const credentialsOf = (auth: Auth, authType: string, origin: string): Credentials => {
  const need = (value: string | undefined, name: string): string => {
    if (value === undefined || value === '')
      throw new OpenStackError('CONFIG', `${origin}: ${name} is missing`);
    return value;
  };
  const user: Principal = {
    id: auth.user_id ?? null,
    name: auth.username ?? null,
    domainId: auth.user_domain_id ?? auth.domain_id ?? null,
    domainName: auth.user_domain_name ?? auth.domain_name ?? auth.default_domain ?? null,
  };
  if (
    /application_?credential/i.test(authType) ||
    auth.application_credential_secret !== undefined
  ) {
    const id = auth.application_credential_id ?? null;
    if (id === null && user.id === null) need(auth.username, 'application_credential_id');
    return {
      kind: 'application_credential',
      id,
      name:
        id === null ? need(auth.application_credential_name, 'application_credential_id') : null,
      secret: need(auth.application_credential_secret, 'application_credential_secret'),
      user: id === null ? user : null,
    };
  }
  const scope = scopeOf(auth);
  if (/token$/i.test(authType)) return { kind: 'token', token: need(auth.token, 'token'), scope };
  if (!/^(?:v3)?password$/.test(authType))
    throw new OpenStackError('CONFIG', `${origin}: auth_type ${authType} is not supported`);
  if (user.id === null) need(auth.username, 'username');
  return { kind: 'password', user, password: need(auth.password, 'password'), scope };
};

const scopeOf = (auth: Auth): Scope => {
  if (auth.system_scope !== undefined) return { kind: 'system' };
  const project: Principal = {
    id: auth.project_id ?? auth.tenant_id ?? null,
    name: auth.project_name ?? auth.tenant_name ?? null,
    domainId: auth.project_domain_id ?? auth.domain_id ?? null,
    domainName: auth.project_domain_name ?? auth.domain_name ?? auth.default_domain ?? null,
  };
  return project.id === null && project.name === null
    ? { kind: 'none' }
    : { kind: 'project', project };
};

/** `publicURL` and `public` are one thing in configurations of different ages. */
const interfaceOf = (text: string | undefined, origin: string): Interface => {
  const name = (text ?? 'public').replace(/url$/i, '').toLowerCase();
  if (name === 'public' || name === 'internal' || name === 'admin') return name;
  throw new OpenStackError(
    'CONFIG',
    `${origin}: interface ${name} is none of public, internal, admin`,
  );
};

const versioned = (url: string): string => {
  const trimmed = url.trim().replace(/\/+$/, '');
  return trimmed.endsWith('/v3') ? trimmed : `${trimmed.replace(/\/v2\.0$/, '')}/v3`;
};

/** Reads the nested form of one cloud, as clouds.yaml has it; `origin` is named in errors. */
export const toCloud = (raw: unknown, origin: string): Cloud => {
  const parsed = cloudSchema.safeParse(raw);
  if (!parsed.success)
    throw new OpenStackError('CONFIG', `${origin}: ${z.prettifyError(parsed.error)}`);
  const config = parsed.data;
  const url = config.auth.auth_url;
  if (url === undefined || !URL.canParse(url))
    throw new OpenStackError(
      'CONFIG',
      `${origin}: auth_url is ${url === undefined ? 'missing' : 'no URL'}`,
    );
  const endpoints: Record<string, string> = {};
  for (const [key, value] of Object.entries(config)) {
    const service = /^(\w+)_endpoint_override$/.exec(key)?.[1];
    if (service !== undefined && typeof value === 'string') endpoints[service] = value;
  }
  return {
    origin,
    authUrl: versioned(url),
    credentials: credentialsOf(config.auth, config.auth_type ?? 'password', origin),
    region: config.region_name ?? null,
    interface: interfaceOf(config.interface ?? config.endpoint_type, origin),
    tls: {
      verify: config.verify ?? !(config.insecure ?? false),
      cacert: config.cacert ?? null,
      cert: config.cert ?? null,
      key: config.key ?? null,
    },
    endpoints,
  };
};
