// Packets lost now and then at one place: iptables' statistic match in the FORWARD chain of a
// router namespace, for one server's packets in one direction. `nth` is exact: of 1,000 packets 10
// are lost at `every` 100; `random` is what a bad line does.

import { insertRule } from '../faults/iptables.ts';
import type { Changes } from '../faults/changes.ts';
import type { Victim } from '../faults/victim.ts';
import type { Impairment, Settings, Shown } from './impairment.ts';

const statistic = ({ loss, every }: Settings): string =>
  loss === 'nth'
    ? `-m statistic --mode nth --every ${every} --packet 0`
    : `-m statistic --mode random --probability ${(1 / every).toFixed(8)}`;

const dropIn = (
  changes: Changes,
  node: string,
  netns: string,
  match: string,
  settings: Settings,
): Promise<void> => {
  const chain = { node, netns, table: 'filter', name: 'FORWARD' } as const;
  return insertRule(changes, chain, `${match} ${statistic(settings)} -j DROP`);
};

/** Losses of 200 packets or more lie in it: a third to three times the rate. */
const shown = (
  segment: Shown['segment'],
  direction: Shown['direction'],
  { every }: Settings,
): Shown => ({
  status: 'DEGRADED',
  segment,
  direction,
  cause: 'LOSSY_RULE',
  loss: { low: 1 / 3 / every, high: 3 / every },
  addedMs: null,
  lostFromBytes: null,
});

const bySnat = (victim: Victim): boolean => !victim.floating;

const inSnat: Impairment = {
  name: 'loss-in-snat',
  summary: 'a rule in the snat namespace loses one packet of 100 on the way out',
  fits: bySnat,
  apply: (changes, v, settings) =>
    dropIn(changes, v.snatNode.name, v.snat, `-s ${v.server.port.ip}/32`, settings),
  shown: (_, settings) => shown('snat-router', 'forward', settings),
};

const ofReplies: Impairment = {
  name: 'loss-of-replies',
  summary: 'a rule in the snat namespace loses one packet of 100 on the way back',
  fits: bySnat,
  apply: (changes, v, settings) =>
    dropIn(changes, v.snatNode.name, v.snat, `-d ${v.server.port.ip}/32`, settings),
  shown: (_, settings) => shown('snat-router', 'reply', settings),
};

const inRouter: Impairment = {
  name: 'loss-in-qrouter',
  summary: "a rule in qrouter on the server's node loses one packet of 100 on the way out",
  fits: () => true,
  apply: (changes, v, settings) =>
    dropIn(changes, v.node.name, v.qrouter, `-s ${v.server.port.ip}/32`, settings),
  shown: (_, settings) => shown('router', 'forward', settings),
};

export const LOSSES: readonly Impairment[] = [inSnat, ofReplies, inRouter];
