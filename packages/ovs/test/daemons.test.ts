import test from 'ava';

import {
  connectOvsdb,
  findControlSocket,
  mapOf,
  numberOf,
  sendControl,
  stringOf,
  uuidsOf,
} from '../src/mod.ts';
import { startDaemons } from './support/daemons.ts';

const LIMITS = { timeoutMs: 3_000, bytesMax: 4 * 1024 * 1024 };

/** A bridge with one plain port, a tunnel and a tag, as Neutron would write them. */
const openSite = async (t: { teardown: (work: () => unknown) => void }) => {
  const daemons = await startDaemons();
  t.teardown(daemons.close);
  const { vsctl } = daemons;
  vsctl('add-br', 'br-int', '--', 'set', 'bridge', 'br-int', 'datapath_type=dummy');
  vsctl('add-port', 'br-int', 'qvo1', '--', 'set', 'interface', 'qvo1', 'type=dummy');
  vsctl('set', 'interface', 'qvo1', 'external_ids:iface-id=port-1', 'external_ids:vm-uuid=vm-1');
  vsctl('set', 'port', 'qvo1', 'tag=7');
  vsctl('add-port', 'br-int', 'p2', '--', 'set', 'interface', 'p2', 'type=dummy');
  return daemons;
};

test('rows come with the asked columns and conditions, of one state', async (t) => {
  const { runDir } = await openSite(t);
  const database = await connectOvsdb({ path: `${runDir}/db.sock`, ...LIMITS });
  t.teardown(database.close);
  t.true((await database.databases()).includes('Open_vSwitch'));
  const [bridges, ports, interfaces] = await database.select([
    { table: 'Bridge', columns: ['name', 'ports'] },
    { table: 'Port', columns: ['_uuid', 'name', 'tag'] },
    {
      table: 'Interface',
      where: [['external_ids', 'includes', ['map', [['iface-id', 'port-1']]]]],
      columns: ['name', 'external_ids', 'ofport', 'error'],
    },
  ]);
  t.deepEqual(
    bridges?.map((row) => stringOf(row['name'])),
    ['br-int'],
  );
  t.is(uuidsOf(bridges?.[0]?.['ports']).length, 3);
  const port = ports?.find((row) => row['name'] === 'qvo1');
  t.is(numberOf(port?.['tag']), 7);
  t.true(uuidsOf(bridges?.[0]?.['ports']).includes(uuidsOf(port?.['_uuid'])[0] ?? ''));
  t.is(numberOf(ports?.find((row) => row['name'] === 'p2')?.['tag']), null);
  t.is(interfaces?.length, 1);
  t.is(mapOf(interfaces?.[0]?.['external_ids']).get('vm-uuid'), 'vm-1');
  t.is(numberOf(interfaces?.[0]?.['ofport']), 1);
  t.is(stringOf(interfaces?.[0]?.['error']), '');
  t.deepEqual(Object.keys(interfaces?.[0] ?? {}).toSorted(), [
    'error',
    'external_ids',
    'name',
    'ofport',
  ]);
});

test('a table that does not exist is refused in the words of the server', async (t) => {
  const { runDir } = await openSite(t);
  const database = await connectOvsdb({ path: `${runDir}/db.sock`, ...LIMITS });
  t.teardown(database.close);
  const error = await t.throwsAsync(database.select([{ table: 'Nonsense' }]));
  t.like(error, { code: 'REFUSED' });
  t.regex(error?.message ?? '', /Nonsense/);
  const [rows] = await database.select([{ table: 'Bridge', columns: ['name'] }]);
  t.is(rows?.length, 1, 'the connection goes on');
});

test('an answer that is too large is refused, not held', async (t) => {
  const { runDir } = await openSite(t);
  const database = await connectOvsdb({ path: `${runDir}/db.sock`, ...LIMITS, bytesMax: 200 });
  t.teardown(database.close);
  await t.throwsAsync(database.select([{ table: 'Interface' }]), { code: 'TOO_LARGE' });
});

test('ovs-vswitchd answers commands over its control socket', async (t) => {
  const { runDir } = await openSite(t);
  const path = await findControlSocket(runDir);
  const flows = await sendControl({ path, ...LIMITS }, 'bridge/dump-flows', ['br-int']);
  t.regex(flows, /actions=/);
  const trace = await sendControl({ path, ...LIMITS }, 'ofproto/trace', [
    'br-int',
    'in_port=qvo1,icmp,nw_src=10.0.0.1,nw_dst=10.0.0.2',
  ]);
  t.regex(trace, /Datapath actions:/);
  const error = await t.throwsAsync(sendControl({ path, ...LIMITS }, 'fdb/show', ['nosuch']));
  t.like(error, { code: 'REFUSED', message: 'no such bridge' });
});

test('a daemon that is gone is unreachable, and so is a folder without one', async (t) => {
  const { runDir, stopVswitchd } = await openSite(t);
  const path = await findControlSocket(runDir);
  await stopVswitchd();
  await t.throwsAsync(sendControl({ path, ...LIMITS }, 'version'), { code: 'UNREACHABLE' });
  await t.throwsAsync(findControlSocket(`${runDir}/nothing`), { code: 'UNREACHABLE' });
  await t.throwsAsync(connectOvsdb({ path: `${runDir}/nothing`, ...LIMITS }), {
    code: 'UNREACHABLE',
  });
});
