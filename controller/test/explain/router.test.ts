// Causes inside the qrouter of the VM's node, on the recorded state of both firewalls.
import test from 'ava';
import { causesOf, type Edit, type Firewall, recordedPath, verdictsOf } from './case-builder.ts';

const FIREWALLS: readonly Firewall[] = ['hybrid', 'ovsfw'];

type Entry = Readonly<Record<string, unknown>>;

const json =
  (change: (entries: Entry[]) => Entry[]) =>
  (text: string): string =>
    JSON.stringify(change(JSON.parse(text) as Entry[]));

const qrouter = (reader: string, change: (entries: Entry[]) => Entry[]): Edit => ({
  reader,
  netns: 'qrouter-',
  text: json(change),
});

const NET_A = '167837697';
const NET_B = '167903233';

const withoutRule = (table: string): Edit =>
  qrouter('rules', (rules) => rules.filter((rule) => rule['table'] !== table));
const withoutRoute = (table: string): Edit =>
  qrouter('routes', (routes) => routes.filter((route) => route['table'] !== table));

const lost = { after: 'qr', lost: 20 } as const;

for (const firewall of FIREWALLS) {
  test(`${firewall}: a missing policy rule is confirmed, named and repaired by one command`, async (t) => {
    const path = await recordedPath(t, firewall);
    const [cause, ...others] = causesOf({
      path,
      firewall,
      edits: [withoutRule(NET_A)],
      loss: lost,
    });
    t.is(cause?.code, 'PBR_RULE_MISSING');
    t.is(cause?.confidence, 'confirmed');
    t.is(cause?.owner, 'platform');
    t.deepEqual(others, []);
    t.regex(cause?.title ?? '', /^in router r1 on cn1: /);
    const [now] = cause?.fixes ?? [];
    t.regex(
      now?.commands[0] ?? '',
      /^ip netns exec qrouter-\S+ ip rule add from 10\.1\.0\.1\/24 lookup 167837697 priority 1678/,
    );
    t.is(now?.undo, now?.commands[0]?.replace(' add ', ' del '));
    const bad = cause?.evidence.filter(({ verdict }) => verdict === 'bad').map(({ what }) => what);
    t.deepEqual(bad, [`ip rule ${NET_A}`]);
    t.true(
      cause?.evidence.some(({ what, verdict }) => what.startsWith('neighbour') && verdict === 'ok'),
    );
    t.true(cause?.references.includes('LP#1611964'));
    t.truthy(cause?.objects['router']);
    t.regex(cause?.affects?.text ?? '', /on cn1, in .*without floating IP$/);
  });

  test(`${firewall}: an empty redirect table is told apart from a missing rule`, async (t) => {
    const path = await recordedPath(t, firewall);
    const spec = { path, firewall, edits: [withoutRoute(NET_A)], loss: lost };
    t.deepEqual(verdictsOf(spec), ['PBR_TABLE_EMPTY confirmed']);
  });

  test(`${firewall}: a next hop that is not the SNAT port is named with both addresses`, async (t) => {
    const path = await recordedPath(t, firewall);
    const edit = qrouter('routes', (routes) =>
      routes.map((route) =>
        route['table'] === NET_A ? { ...route, gateway: '10.1.0.253' } : route,
      ),
    );
    const [cause] = causesOf({ path, firewall, edits: [edit], loss: lost });
    t.is(cause?.code, 'PBR_WRONG_NEXT_HOP');
    t.is(cause?.confidence, 'confirmed');
    t.regex(cause?.title ?? '', /points to 10\.1\.0\.253, the SNAT port is 10\.1\.0\.\d+/);
  });

  test(`${firewall}: a default route in table main wins over the redirect`, async (t) => {
    const path = await recordedPath(t, firewall);
    const edit = qrouter('routes', (routes) => [
      {
        dst: 'default',
        gateway: '10.1.0.253',
        dev: path.points.find(({ role }) => role === 'qr')?.device,
        flags: [],
      },
      ...routes,
    ]);
    const [cause] = causesOf({ path, firewall, edits: [edit], loss: lost });
    t.is(cause?.code, 'PBR_SHADOWED');
    t.is(cause?.owner, 'platform');
    t.is(cause?.confidence, 'confirmed');
  });

  test(`${firewall}: a default route that the project asked for is the project's`, async (t) => {
    const path = await recordedPath(t, firewall);
    const { router } = path.neutron;
    if (router === null) return t.fail('the recorded path has a router');
    const routes = [{ destination: '0.0.0.0/0', nexthop: '10.1.0.253' }];
    const asked = { ...path, neutron: { ...path.neutron, router: { ...router, routes } } };
    const edit = qrouter('routes', (all) => [
      { dst: 'default', gateway: '10.1.0.253', dev: 'qr-x', flags: [] },
      ...all,
    ]);
    const [cause] = causesOf({ path: asked, firewall, edits: [edit], loss: lost });
    t.is(cause?.code, 'PBR_SHADOWED');
    t.is(cause?.owner, 'tenant');
    t.regex(
      cause?.fixes[0]?.commands[0] ?? '',
      /^openstack router unset --route destination=0\.0\.0\.0\/0/,
    );
  });

  test(`${firewall}: a stale neighbour of the SNAT port is found behind the router`, async (t) => {
    const path = await recordedPath(t, firewall);
    const sg = path.neutron.snatPort?.addresses[0]?.address;
    const edit = qrouter('neighbours', (entries) =>
      entries.map((entry) =>
        entry['dst'] === sg ? { ...entry, lladdr: 'fa:16:3e:00:de:ad' } : entry,
      ),
    );
    for (const loss of [
      { after: 'tunnel-nic', out: true },
      { after: 'qr', out: true },
    ] as const) {
      const [cause] = causesOf({ path, firewall, edits: [edit], loss });
      t.is(cause?.code, 'SNAT_NEIGHBOUR_STALE');
      t.is(cause?.confidence, 'confirmed');
      t.regex(cause?.fixes[0]?.undo ?? '', /fa:16:3e:00:de:ad/);
    }
  });

  test(`${firewall}: forwarding switched off is named in qrouter and in snat`, async (t) => {
    const path = await recordedPath(t, firewall);
    const off = (netns: string): Edit => ({
      reader: 'sysctls',
      netns,
      text: (text) => text.replace('net.ipv4.ip_forward = 1', 'net.ipv4.ip_forward = 0'),
    });
    t.deepEqual(verdictsOf({ path, firewall, edits: [off('qrouter-')], loss: lost }), [
      'IP_FORWARD_OFF confirmed',
    ]);
    t.deepEqual(verdictsOf({ path, firewall, edits: [off('snat-')], loss: { after: 'sg' } }), [
      'IP_FORWARD_OFF confirmed',
    ]);
    // The same state elsewhere is not this loss.
    t.deepEqual(verdictsOf({ path, firewall, edits: [off('snat-')], loss: lost }), [
      'CAUSE_UNKNOWN possible',
    ]);
  });

  test(`${firewall}: the same faults of another subnet confirm nothing here`, async (t) => {
    const path = await recordedPath(t, firewall);
    const edits = [withoutRule(NET_B), withoutRoute(NET_B)];
    t.deepEqual(verdictsOf({ path, firewall, edits, loss: lost }), ['CAUSE_UNKNOWN possible']);
  });

  test(`${firewall}: healthy state accuses nobody`, async (t) => {
    const path = await recordedPath(t, firewall);
    t.deepEqual(verdictsOf({ path, firewall, loss: lost }), ['CAUSE_UNKNOWN possible']);
  });

  test(`${firewall}: what was not read is not taken for absent`, async (t) => {
    const path = await recordedPath(t, firewall);
    const unread = ['rules', 'routes', 'neighbours', 'sysctls'].map((reader): Edit => ({
      reader,
      text: null,
    }));
    t.deepEqual(verdictsOf({ path, firewall, edits: unread, loss: lost }), [
      'CAUSE_UNKNOWN possible',
    ]);
    const refused: Edit = {
      reader: 'rules',
      text: () => 'Cannot open netlink socket: Permission denied',
    };
    t.deepEqual(verdictsOf({ path, firewall, edits: [refused], loss: lost }), [
      'CAUSE_UNKNOWN possible',
    ]);
  });
}
