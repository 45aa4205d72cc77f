// Check 6: br-tun of the sending node leads the packet into the tunnel to the right node, under
// that node's own DVR MAC when a distributed router sent it. br_tun.py, br_dvr_process.py.

import type { FlowEntry, OvsInterface } from '@hopscope/nodestate';
import type { Point } from '../../resolve/path.ts';
import type { Check, CheckRow, Scope } from '../check.ts';
import { CODES } from '../codes.ts';
import type { Crossing } from '../crossings.ts';
import { judged, noted, unknown, type Wanted } from '../rows.ts';
import { flowsFor, flowVlan, type CheckState } from '../state.ts';

const DVR_TABLE = 1;
const UNICAST_TABLE = 20;
const FLOOD_TABLE = 22;
const NOT_LEARN_TABLE = 9;

const dump = (table: number, match: string): string =>
  `ovs-ofctl -O OpenFlow13 --names dump-flows br-tun table=${table},${match}`;

/** In the crossing's local VLAN; a VLAN that nobody knows excludes nothing. */
const inVlan = (flows: readonly FlowEntry[], vlan: number | null): FlowEntry[] =>
  flows.filter((flow) => vlan === null || flowVlan(flow) === vlan);

const macOf = (bits: bigint): string =>
  (bits.toString(16).padStart(12, '0').match(/../g) ?? []).join(':');

/** The DVR MAC that the sending node puts on packets of this router port. */
const rewriteOf = (flows: readonly FlowEntry[]): string | null => {
  for (const { actions } of flows)
    for (const action of actions)
      if (action.type === 'set' && action.field === 'eth_src') return macOf(action.value);
  return null;
};

const rewriteRows = (state: CheckState, crossing: Crossing): CheckRow[] => {
  const { from, to, gatewayMac, network } = crossing;
  if (gatewayMac === null) return [];
  const wanted = {
    where: { node: from, netns: '' },
    what: `br-tun table ${DVR_TABLE}, from ${gatewayMac}`,
    expected: 'source becomes the DVR MAC',
    command: dump(DVR_TABLE, `dl_src=${gatewayMac}`),
    scope: 'host',
  } as const;
  const vlan = state.localVlan(from, network.id);
  const flows = flowsFor(state, from, 'br-tun', DVR_TABLE, { source: gatewayMac, vlan });
  if (flows === null) return [unknown(wanted)];
  const dvrMac = rewriteOf(inVlan(flows, vlan));
  if (dvrMac === null) return [judged(wanted, 'no flow', false, CODES.dvrNotRewriting)];
  return [judged(wanted, wanted.expected, true, ''), knownRow(state, to, from, dvrMac)];
};

/** Without it packets still arrive, under the DVR MAC: drift, and never a loss (section 4.5). */
const knownRow = (state: CheckState, node: string, of: string, dvrMac: string): CheckRow => {
  const wanted = {
    where: { node, netns: '' },
    what: `DVR MAC of ${of}`,
    expected: `${dvrMac} in br-tun table ${NOT_LEARN_TABLE}`,
    command: dump(NOT_LEARN_TABLE, `dl_src=${dvrMac}`),
    scope: 'host',
  } as const;
  const flows = flowsFor(state, node, 'br-tun', NOT_LEARN_TABLE, {
    source: dvrMac,
    vlan: null,
  });
  if (flows === null) return unknown(wanted);
  return flows.length === 0
    ? judged(wanted, 'absent; packets pass without it', false, CODES.dvrNotRewriting)
    : judged(wanted, wanted.expected, true, '');
};

/**
 * Tunnel port of br-tun that a flow names, or numbers when the switch does not know the name any
 * more: port numbers are of one bridge, and only tunnels are of this one.
 */
const tunnelOf = (
  state: CheckState,
  node: string,
  port: string,
): OvsInterface | 'absent' | null => {
  if (!/^\d+$/.test(port)) return state.ovsInterface(node, port);
  const interfaces = state.ovsInterfaces(node);
  if (interfaces === null) return null;
  const found = interfaces.find(
    ({ ofport, options }) => String(ofport) === port && options['remote_ip'] !== undefined,
  );
  return found ?? 'absent';
};

const GONE = 'a port that is gone';

/** Addresses of the other ends of the tunnels a flow sends to; null when no port was read. */
const leadsTo = (state: CheckState, node: string, flow: FlowEntry): string[] | null => {
  const ends = flow.actions.map((action): string | null => {
    if (action.type !== 'output') return '';
    const port = tunnelOf(state, node, action.port);
    if (port === null) return null;
    return port === 'absent' ? GONE : (port.options['remote_ip'] ?? action.port);
  });
  const known = ends.filter((end) => end !== null);
  return known.length < ends.length ? null : known.filter((end) => end !== '');
};

/** The tunnel is there, under another number than the flow has. */
const isRenumbered = (
  state: CheckState,
  node: string,
  leads: readonly string[],
  address: string,
): boolean =>
  leads.includes(GONE) &&
  (state.ovsInterfaces(node) ?? []).some(
    ({ options, ofport }) => options['remote_ip'] === address && (ofport ?? -1) > 0,
  );

const isRouterPort = ({ role }: Point): boolean => role === 'sg' || role === 'qr';

/** The VNI that a flow sets; null = none that can be told. */
const vniOf = ({ actions }: FlowEntry): number | null => {
  const set = actions.findLast((action) => action.type === 'set' && action.field === 'tun_id');
  return set?.type === 'set' ? Number(set.value) : null;
};

/** What the sending node has for the way to a MAC. */
const unicastRow = (state: CheckState, crossing: Crossing, mac: string): CheckRow => {
  const { from, to, network, arriving } = crossing;
  const address = state.path.nodes.find(({ name }) => name === to)?.tunnelAddress ?? '';
  const vlan = state.localVlan(from, network.id);
  const wanted = {
    where: { node: from, netns: '' },
    what: `br-tun table ${UNICAST_TABLE}, to ${mac}`,
    expected: `tunnel to ${address || to}`,
    command: dump(UNICAST_TABLE, `dl_dst=${mac}`),
    scope: (isRouterPort(arriving) ? 'host' : 'vm') as Scope,
  };
  const flows = flowsFor(state, from, 'br-tun', UNICAST_TABLE, { mac });
  if (flows === null || address === '') return unknown(wanted);
  const [best] = inVlan(flows, vlan);
  if (best === undefined) return floodedRow(state, crossing, wanted, address);
  const leads = leadsTo(state, from, best);
  if (leads === null) return unknown(wanted);
  const isRight = leads.includes(address);
  const vni = vniOf(best);
  if (isRight && vni !== null && vni !== network.segmentationId)
    return judged(
      { ...wanted, expected: `${wanted.expected} with VNI ${network.segmentationId}` },
      `with VNI ${vni}`,
      false,
      CODES.tunnelWrongVni,
    );
  const found = isRight ? wanted.expected : `to ${leads.join(', ') || 'nowhere'}`;
  const renumbered = isRenumbered(state, from, leads, address);
  const code = renumbered ? CODES.tunnelPortRenumbered : CODES.tunnelWrongNode;
  return judged(wanted, found, isRight, code);
};

/** Where the flood of the network goes; null when it was not read. */
const floodOf = (state: CheckState, { from, network }: Crossing): string[] | null => {
  const found = state.found(from, 'br-tun');
  const vlan = state.localVlan(from, network.id);
  if (found === null || vlan === null || !found.read.asked(FLOOD_TABLE, `dl_vlan=${vlan}`))
    return null;
  const flows = found.by(FLOOD_TABLE, 'vlan', BigInt(vlan));
  const leads = flows.map((flow) => leadsTo(state, from, flow));
  return leads.includes(null) ? null : leads.flatMap((ends) => ends ?? []);
};

/**
 * No unicast flow: the packet is flooded. That is drift, except towards an HA router: l2population
 * tells nobody where it is, and its traffic is learned from.
 */
const floodedRow = (
  state: CheckState,
  crossing: Crossing,
  wanted: Wanted,
  address: string,
): CheckRow => {
  const flood = floodOf(state, crossing);
  const isReached = flood?.includes(address) ?? null;
  const isHa = state.path.neutron.router?.ha === true && isRouterPort(crossing.arriving);
  if (isHa && isReached !== false)
    return isReached === null
      ? unknown(wanted, 'no flow yet, and the flood was not read')
      : noted(wanted, 'none yet: flooded until it is learned');
  const found =
    isReached === null ? 'no flow' : isReached ? 'no flow, flooded' : 'no flow, and not flooded';
  return judged(wanted, found, false, CODES.tunnelFlowMissing);
};

export const overlay: Check = {
  number: 6,
  id: 'overlay',
  title: 'br-tun of the sending node leads into the tunnel to the right node',
  rows: (state) =>
    state.crossings.flatMap((crossing) => [
      ...rewriteRows(state, crossing),
      ...(crossing.mac === null ? [] : [unicastRow(state, crossing, crossing.mac)]),
    ]),
};
