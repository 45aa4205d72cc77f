// The two tables of Open vSwitch that tell names from numbers: Interface (ofport, type, tunnel
// options, errors) and Port (VLAN tag, trunks, Neutron's other_config). ovs-vswitchd.conf.db(5).

import { type Parsed } from '../parsed.ts';
import { parseOvsdbRows } from './rows.ts';
import {
  columnMap,
  columnNumber,
  columnSet,
  columnText,
  type OvsdbRow,
  type OvsdbScalar,
} from './value.ts';

type Settings = Readonly<Record<string, string>>;

export interface OvsInterface {
  readonly uuid: string;
  readonly name: string;
  /** null while it has none; -1 = the device could not be opened. */
  readonly ofport: number | null;
  /** '' = a device of the system; internal, patch, vxlan, dpdkvhostuser, ... */
  readonly type: string;
  readonly error: string;
  readonly mac: string;
  readonly linkState: string;
  readonly adminState: string;
  readonly mtu: number | null;
  /** Limit of what comes in by it, kilobits a second; 0 = none. */
  readonly policingKbps: number;
  /** iface-id, attached-mac, vm-uuid, ... */
  readonly externalIds: Settings;
  /** remote_ip, local_ip, key, peer, ... */
  readonly options: Settings;
  readonly statistics: Readonly<Record<string, number>>;
}

export interface OvsPort {
  readonly uuid: string;
  readonly name: string;
  /** Local VLAN; null = none (a trunk), 4095 = Neutron's dead VLAN. */
  readonly tag: number | null;
  readonly vlanMode: string;
  readonly trunks: readonly number[];
  /** net_uuid, network_type, segmentation_id, tag, ... */
  readonly otherConfig: Settings;
  /** Spanning tree's word for it, in small letters: listening, discarding; '' = it takes no part. */
  readonly spanningTree: string;
  readonly interfaces: readonly string[];
}

const settings = (map: ReadonlyMap<string, OvsdbScalar>): Settings =>
  Object.fromEntries([...map].map(([key, value]) => [key, String(value)]));

const numbers = (map: ReadonlyMap<string, OvsdbScalar>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...map].filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );

const readInterface = (row: OvsdbRow): OvsInterface => ({
  uuid: columnText(row, '_uuid'),
  name: columnText(row, 'name'),
  ofport: columnNumber(row, 'ofport'),
  type: columnText(row, 'type'),
  error: columnText(row, 'error'),
  mac: columnText(row, 'mac_in_use'),
  linkState: columnText(row, 'link_state'),
  adminState: columnText(row, 'admin_state'),
  mtu: columnNumber(row, 'mtu'),
  policingKbps: columnNumber(row, 'ingress_policing_rate') ?? 0,
  externalIds: settings(columnMap(row, 'external_ids')),
  options: settings(columnMap(row, 'options')),
  statistics: numbers(columnMap(row, 'statistics')),
});

/** STP says it in `status`, RSTP in a column of its own, in other letters. */
const spanningTree = (row: OvsdbRow): string => {
  const stp = columnMap(row, 'status').get('stp_state');
  const rstp = columnMap(row, 'rstp_status').get('rstp_port_state');
  return String(stp ?? rstp ?? '').toLowerCase();
};

const readPort = (row: OvsdbRow): OvsPort => ({
  uuid: columnText(row, '_uuid'),
  name: columnText(row, 'name'),
  tag: columnNumber(row, 'tag'),
  vlanMode: columnText(row, 'vlan_mode'),
  trunks: columnSet(row, 'trunks').filter((one): one is number => typeof one === 'number'),
  otherConfig: settings(columnMap(row, 'other_config')),
  spanningTree: spanningTree(row),
  interfaces: columnSet(row, 'interfaces').map(String),
});

export const parseOvsInterfaces = (input: string): Parsed<OvsInterface[]> => {
  const rows = parseOvsdbRows(input);
  return { ...rows, value: rows.value.map(readInterface) };
};

export const parseOvsPorts = (input: string): Parsed<OvsPort[]> => {
  const rows = parseOvsdbRows(input);
  return { ...rows, value: rows.value.map(readPort) };
};
