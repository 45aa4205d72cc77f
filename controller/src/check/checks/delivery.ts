// Check 7: br-int of the receiving node gives the packet back its router's MAC and puts it out of
// the right port. Only distributed routers have these flows. br_int.py `install_dvr_to_src_mac`.

import { type FlowEntry, macBits } from '@hopscope/nodestate';
import type { Check, CheckRow, Scope } from '../check.ts';
import { CODES } from '../codes.ts';
import type { Crossing } from '../crossings.ts';
import { judged, unknown } from '../rows.ts';
import { flowsFor, flowVlan, type CheckState } from '../state.ts';

const DVR_TO_SRC_MAC_TABLE = 1;
const TRANSIENT_TABLE = 60;

const dump = (table: number, mac: string): string =>
  `ovs-ofctl -O OpenFlow13 --names dump-flows br-int table=${table},dl_dst=${mac}`;

/** The best flow that does something with this MAC in the network's local VLAN. */
const bestOf = (
  state: CheckState,
  { to, network }: Crossing,
  table: number,
  mac: string,
): FlowEntry | 'absent' | null => {
  const flows = flowsFor(state, to, 'br-int', table, { mac });
  const vlan = state.localVlan(to, network.id);
  if (flows === null) return null;
  return flows.find((flow) => vlan === null || flowVlan(flow) === vlan) ?? 'absent';
};

const scopeOf = ({ arriving }: Crossing): Scope => (arriving.role === 'sg' ? 'network' : 'vm');

/** A miss in this table drops what comes from a DVR MAC that the node knows. */
const gatewayRow = (state: CheckState, crossing: Crossing, mac: string): CheckRow[] => {
  const { to, gatewayMac } = crossing;
  if (gatewayMac === null) return [];
  const wanted = {
    where: { node: to, netns: '' },
    what: `br-int table ${DVR_TO_SRC_MAC_TABLE}, to ${mac}`,
    expected: `source becomes ${gatewayMac}`,
    command: dump(DVR_TO_SRC_MAC_TABLE, mac),
    scope: scopeOf(crossing),
  };
  const flow = bestOf(state, crossing, DVR_TO_SRC_MAC_TABLE, mac);
  if (flow === null) return [unknown(wanted)];
  if (flow === 'absent') return [judged(wanted, 'no flow', false, CODES.dvrRewriteMissing)];
  const bits = macBits(gatewayMac);
  const isRight = flow.actions.some(
    (action) => action.type === 'set' && action.field === 'eth_src' && action.value === bits,
  );
  const found = isRight ? wanted.expected : 'another source MAC';
  return [judged(wanted, found, isRight, CODES.dvrRewriteWrong)];
};

/**
 * `output:NAME`, or with the openvswitch firewall the port's number in register 5; null when the
 * number is not known.
 */
const deliversTo = (
  state: CheckState,
  node: string,
  flow: FlowEntry,
  device: string,
): boolean | null => {
  const ofport = state.ofports(node).get(device);
  const isNamed = flow.actions.some((action) => action.type === 'output' && action.port === device);
  if (isNamed) return true;
  if (ofport === undefined) return null;
  return flow.actions.some(
    (action) =>
      (action.type === 'output' && action.port === String(ofport)) ||
      (action.type === 'set' && action.field === 'reg5' && action.value === BigInt(ofport)),
  );
};

const portRow = (state: CheckState, crossing: Crossing, mac: string): CheckRow => {
  const { to, arriving } = crossing;
  const wanted = {
    where: { node: to, netns: '' },
    what: `br-int table ${TRANSIENT_TABLE}, to ${mac}`,
    expected: `out of ${arriving.device}`,
    command: dump(TRANSIENT_TABLE, mac),
    scope: scopeOf(crossing),
  };
  const flow = bestOf(state, crossing, TRANSIENT_TABLE, mac);
  if (flow === null) return unknown(wanted);
  if (flow === 'absent') return judged(wanted, 'no flow', false, CODES.deliveryFlowMissing);
  const isRight = deliversTo(state, to, flow, arriving.device);
  if (isRight === null) return unknown(wanted);
  const found = isRight ? wanted.expected : 'out of another port';
  return judged(wanted, found, isRight, CODES.deliveryFlowWrong);
};

export const delivery: Check = {
  number: 7,
  id: 'delivery',
  title: 'br-int of the receiving node restores the router MAC and delivers to the right port',
  rows: (state) => {
    if (state.path.neutron.router?.distributed !== true) return [];
    return state.crossings.flatMap((crossing) => {
      const { mac } = crossing;
      if (mac === null) return [];
      return [...gatewayRow(state, crossing, mac), portRow(state, crossing, mac)];
    });
  },
};
