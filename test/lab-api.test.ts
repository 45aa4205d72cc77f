// The stand-in OpenStack API against the recorded one: every recorded request is sent again, once
// to the recorded cloud's own objects (same body) and once to the lab's (same keys and types).

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { z } from 'zod';
import {
  editDocument,
  textOf,
  watchDocument,
  writeDocument,
  type ApiObject,
  type CloudDocument,
  type Json,
} from './lab/api/document.ts';
import { ACCOUNTS, documentOf } from './lab/api/from-topology.ts';
import { API_PORTS, startApi, type Api } from './lab/api/server.ts';
import { RECORDED, recordedDocument } from './lab/state/recorded-cloud.ts';
import type { Recipe } from './lab/topology/recipe.ts';
import { buildTopology } from './lab/topology/build.ts';

const FIREWALLS = ['hybrid', 'ovsfw'] as const;
const USERS = ['admin', 'member'] as const;
type User = (typeof USERS)[number];

const recordSchema = z.object({
  request: z.object({ method: z.string(), url: z.string(), body: z.json().optional() }),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.json(),
});
type Recorded = z.infer<typeof recordSchema> & { name: string };

const recordings = (firewall: string, user: User): Recorded[] =>
  readdirSync(join(RECORDED, firewall, 'api', user)).map((name) => ({
    name,
    ...recordSchema.parse(
      JSON.parse(readFileSync(join(RECORDED, firewall, 'api', user, name), 'utf8')),
    ),
  }));

const recordedBody = (firewall: string, name: string): Record<string, ApiObject[]> => {
  const found = recordings(firewall, 'admin').find((each) => each.name.includes(name));
  return found?.body as Record<string, ApiObject[]>;
};

interface Stand {
  readonly api: Api;
  readonly file: string;
  readonly tick: (ms: number) => void;
}

const withApi = async (
  document: CloudDocument,
  run: (stand: Stand) => Promise<void>,
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-api-'));
  const file = join(folder, 'objects.json');
  writeDocument(file, document);
  let nowMs = Date.now();
  const api = await startApi({
    address: '127.0.0.1',
    ports: { identity: 0, compute: 0, network: 0 },
    document: watchDocument(file),
    extensions: recordedBody('hybrid', '43-extensions')['extensions'] ?? [],
    clock: () => nowMs,
  });
  try {
    await run({ api, file, tick: (ms) => (nowMs += ms) });
  } finally {
    await api.close();
    rmSync(folder, { recursive: true });
  }
};

const passwordBody = (user: string, password: string): Json => ({
  auth: {
    identity: {
      methods: ['password'],
      password: { user: { name: user, domain: { id: 'default' }, password } },
    },
    scope: { project: { name: 'admin', domain: { id: 'default' } } },
  },
});

const post = (api: Api, body: Json): Promise<Response> =>
  fetch(`${api.urls.identity}/v3/auth/tokens`, { method: 'POST', body: JSON.stringify(body) });

const tokenOf = async (api: Api, user: string): Promise<string> =>
  (await post(api, passwordBody(user, user))).headers.get('X-Subject-Token') ?? '';

const get = (url: string, token: string): Promise<Response> =>
  fetch(url, { headers: { 'X-Auth-Token': token } });

/** The recorded URL at the stand-in: its port says which service was meant. */
const translated = (url: string, api: Api): string => {
  const parsed = new URL(url);
  const service = (['identity', 'compute', 'network'] as const).find(
    (each) => API_PORTS[each] === Number(parsed.port),
  );
  return `${api.urls[service ?? 'identity']}${parsed.pathname}${parsed.search}`;
};

/** Addresses of the services, wherever they are written, as in the recording. */
const withRecordedAddresses = (body: unknown, api: Api): unknown => {
  let text = JSON.stringify(body);
  for (const service of ['identity', 'compute', 'network'] as const)
    text = text.replaceAll(api.urls[service], `http://10.20.0.10:${API_PORTS[service]}`);
  return JSON.parse(text);
};

const isRead = (each: Recorded): boolean => each.request.method === 'GET';
const tokenFor = (each: Recorded, token: string): string =>
  each.name.includes('bad-token') ? 'nonsense' : token;

for (const firewall of FIREWALLS)
  for (const user of USERS)
    test(`${user} of the recorded ${firewall} cloud gets the recorded bodies`, async (t) => {
      await withApi(recordedDocument(firewall), async ({ api }) => {
        const token = await tokenOf(api, user);
        for (const each of recordings(firewall, user).filter(isRead)) {
          const answer = await get(translated(each.request.url, api), tokenFor(each, token));
          const body = withRecordedAddresses(await answer.json(), api);
          t.is(answer.status, each.status, each.name);
          t.deepEqual(body, each.body, each.name);
        }
      });
    });

test('a wrong password gets the recorded refusal, a right one a token', async (t) => {
  await withApi(recordedDocument('hybrid'), async ({ api }) => {
    const [refused, issued] = recordings('hybrid', 'admin');
    const wrong = await post(api, passwordBody('admin', 'wrong'));
    t.is(wrong.status, refused?.status ?? 0);
    t.deepEqual(await wrong.json(), refused?.body);
    const right = await post(api, passwordBody('admin', 'admin'));
    t.is(right.status, 201);
    const types = (body: unknown): unknown =>
      shapeOf(body).filter((line) => !line.startsWith('.token.catalog'));
    t.deepEqual(types(await right.json()), types(issued?.body));
  });
});

/** `path type` of every value, items of a list under one path. */
const shapeOf = (body: unknown): string[] => {
  const lines = new Set<string>();
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      lines.add(`${path} list`);
      for (const item of value) walk(item, `${path}[]`);
    } else if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) walk(item, `${path}.${key}`);
    else lines.add(`${path} ${value === null ? 'null' : typeof value}`);
  };
  walk(body, '');
  return [...lines].toSorted();
};

/** Recorded ids to those of the lab's objects of the same name. */
const sameName = (recorded: CloudDocument, lab: CloudDocument): ReadonlyMap<string, string> => {
  const ids = new Map<string, string>();
  const text = (object: ApiObject | undefined, key: string): string => textOf(object ?? {}, key);
  for (const kind of ['servers', 'networks', 'subnets', 'routers', 'security_groups'] as const)
    for (const each of recorded[kind]) {
      const twin = lab[kind].find((other) => other['name'] === each['name']);
      if (twin) ids.set(text(each, 'id'), text(twin, 'id'));
    }
  for (const port of recorded.ports) {
    const device = ids.get(text(port, 'device_id'));
    const twin = lab.ports.find((other) => other['device_id'] === device);
    if (device !== undefined && port['device_owner'] === 'compute:nova')
      ids.set(text(port, 'id'), text(twin, 'id'));
  }
  return ids;
};

/** A lab of the kind that was recorded: same nodes, networks, router and servers. */
const recordedKind = (firewall: string): Recipe => {
  const driver = firewall === 'hybrid' ? 'iptables_hybrid' : 'openvswitch';
  const compute = (name: string): Recipe['nodes'][number] => ({
    name,
    roles: ['compute'],
    firewall: driver,
  });
  return {
    snatNode: 'net1',
    nodes: [compute('cn1'), compute('cn2'), { ...compute('net1'), roles: ['network'] }],
    networks: [
      { name: 'netA', subnet: '10.1.0', router: 'r1' },
      { name: 'netB', subnet: '10.2.0', router: 'r1' },
    ],
    servers: [
      { name: 'a1', node: 'cn1', network: 'netA' },
      { name: 'a2', node: 'cn2', network: 'netA', floatingIp: '172.24.4.134' },
      { name: 'b1', node: 'cn2', network: 'netB' },
      { name: 'b2', node: 'cn1', network: 'netB' },
    ],
  };
};

for (const firewall of FIREWALLS)
  for (const user of USERS)
    test(`${user} of the lab gets keys and types as recorded with ${firewall}`, async (t) => {
      const lab = documentOf(buildTopology('shape1', recordedKind(firewall)));
      const ids = sameName(recordedDocument(firewall), lab);
      await withApi(lab, async ({ api }) => {
        const token = await tokenOf(api, user);
        for (const each of recordings(firewall, user).filter(isRead)) {
          let url = translated(each.request.url, api);
          for (const [from, to] of ids) url = url.replaceAll(from, to);
          const answer = await get(url, tokenFor(each, token));
          t.is(answer.status, each.status, each.name);
          t.deepEqual(shapeOf(await answer.json()), shapeOf(each.body), each.name);
        }
      });
    });

test('an application credential gives the token of its user, a wrong secret none', async (t) => {
  await withApi(documentOf(buildTopology('credential')), async ({ api }) => {
    const body = (secret: string): Json => ({
      auth: {
        identity: {
          methods: ['application_credential'],
          application_credential: { id: ACCOUNTS.credential.id, secret },
        },
      },
    });
    const right = await post(api, body(ACCOUNTS.credential.secret));
    t.is(right.status, 201);
    const token = right.headers.get('X-Subject-Token') ?? '';
    t.is((await get(`${api.urls.network}/v2.0/agents`, token)).status, 200);
    t.is((await post(api, body('wrong'))).status, 401);
  });
});

test('a token ends when its time is over', async (t) => {
  const document = { ...documentOf(buildTopology('expiry')), tokenSeconds: 60 };
  await withApi(document, async ({ api, tick }) => {
    const token = await tokenOf(api, 'admin');
    const url = `${api.urls.network}/v2.0/networks`;
    tick(59_000);
    t.is((await get(url, token)).status, 200);
    tick(1_000);
    t.is((await get(url, token)).status, 401);
  });
});

test('pages, followed by their links, give every port once', async (t) => {
  await withApi(documentOf(buildTopology('pages')), async ({ api }) => {
    const token = await tokenOf(api, 'admin');
    const seen: string[] = [];
    let url: string | undefined = `${api.urls.network}/v2.0/ports?limit=4&fields=id`;
    while (url !== undefined) {
      const page = (await (await get(url, token)).json()) as {
        ports: { id: string }[];
        ports_links: { rel: string; href: string }[];
      };
      t.true(page.ports.every((port) => Object.keys(port).join() === 'id'));
      seen.push(...page.ports.map((port) => port.id));
      url = page.ports_links.find((link) => link.rel === 'next')?.href;
    }
    const all = documentOf(buildTopology('pages')).ports.map((port) => textOf(port, 'id'));
    t.deepEqual(seen, all.toSorted());
  });
});

test('an edited object is in the next answer', async (t) => {
  await withApi(documentOf(buildTopology('edit')), async ({ api, file }) => {
    const token = await tokenOf(api, 'admin');
    const url = `${api.urls.network}/v2.0/routers?fields=name&sort_key=name`;
    const names = async (): Promise<unknown> => (await get(url, token)).json();
    t.deepEqual(await names(), { routers: [{ name: 'r1' }, { name: 'r2' }] });
    editDocument(file, (document) => ({
      ...document,
      routers: document.routers.map((router) => ({ ...router, name: 'renamed' })),
    }));
    t.deepEqual(await names(), { routers: [{ name: 'renamed' }, { name: 'renamed' }] });
  });
});
