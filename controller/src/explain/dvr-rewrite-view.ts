// Table 1 of br-int on the receiving node: which flow puts the router's MAC back on routed frames.

import { type FlowEntry, macBits } from '@hopscope/nodestate';
import { type CaseFile } from './case-file.ts';
import { type EvidenceLine } from './cause.ts';
import { noted } from './lines.ts';
import { tunnelView } from './tunnel-view.ts';

export const REWRITE_TABLE = 1;

interface Rewrite {
  readonly node: string;
  readonly mac: string;
  /** The flow that rewrites; null = asked for, and not there. */
  readonly flow: FlowEntry | null;
}

/** Only what a distributed router routed carries a DVR host MAC: not the answers from snat. */
export const rewriteOf = (file: CaseFile): Rewrite | null => {
  const view = tunnelView(file);
  const router = file.path.neutron.router;
  if (view === null || view.mac === null || router?.distributed !== true) return null;
  const routed = file.place?.direction === 'forward' || file.path.exit === 'none';
  const read = file.flows(view.to.node, 'br-int');
  if (!routed || read === null || !read.asked(REWRITE_TABLE, `dl_dst=${view.mac}`)) return null;
  const wanted = macBits(view.mac);
  const flow = read.flows.find(
    ({ table, match }) =>
      table === REWRITE_TABLE &&
      match.fields.some(({ field, value }) => field === 'eth_dst' && value === wanted),
  );
  return { node: view.to.node, mac: view.mac, flow: flow ?? null };
};

/** vswitchd's own trace of the arriving packet, when it ends in that table. */
export const traceLine = (file: CaseFile, node: string): EvidenceLine[] => {
  const view = tunnelView(file);
  const trace = view === null ? null : file.trace(node, view.to.portName);
  const last = trace?.steps.at(-1);
  if (last === undefined || last.bridge !== 'br-int' || last.table !== REWRITE_TABLE) return [];
  return [
    noted(
      { node, netns: '' },
      'ofproto/trace',
      `ends in table ${last.table}: ${last.lines.join(', ')}`,
      'ovs-appctl ofproto/trace br-tun FLOW',
    ),
  ];
};
