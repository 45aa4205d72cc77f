// Which cloud, from where: clouds.yaml by the search order of openstacksdk with secure.yaml merged
// over it, or the OS_* variables of an openrc file. Files, variables and directories come in as
// parameters; nothing here talks to a network.

import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { toCloud, type Cloud } from './cloud.ts';
import { OpenStackError } from './errors.ts';

export interface LoadCloudOptions {
  /** Name of the cloud; overrides OS_CLOUD. */
  readonly cloud?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  /** Content of a file, or null when there is none. Other failures are thrown. */
  readonly readFile: (path: string) => string | null;
}

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const mergeOver = (base: Tree, over: Tree): Tree => {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isTree(below) && isTree(value) ? mergeOver(below, value) : value;
  }
  return merged;
};

/** Where openstacksdk looks for clouds.yaml, in order. */
export const searchPaths = (options: Pick<LoadCloudOptions, 'env' | 'cwd' | 'home'>): string[] => {
  const explicit = options.env['OS_CLIENT_CONFIG_FILE'];
  if (explicit !== undefined && explicit !== '') return [resolve(options.cwd, explicit)];
  const configHome = options.env['XDG_CONFIG_HOME'] ?? join(options.home, '.config');
  return [options.cwd, join(configHome, 'openstack'), '/etc/openstack'].flatMap((directory) =>
    ['clouds.yaml', 'clouds.yml', 'clouds.json'].map((name) => join(directory, name)),
  );
};

const readTree = (path: string, options: LoadCloudOptions): Tree | null => {
  const text = options.readFile(path);
  if (text === null) return null;
  let tree: unknown;
  try {
    tree = parse(text, { merge: true });
  } catch (cause) {
    throw new OpenStackError('CONFIG', `${path} is not YAML`, { cause });
  }
  if (tree === null || tree === undefined) return {};
  if (!isTree(tree)) throw new OpenStackError('CONFIG', `${path} holds no mapping`);
  return tree;
};

interface CloudsFile {
  readonly path: string;
  readonly clouds: Tree;
}

const findFile = (options: LoadCloudOptions): CloudsFile | null => {
  for (const path of searchPaths(options)) {
    const tree = readTree(path, options);
    if (tree === null) continue;
    const secure = options.env['OS_CLIENT_SECURE_FILE'] ?? join(dirname(path), 'secure.yaml');
    const merged = mergeOver(tree, readTree(secure, options) ?? {});
    const clouds = merged['clouds'];
    return { path, clouds: isTree(clouds) ? clouds : {} };
  }
  return null;
};

const expandHome = (path: string | null, options: LoadCloudOptions): string | null => {
  if (path === null) return null;
  const expanded = path.startsWith('~/') ? join(options.home, path.slice(2)) : path;
  return resolve(options.cwd, expanded);
};

const fromFile = (file: CloudsFile, name: string, options: LoadCloudOptions): Cloud => {
  const raw = file.clouds[name];
  if (!isTree(raw)) {
    const known = Object.keys(file.clouds).join(', ') || 'none';
    throw new OpenStackError('CONFIG', `no cloud "${name}" in ${file.path}; it has: ${known}`);
  }
  const region = options.env['OS_REGION_NAME'];
  const regions = raw['regions'];
  const first: unknown = Array.isArray(regions) ? regions[0] : undefined;
  const regional = {
    ...(first === undefined ? {} : { region_name: isTree(first) ? first['name'] : first }),
    ...raw,
    ...(region === undefined || region === '' ? {} : { region_name: region }),
  };
  return toCloud(regional, `cloud "${name}" of ${file.path}`);
};

const AUTH_VARIABLES = [
  'AUTH_URL',
  'USERNAME',
  'USER_ID',
  'PASSWORD',
  'USER_DOMAIN_ID',
  'USER_DOMAIN_NAME',
  'PROJECT_ID',
  'PROJECT_NAME',
  'TENANT_ID',
  'TENANT_NAME',
  'PROJECT_DOMAIN_ID',
  'PROJECT_DOMAIN_NAME',
  'DOMAIN_ID',
  'DOMAIN_NAME',
  'DEFAULT_DOMAIN',
  'APPLICATION_CREDENTIAL_ID',
  'APPLICATION_CREDENTIAL_NAME',
  'APPLICATION_CREDENTIAL_SECRET',
  'SYSTEM_SCOPE',
  'TOKEN',
] as const;
const OTHER_VARIABLES = [
  'AUTH_TYPE',
  'REGION_NAME',
  'INTERFACE',
  'ENDPOINT_TYPE',
  'INSECURE',
  'CACERT',
  'CERT',
  'KEY',
] as const;

const fromEnvironment = (options: LoadCloudOptions): Cloud => {
  const pick = (names: readonly string[]): Record<string, string> => {
    const picked: Record<string, string> = {};
    for (const name of names) {
      const value = options.env[`OS_${name}`];
      if (value !== undefined && value !== '') picked[name.toLowerCase()] = value;
    }
    return picked;
  };
  return toCloud(
    { ...pick(OTHER_VARIABLES), auth: pick(AUTH_VARIABLES) },
    'the OS_* environment variables',
  );
};

/**
 * The cloud to use: the named one (parameter, OS_CLOUD) of clouds.yaml; else OS_AUTH_URL and its
 * companions; else the only cloud of clouds.yaml. Throws OpenStackError CONFIG that says what is
 * missing and where was looked.
 */
export const loadCloud = (options: LoadCloudOptions): Cloud => {
  const name = options.cloud ?? (options.env['OS_CLOUD'] || undefined);
  const hasEnvironment = (options.env['OS_AUTH_URL'] ?? '') !== '';
  const file = name !== undefined || !hasEnvironment ? findFile(options) : null;
  const cloud = chooseCloud(options, name, hasEnvironment, file);
  return {
    ...cloud,
    tls: {
      verify: cloud.tls.verify,
      cacert: expandHome(cloud.tls.cacert, options),
      cert: expandHome(cloud.tls.cert, options),
      key: expandHome(cloud.tls.key, options),
    },
  };
};

const chooseCloud = (
  options: LoadCloudOptions,
  name: string | undefined,
  hasEnvironment: boolean,
  file: CloudsFile | null,
): Cloud => {
  if (name !== undefined) {
    if (file !== null) return fromFile(file, name, options);
    const looked = searchPaths(options).join(', ');
    throw new OpenStackError('CONFIG', `no clouds.yaml for cloud "${name}"; looked at ${looked}`);
  }
  if (hasEnvironment) return fromEnvironment(options);
  const names = Object.keys(file?.clouds ?? {});
  const only = names[0];
  if (file !== null && only !== undefined && names.length === 1)
    return fromFile(file, only, options);
  const what =
    file === null
      ? 'no OS_CLOUD, no OS_AUTH_URL and no clouds.yaml'
      : `OS_CLOUD must choose one of ${names.join(', ') || '(none)'} in ${file.path}`;
  throw new OpenStackError('CONFIG', what);
};
