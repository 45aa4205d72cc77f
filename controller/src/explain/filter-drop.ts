// A drop by iptables in a router namespace: the walk's end, its counter, who else it hits.

import { affectsNetworkOnNode, affectsRouter } from './affects.ts';
import { type CaseFile } from './case-file.ts';
import { type Affects, type Cause, type EvidenceLine } from './cause.ts';
import { ruleDelta } from './rule-counter.ts';
import { counted, noted } from './lines.ts';
import { type RoutedView, routedView } from './routed-view.ts';

export const SEGMENTS: Cause['segments'] = ['router', 'snat-router', 'fip-router'];
/** The chain in which the L3 agent compares address scopes. */
export const SCOPE_CHAIN = /^neutron-.*-scope$/;

export const dropOf = (file: CaseFile): RoutedView | null => {
  const view = routedView(file);
  const verdict = view?.filter?.verdict;
  return verdict === 'DROP' || verdict === 'REJECT' ? view : null;
};

interface DropEnd {
  readonly table: string;
  readonly chain: string;
  readonly text: string;
}

export const endOf = ({ filter }: RoutedView): DropEnd => {
  const base = filter?.base ?? 'FORWARD';
  return {
    table: filter?.table ?? 'filter',
    chain: filter?.end?.chain ?? base,
    text: filter?.end?.text ?? `the policy of ${base}`,
  };
};

/** `iptables`, with the table where it is not the one everybody means. */
export const iptablesOf = (table: string): string =>
  table === 'filter' ? 'iptables' : `iptables -t ${table}`;

export const evidenceOf = (file: CaseFile, view: RoutedView): EvidenceLine[] => {
  const { where, filter } = view;
  const { table, chain, text } = endOf(view);
  const base = filter?.base ?? 'FORWARD';
  const through = table === 'filter' ? base : `${table} ${base}`;
  const command = `${iptablesOf(table)} -nvxL ${chain} --line-numbers`;
  const taken = filter?.isSuspected === true ? 'reaches, what it asks is not known:' : 'dropped by';
  const lines = [
    noted(where, `lost packet walked through ${through}`, `${taken} ${text}`, command),
  ];
  const rule = filter?.end ?? null;
  if (rule === null) return lines;
  const delta = ruleDelta(file, where, table, rule);
  const what = `counter of that rule (all of ${where.netns.split('-')[0] ?? ''})`;
  return [...lines, ...counted(where, what, delta, file.place?.lost ?? 0, false, command)];
};

export const affectedBy = (file: CaseFile, view: RoutedView): Affects =>
  file.place?.kind === 'router' ? affectsNetworkOnNode(file, view.where.node) : affectsRouter(file);

export const confidenceOf = (view: RoutedView): 'confirmed' | 'likely' =>
  view.filter?.undecided.length === 0 ? 'confirmed' : 'likely';
