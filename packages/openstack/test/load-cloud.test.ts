import test from 'ava';
import { authBody } from '../src/keystone.ts';
import { loadCloud, OpenStackError, searchPaths, type LoadCloudOptions } from '../src/mod.ts';

const world = (
  files: Record<string, string>,
  env: Record<string, string> = {},
  cloud?: string,
): LoadCloudOptions => ({
  env,
  cwd: '/here',
  home: '/home/op',
  readFile: (path) => files[path] ?? null,
  ...(cloud === undefined ? {} : { cloud }),
});

const PROD = `
clouds:
  prod:
    auth:
      {auth_url: https://k.example:5000, username: op, project_name: web, user_domain_name: Corp}
    region_name: north
    interface: internalURL
    cacert: ~/ca.pem
  other:
    auth_type: v3applicationcredential
    auth: {auth_url: https://k.example/identity/v3, application_credential_id: abc}
`;
const SECURE =
  'clouds: {prod: {auth: {password: s3cret}}, other: {auth: {application_credential_secret: z}}}';

test('the working directory comes before the home and the home before /etc', (t) => {
  t.deepEqual(
    searchPaths(world({})).filter((path) => path.endsWith('.yaml')),
    ['/here/clouds.yaml', '/home/op/.config/openstack/clouds.yaml', '/etc/openstack/clouds.yaml'],
  );
});

test('OS_CLIENT_CONFIG_FILE replaces the search', (t) => {
  t.deepEqual(searchPaths(world({}, { OS_CLIENT_CONFIG_FILE: 'my.yaml' })), ['/here/my.yaml']);
});

test('OS_CLOUD chooses, secure.yaml beside the file is merged over it', (t) => {
  const files = { '/etc/openstack/clouds.yaml': PROD, '/etc/openstack/secure.yaml': SECURE };
  const cloud = loadCloud(world(files, { OS_CLOUD: 'prod' }));
  t.is(cloud.authUrl, 'https://k.example:5000/v3');
  t.is(cloud.interface, 'internal');
  t.is(cloud.region, 'north');
  t.is(cloud.tls.cacert, '/home/op/ca.pem');
  t.like(cloud.credentials, { kind: 'password', password: 's3cret' });
});

test('the first file found wins, even without the cloud asked for', (t) => {
  const files = { '/here/clouds.yaml': 'clouds: {}', '/etc/openstack/clouds.yaml': PROD };
  const error = t.throws(() => loadCloud(world(files, { OS_CLOUD: 'prod' })), {
    instanceOf: OpenStackError,
  });
  t.is(error.code, 'CONFIG');
  t.regex(error.message, /no cloud "prod" in \/here\/clouds\.yaml/);
});

test('an application credential is asked for without a scope', (t) => {
  const files = { '/here/clouds.yaml': PROD, '/here/secure.yaml': SECURE };
  const cloud = loadCloud(world(files, {}, 'other'));
  t.is(cloud.authUrl, 'https://k.example/identity/v3');
  t.deepEqual(authBody(cloud.credentials), {
    auth: {
      identity: {
        methods: ['application_credential'],
        application_credential: { id: 'abc', secret: 'z' },
      },
    },
  });
});

test('an openrc file is enough, and is preferred to an unchosen clouds.yaml', (t) => {
  const cloud = loadCloud(
    world(
      { '/here/clouds.yaml': PROD },
      {
        OS_AUTH_URL: 'http://10.0.0.1:5000/v3/',
        OS_USERNAME: 'admin',
        OS_PASSWORD: 'p',
        OS_PROJECT_NAME: 'admin',
        OS_USER_DOMAIN_NAME: 'Default',
        OS_PROJECT_DOMAIN_ID: 'default',
        OS_INSECURE: 'true',
      },
    ),
  );
  t.is(cloud.authUrl, 'http://10.0.0.1:5000/v3');
  t.false(cloud.tls.verify);
  t.deepEqual(authBody(cloud.credentials), {
    auth: {
      identity: {
        methods: ['password'],
        password: { user: { name: 'admin', domain: { name: 'Default' }, password: 'p' } },
      },
      scope: { project: { name: 'admin', domain: { id: 'default' } } },
    },
  });
});

test('a single cloud of clouds.yaml needs no choice', (t) => {
  const yaml = 'clouds: {only: {auth: {auth_url: "http://k", user_id: u, password: p}}}';
  t.regex(loadCloud(world({ '/here/clouds.yaml': yaml })).origin, /"only"/);
});

const INCOMPLETE: [string, string, Record<string, string>, RegExp][] = [
  ['nothing at all', '', {}, /no OS_CLOUD, no OS_AUTH_URL/],
  ['several clouds and no choice', PROD, {}, /OS_CLOUD must choose one of prod, other/],
  ['no password', PROD, { OS_CLOUD: 'prod' }, /password is missing/],
  ['no such file', '', { OS_CLOUD: 'x' }, /no clouds\.yaml for cloud "x"; looked at \/here/],
  ['no URL', '', { OS_AUTH_URL: 'keystone' }, /auth_url is no URL/],
  ['no YAML', 'a: [', { OS_CLOUD: 'x' }, /is not YAML/],
];
for (const [title, yaml, env, message] of INCOMPLETE)
  test(`a configuration with ${title} says so`, (t) => {
    const files: Record<string, string> = yaml === '' ? {} : { '/here/clouds.yaml': yaml };
    t.throws(() => loadCloud(world(files, env)), {
      instanceOf: OpenStackError,
      message,
      code: 'CONFIG',
    });
  });
