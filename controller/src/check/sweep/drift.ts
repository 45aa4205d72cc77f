// What a sweep found: each thing that the API says and a node does not have, once, with the VMs it
// hits. Rows of many paths that say the same of the same place are one drift. Pure.

import type { Path } from '../../resolve/path.ts';
import { worst } from '../check-path.ts';
import type { CheckResult, CheckRow, Scope } from '../check.ts';
import { suspectsOf } from '../suspects.ts';
import { SWEEP_LIMITS } from './limits.ts';

export interface Drift {
  /** '' = the API against itself. */
  readonly node: string;
  readonly netns: string;
  /** Of the VMs that are hit. */
  readonly routers: readonly string[];
  readonly check: number;
  readonly cause: string;
  readonly scope: Scope;
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  readonly command: string;
  readonly vms: number;
  /** The first few. */
  readonly names: readonly string[];
}

export interface Sweep {
  readonly drifts: readonly Drift[];
  readonly vms: number;
  readonly bad: number;
  /** VMs of which something could not be read, and nothing was bad. */
  readonly unknown: number;
  /** What could not be read, by node: rows to VMs. */
  readonly unread: readonly { node: string; what: string; why: string; vms: number }[];
}

export interface SweepBook {
  readonly add: (name: string, path: Path, results: readonly CheckResult[]) => void;
  readonly close: () => Sweep;
}

interface Entry {
  readonly row: CheckRow;
  readonly check: number;
  readonly routers: Set<string>;
  vms: number;
  readonly names: string[];
}

const keyOf = ({ node, netns, what, found, cause }: CheckRow): string =>
  [node, netns, what, found, cause].join('\n');

const driftOf = ({ row, check, routers, vms, names }: Entry): Drift => ({
  node: row.node,
  netns: row.netns,
  routers: [...routers],
  check,
  cause: row.cause,
  scope: row.scope,
  what: row.what,
  expected: row.expected,
  found: row.found,
  command: row.command,
  vms,
  names,
});

/** By node, within one by how many VMs are hit. */
const inOrder = (a: Drift, b: Drift): number =>
  a.node.localeCompare(b.node) || b.vms - a.vms || a.check - b.check;

interface Unread {
  readonly node: string;
  readonly what: string;
  readonly why: string;
  vms: number;
}

const countDrift = (
  drifts: Map<string, Entry>,
  { row, check }: { readonly row: CheckRow; readonly check: number },
  name: string,
  router: string,
): void => {
  const key = keyOf(row);
  const entry = drifts.get(key) ?? { row, check, routers: new Set(), vms: 0, names: [] };
  drifts.set(key, entry);
  entry.vms += 1;
  if (router !== '') entry.routers.add(router);
  if (entry.names.length < SWEEP_LIMITS.namesMax) entry.names.push(name);
};

const countUnread = (unread: Map<string, Unread>, row: CheckRow): void => {
  const key = `${row.node}\n${row.found}`;
  const entry = unread.get(key) ?? { node: row.node, what: row.what, why: row.found, vms: 0 };
  unread.set(key, entry);
  entry.vms += 1;
};

/** Collects the results of path after path; holds one entry per drift, not per VM. */
export const openSweepBook = (): SweepBook => {
  const drifts = new Map<string, Entry>();
  const unread = new Map<string, Unread>();
  const totals = { vms: 0, bad: 0, unknown: 0 };
  return {
    add: (name, path, results) => {
      const outcome = worst(results);
      totals.vms += 1;
      if (outcome !== 'ok') totals[outcome] += 1;
      const router = path.neutron.router?.name || path.neutron.router?.id || '';
      // What only follows from another drift of the node is not counted beside it.
      const causes = new Set(suspectsOf(results).map(({ cause, node }) => `${cause} ${node}`));
      const missing = new Map<string, CheckRow>();
      for (const { number, rows } of results)
        for (const row of rows) {
          if (causes.has(`${row.cause} ${row.node}`))
            countDrift(drifts, { row, check: number }, name, router);
          if (row.outcome === 'unknown') missing.set(`${row.node}\n${row.found}`, row);
        }
      for (const row of missing.values()) countUnread(unread, row);
    },
    close: () => ({
      ...totals,
      drifts: [...drifts.values()].map(driftOf).toSorted(inOrder),
      unread: [...unread.values()],
    }),
  };
};
