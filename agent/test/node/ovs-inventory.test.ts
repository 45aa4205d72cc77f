import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { OvsdbRow, OvsdbValue } from '@hopscope/ovs';
import test from 'ava';

import { readOvsInventory } from '../../src/node/inventory/ovs-inventory.ts';
import type { OvsAccess } from '../../src/node/ovs-access.ts';

const RECORDED = join(import.meta.dirname, '../../../test/fixtures/recorded');

/** `ovs-vsctl --format=json list TABLE`, below one line with the command. */
const readTable = (path: string): OvsdbRow[] => {
  const text = readFileSync(path, 'utf8');
  const { headings, data } = JSON.parse(text.slice(text.indexOf('\n'))) as {
    headings: string[];
    data: OvsdbValue[][];
  };
  return data.map((cells) => Object.fromEntries(headings.map((name, at) => [name, cells[at]!])));
};

/** Bridges are recorded in `ovs-vsctl show` only: names and the names of their ports. */
const readBridges = (path: string, ports: readonly OvsdbRow[]): OvsdbRow[] => {
  const uuidOf = new Map(
    ports.map((row) => [row['name'], row['_uuid'] as readonly ['uuid', string]]),
  );
  return readFileSync(path, 'utf8')
    .split(/^ {4}Bridge /m)
    .slice(1)
    .map((block) => {
      const names = [...block.matchAll(/^ {8}Port (\S+)/gm)].map(([, name]) =>
        name!.replaceAll('"', ''),
      );
      const uuids = names.map((name) => uuidOf.get(name)!);
      return { name: block.split('\n')[0]!.trim().replaceAll('"', ''), ports: ['set', uuids] };
    });
};

const recordedOvs = (firewall: string, node: string): OvsAccess => {
  const folder = join(RECORDED, firewall, 'before', node);
  const Port = readTable(join(folder, 'ovs-vsctl-ports.json'));
  const Interface = readTable(join(folder, 'ovs-vsctl-interfaces.json'));
  const Bridge = readBridges(join(folder, 'ovs-vsctl-show.txt'), Port);
  const tables: Record<string, OvsdbRow[]> = { Port, Interface, Bridge, Open_vSwitch: [] };
  return {
    runDir: '',
    select: (selects) => Promise.resolve(selects.map(({ table }) => tables[table] ?? [])),
    selectText: () => Promise.reject(new Error('not asked')),
    control: () => Promise.reject(new Error('not asked')),
  };
};

for (const firewall of ['hybrid', 'ovsfw'])
  test(`a recorded compute node (${firewall}) has the physical ports it had`, async (t) => {
    const inventory = await readOvsInventory(recordedOvs(firewall, 'cn1'));
    t.is(inventory.failure, '');
    t.deepEqual(inventory.physicalPorts('br-phy'), ['eth0']);
    t.deepEqual(inventory.physicalPorts('br-ex'), ['ext0']);
    t.deepEqual(inventory.physicalPorts('br-tun'), []);
    t.true(inventory.isInternal('br-phy'));
    t.false(inventory.isInternal('eth0'));
    t.false(inventory.hardwareOffload);
  });

test('a recorded VM port is found by its Neutron id', async (t) => {
  const inventory = await readOvsInventory(recordedOvs('hybrid', 'cn1'));
  const folder = join(RECORDED, 'hybrid/before/cn1/ovs-vsctl-interfaces.json');
  const [, id] = /"iface-id","(38d38d97-02[0-9a-f-]+)"/.exec(readFileSync(folder, 'utf8')) ?? [];
  const [carrier, ...others] = inventory.carriers(id ?? '');
  t.deepEqual(others, []);
  t.like(carrier, { name: 'qvo38d38d97-02', bridge: 'br-int', error: '' });
  t.true((carrier?.ofport ?? 0) > 0);
  t.true((carrier?.tag ?? 0) > 0);
});

const edited = (table: string, edit: (rows: readonly OvsdbRow[]) => OvsdbRow[]): OvsAccess => {
  const ovs = recordedOvs('hybrid', 'net1');
  const select: OvsAccess['select'] = async (selects) => {
    const answers = await ovs.select(selects);
    return answers.map((rows, at) => (selects[at]?.table === table ? edit(rows) : [...rows]));
  };
  return { ...ovs, select };
};
const yes = (): boolean => true;

test('a bridge whose card was taken out, or is gone, leads nowhere; tunnels and DPDK may', async (t) => {
  const whole = await readOvsInventory(recordedOvs('hybrid', 'net1'));
  t.false(whole.isIsolated('br-ex', yes));
  t.true(whole.isIsolated('br-ex', (device) => device !== 'ext0'));
  t.false(whole.isIsolated('br-tun', yes));
  t.false(whole.isIsolated('br-gone', yes));
  const without = edited('Interface', (rows) => rows.filter(({ name }) => name !== 'ext0'));
  t.true((await readOvsInventory(without)).isIsolated('br-ex', yes));
  const typed = edited('Interface', (rows) =>
    rows.map((row) => (row['name'] === 'ext0' ? { ...row, type: 'dpdk' } : row)),
  );
  t.false((await readOvsInventory(typed)).isIsolated('br-ex', () => false));
});
