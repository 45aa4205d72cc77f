// A snapshot as sections of comparable lines, with symbolic names throughout: equal states of two
// clouds give equal sections. Pure.

import type { CloudDocument } from '../api/document.ts';
import {
  bridgeLines,
  flowLines,
  interfaceLines,
  iptablesLines,
  linkLines,
  neighbourLines,
  netnsLines,
  netnsSysctlLines,
  plainLines,
  portLines,
  routeLines,
  ruleLines,
  sysctlLines,
  tunnelLines,
} from './render.ts';
import { dvrMacOf, vocabularyOf, type Vocabulary } from './vocabulary.ts';
import type { Snapshot } from './snapshot.ts';

/** Section name (`flows br-int`, `rules qrouter-{router:r1}`) to its lines. */
export type NodeState = ReadonlyMap<string, readonly string[]>;

type Render = (raw: string, words: Vocabulary) => readonly string[];

const ROOT_SECTIONS: readonly (readonly [string, string, Render])[] = [
  ['flows br-int', 'ofctl-flows-br-int.txt', flowLines],
  ['flows br-tun', 'ofctl-flows-br-tun.txt', flowLines],
  ['flows br-ex', 'ofctl-flows-br-ex.txt', flowLines],
  ['flows br-phy', 'ofctl-flows-br-phy.txt', flowLines],
  ['ports', 'ovs-vsctl-ports.json', portLines],
  ['interfaces', 'ovs-vsctl-interfaces.json', interfaceLines],
  ['bridges', 'ovs-vsctl-bridges.json', bridgeLines],
  ['tunnels', 'tnl-ports.txt', tunnelLines],
  ['iptables', 'iptables-save.txt', iptablesLines],
  ['iptables-legacy', 'iptables-legacy-save.txt', iptablesLines],
  ['ipset', 'ipset.txt', plainLines],
  ['namespaces', 'netns.txt', netnsLines],
  ['links', 'ip-addr.json', linkLines],
  ['rules', 'ip-rule.json', ruleLines],
  ['routes', 'ip-route.json', routeLines],
  ['neighbours', 'ip-neigh.json', neighbourLines],
  ['sysctls', 'sysctl-net.txt', sysctlLines],
];

const NETNS_SECTIONS: readonly (readonly [string, string, Render])[] = [
  ['iptables', 'iptables-save-c.txt', iptablesLines],
  ['links', 'ip-j-d-s-addr.txt', linkLines],
  ['rules', 'ip-j-rule.txt', ruleLines],
  ['routes', 'ip-j-route-show-table-all.txt', routeLines],
  ['neighbours', 'ip-j-s-neigh.txt', neighbourLines],
  ['sysctls', 'sysctl-a.txt', netnsSysctlLines],
];

const namespacesOf = (snapshot: Snapshot): readonly string[] => [
  ...new Set(
    [...snapshot.keys()]
      .filter((file) => file.startsWith('ns/'))
      .map((file) => file.split('/')[1] ?? ''),
  ),
];

/** The DVR host MACs of a cloud, from the nodes' own flows. */
const dvrMacsOf = (snapshots: ReadonlyMap<string, Snapshot>): ReadonlyMap<string, string> => {
  const macs = new Map<string, string>();
  for (const [node, snapshot] of snapshots) {
    const mac = dvrMacOf(snapshot);
    if (mac !== null) macs.set(node, mac);
  }
  return macs;
};

/** The state of one node. `words` is the vocabulary of that node. */
const stateOf = (snapshot: Snapshot, words: Vocabulary): NodeState => {
  const state = new Map<string, readonly string[]>();
  for (const [section, file, render] of ROOT_SECTIONS)
    state.set(section, render(snapshot.get(file) ?? '', words));
  for (const netns of namespacesOf(snapshot))
    for (const [section, file, render] of NETNS_SECTIONS)
      state.set(
        `${section} ${words.symbols(netns)}`,
        render(snapshot.get(`ns/${netns}/${file}`) ?? '', words),
      );
  return state;
};

/** The states of all nodes of a cloud, by node name. */
export const normalise = (
  document: CloudDocument,
  snapshots: ReadonlyMap<string, Snapshot>,
): ReadonlyMap<string, NodeState> => {
  const macs = dvrMacsOf(snapshots);
  return new Map(
    [...snapshots].map(([node, snapshot]) => [
      node,
      stateOf(snapshot, vocabularyOf(document, snapshot, macs)),
    ]),
  );
};
