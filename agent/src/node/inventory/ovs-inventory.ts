// What of Open vSwitch describe needs, from one transaction: ports of bridges, interfaces of
// Neutron ports, whether hardware offload is on. Absent Open vSwitch is an empty inventory that
// says so.

import { mapOf, numberOf, stringOf, uuidsOf } from '@hopscope/ovs';
import type { OvsdbRow } from '@hopscope/ovs';
import { toFailure } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import type { OvsAccess } from '../ovs-access.ts';

export interface OvsInventory {
  /** '' or why nothing is known. */
  readonly failure: string;
  readonly hardwareOffload: boolean;
  /** True for a port that Open vSwitch itself made: a bridge's LOCAL port among them. */
  readonly isInternal: (device: string) => boolean;
  /** Ports of a bridge, or of the bridge that has this port, that are devices from outside OVS. */
  readonly physicalPorts: (bridgeOrPort: string) => readonly string[];
  readonly hasBridge: (name: string) => boolean;
  /**
   * True when nothing of a bridge leads to a wire: its ports are internal, patched to br-int, or of
   * devices that do not exist. Ports of other kinds (DPDK, tunnels) may lead anywhere.
   */
  readonly isIsolated: (name: string, exists: (device: string) => boolean) => boolean;
  /** Every OVS interface that says it carries this Neutron port. */
  readonly carriers: (ifaceId: string) => readonly hopscope.v1.IOvsInterface[];
}

/** Interface types whose device is the kernel's own (vswitchd.conf.db(5), Interface type). */
const KERNEL_TYPES = new Set(['', 'system']);

interface Placed {
  readonly row: OvsdbRow;
  readonly bridge: string;
  readonly tag: number;
}

const INTEGRATION_BRIDGE = 'br-int';

const uuidOf = (row: OvsdbRow): string => uuidsOf(row['_uuid'])[0] ?? '';

const byUuid = (rows: readonly OvsdbRow[]): ReadonlyMap<string, OvsdbRow> =>
  new Map(rows.map((row) => [uuidOf(row), row]));

const pick = (rows: ReadonlyMap<string, OvsdbRow>, uuids: readonly string[]): OvsdbRow[] =>
  uuids.map((uuid) => rows.get(uuid)).filter((row) => row !== undefined);

/** Interfaces with the bridge and the tag of their port. */
const place = (
  bridges: readonly OvsdbRow[],
  ports: readonly OvsdbRow[],
  interfaces: readonly OvsdbRow[],
): Placed[] => {
  const portOf = byUuid(ports);
  const interfaceOf = byUuid(interfaces);
  return bridges.flatMap((bridge) =>
    pick(portOf, uuidsOf(bridge['ports'])).flatMap((port) =>
      pick(interfaceOf, uuidsOf(port['interfaces'])).map((row) => ({
        row,
        bridge: stringOf(bridge['name']),
        tag: numberOf(port['tag']) ?? 0,
      })),
    ),
  );
};

const toWire = ({ row, bridge, tag }: Placed, ifaceId: string): hopscope.v1.IOvsInterface => ({
  ifaceId,
  name: stringOf(row['name']),
  // -1 = the interface could not be opened; `error` says why.
  ofport: Math.max(0, numberOf(row['ofport']) ?? 0),
  tag,
  bridge,
  error: stringOf(row['error']),
});

/** Whether a port may lead out of its bridge, and not only to br-int. */
const leadsOut = (
  { row }: Placed,
  placed: readonly Placed[],
  exists: (device: string) => boolean,
): boolean => {
  const [name, type] = [stringOf(row['name']), stringOf(row['type'])];
  if (type === 'internal') return false;
  if (KERNEL_TYPES.has(type)) return exists(name);
  if (type !== 'patch') return true;
  const peer = mapOf(row['options']).get('peer');
  const bridge = placed.find((one) => one.row['name'] === peer)?.bridge;
  return bridge !== undefined && bridge !== INTEGRATION_BRIDGE;
};

const inventoryOf = (results: readonly (readonly OvsdbRow[])[]): OvsInventory => {
  const [bridges = [], ports = [], interfaces = [], roots = []] = results;
  const placed = place(bridges, ports, interfaces);
  const names = new Set(bridges.map((row) => stringOf(row['name'])));
  const internal = new Set(
    placed.filter(({ row }) => row['type'] === 'internal').map(({ row }) => stringOf(row['name'])),
  );
  const bridgeOf = (name: string): string | undefined =>
    names.has(name) ? name : placed.find(({ row }) => row['name'] === name)?.bridge;
  return {
    failure: '',
    hardwareOffload: roots.some(
      (row) => mapOf(row['other_config']).get('hw-offload')?.toLowerCase() === 'true',
    ),
    isInternal: (device) => internal.has(device),
    hasBridge: (name) => names.has(name),
    isIsolated: (name, exists) =>
      names.has(name) &&
      placed
        // A bridge's LOCAL port has its name, and no type with some datapaths.
        .filter(({ row, bridge }) => bridge === name && row['name'] !== name)
        .every((port) => !leadsOut(port, placed, exists)),
    physicalPorts: (name) => {
      const bridge = bridgeOf(name);
      return placed
        .filter((port) => port.bridge === bridge && KERNEL_TYPES.has(stringOf(port.row['type'])))
        .filter(({ row }) => !names.has(stringOf(row['name'])))
        .map(({ row }) => stringOf(row['name']));
    },
    carriers: (ifaceId) =>
      placed
        .filter(({ row }) => mapOf(row['external_ids']).get('iface-id') === ifaceId)
        .map((one) => toWire(one, ifaceId)),
  };
};

const nothing = (failure: string): OvsInventory => ({
  failure,
  hardwareOffload: false,
  isInternal: () => false,
  hasBridge: () => false,
  isIsolated: () => false,
  physicalPorts: () => [],
  carriers: () => [],
});

/** Never rejects. */
export const readOvsInventory = async (ovs: OvsAccess): Promise<OvsInventory> => {
  try {
    return inventoryOf(
      await ovs.select([
        { table: 'Bridge', columns: ['name', 'ports'] },
        { table: 'Port', columns: ['_uuid', 'interfaces', 'tag'] },
        {
          table: 'Interface',
          columns: ['_uuid', 'name', 'type', 'ofport', 'external_ids', 'error', 'options'],
        },
        { table: 'Open_vSwitch', columns: ['other_config'] },
      ]),
    );
  } catch (error) {
    return nothing(toFailure(error).message);
  }
};
