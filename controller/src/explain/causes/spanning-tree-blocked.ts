// A bridge of Neutron runs spanning tree, and it holds a port on the way: for half a minute after
// every change, or for good where it sees a loop. Neutron's bridges have no loops.

import { affectsBridge } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked } from '../lines.ts';
import { type Crossed, switchWay } from '../switch-way.ts';

/** States in which a port passes packets on; '' = it takes no part. */
const PASSING: readonly string[] = ['', 'disabled', 'forwarding'];
/** A word that only the rapid kind has (ovs-vswitchd.conf.db(5)). */
const RAPID = 'discarding';

interface Held {
  readonly at: Crossed;
  readonly port: string;
  readonly state: string;
}

const heldPort = (file: CaseFile): Held | null => {
  for (const at of switchWay(file))
    for (const name of [at.enters, at.leaves]) {
      const state = file.ovsPorts(at.node)?.find((one) => one.name === name)?.spanningTree ?? '';
      if (!PASSING.includes(state)) return { at, port: name, state };
    }
  return null;
};

export const spanningTreeBlocked: Cause = {
  code: 'SPANNING_TREE_BLOCKED',
  owner: 'platform',
  summary: 'Spanning tree of an Open vSwitch bridge holds a port on the way.',
  segments: ['integration-bridge', 'tunnel-out', 'tunnel-in', 'external-bridge'],
  directions: ['forward', 'reply'],
  catalogue: [],
  explains: ['GATEWAY_UNANSWERED', 'FLOW_DROP'],
  test: (file) => {
    const held = heldPort(file);
    const { place } = file;
    if (held === null || place === null) return null;
    const { at, port, state } = held;
    const { node, bridge } = at;
    const column = state === RAPID ? 'rstp_enable' : 'stp_enable';
    const set = (value: boolean): string => `ovs-vsctl set Bridge ${bridge} ${column}=${value}`;
    return finding(file, spanningTreeBlocked, {
      // After half a minute it may let them pass: some of these were lost.
      confidence: place.lost >= place.sent ? 'confirmed' : 'likely',
      title: `in ${bridge} of ${node}: spanning tree holds port ${port} (${state})`,
      detail: 'A held port passes nothing on. Neutron never switches spanning tree on.',
      evidence: [
        checked(
          { node, netns: '' },
          `spanning tree at port ${port}`,
          'no part in it',
          state,
          false,
          `ovs-vsctl --columns=name,status,rstp_status list Port ${port}`,
        ),
      ],
      affects: affectsBridge(file, node),
      fixes: [
        fixNow(
          `on ${node}; all ports of ${bridge}`,
          [set(false)],
          set(true),
          'where somebody joined two of its ports outside, they make a loop',
        ),
      ],
    });
  },
};
