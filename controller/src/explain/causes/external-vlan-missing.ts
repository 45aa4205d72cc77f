// Row 43: no flow turns the local VLAN of the external network into the provider's, in the external
// bridge on the way out, or the provider's into the local one, in br-int on the way in: the packet
// ends at the default of that table.

import { type FlowEntry } from '@hopscope/nodestate';
import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { outerOf } from '../outer-bridge.ts';

const OUT_TABLE = 2;
const IN_TABLE = 0;
const VLAN_BITS = 0xfffn;

interface Missing {
  readonly bridge: string;
  readonly table: number;
  readonly title: string;
  readonly expected: string;
  readonly match: string;
}

const letsOut = ({ table, match, actions }: FlowEntry, vlan: number): boolean =>
  table === OUT_TABLE &&
  actions.some(({ type }) => type === 'normal' || type === 'output') &&
  match.fields.some(
    ({ field, value }) => field === 'vlan_tci' && value === (BigInt(vlan) | 0x1000n),
  );

const onTheWayOut = (file: CaseFile): Missing | null => {
  const outer = outerOf(file);
  if (outer === null || outer.vlan === null) return null;
  const { where, bridge, vlan } = outer;
  const read = file.flows(where.node, bridge);
  if (read === null || !read.isWhole(OUT_TABLE)) return null;
  if (read.flows.some((flow) => letsOut(flow, vlan))) return null;
  return {
    bridge,
    table: OUT_TABLE,
    title: `local VLAN ${vlan} of the external network is not let out`,
    expected: `dl_vlan=${vlan} to the wire`,
    match: `table=${OUT_TABLE}`,
  };
};

const takesIn = ({ table, actions }: FlowEntry, vlan: number): boolean =>
  table === IN_TABLE &&
  actions.some(
    (action) =>
      action.type === 'set' &&
      action.field === 'vlan_tci' &&
      (action.value & VLAN_BITS) === BigInt(vlan),
  );

const onTheWayIn = (file: CaseFile): Missing | null => {
  const outer = outerOf(file);
  if (outer === null || outer.vlan === null) return null;
  const { where, bridge, vlan } = outer;
  const patch = `int-${bridge}`;
  const read = file.flows(where.node, 'br-int');
  const match = `in_port=${patch}`;
  if (read === null || !read.asked(IN_TABLE, match)) return null;
  const number = file.ofports(where.node).get(patch);
  // Without its default there is no such port, or not one flow of the agent: other causes.
  const own = read.flows.filter(
    ({ table, match: { inPort } }) =>
      table === IN_TABLE && (inPort === patch || inPort === String(number ?? '')),
  );
  if (own.length === 0 || own.some((flow) => takesIn(flow, vlan))) return null;
  return {
    bridge: 'br-int',
    table: IN_TABLE,
    title: `what comes in by ${patch} is not let into local VLAN ${vlan} of the external network`,
    expected: `${match} to local VLAN ${vlan}`,
    match: `table=${IN_TABLE},${match}`,
  };
};

export const externalVlanMissing: Cause = {
  code: 'EXTERNAL_VLAN_MISSING',
  owner: 'platform',
  summary:
    'No flow turns the local VLAN into the provider network on the way out, or back on the way in.',
  // In a router: of the ARP that must go before the packet.
  segments: ['external-bridge', 'snat-router', 'fip-router'],
  directions: ['forward', 'reply'],
  catalogue: [43],
  test: (file) => {
    const outer = outerOf(file);
    const isOut = file.place?.direction === 'forward';
    const missing = isOut ? onTheWayOut(file) : onTheWayIn(file);
    if (outer === null || missing === null) return null;
    const { where } = outer;
    const { bridge, table, title, expected, match } = missing;
    return finding(file, externalVlanMissing, {
      confidence: 'confirmed',
      title: `in ${bridge} of ${where.node}: ${title}`,
      detail: `Table ${table} has no flow for it; the packet ends at its default, which drops.`,
      evidence: [
        checked(
          where,
          `lost packet walked through ${bridge}, table ${table}`,
          expected,
          'no flow, dropped',
          false,
          `ovs-ofctl -O OpenFlow13 --names dump-flows ${bridge} ${match}`,
        ),
      ],
      affects: affectsRouter(file),
      fixes: [restartOvsAgent(where.node)],
      references: ['LP#1864822', 'LP#1887148', 'LP#1869808'],
    });
  },
};
