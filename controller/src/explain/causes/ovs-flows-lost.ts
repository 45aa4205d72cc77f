// Row 52: Open vSwitch was restarted and the agent has not put its flows back: its canary table is
// empty.

import { affected } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';

const CANARY_TABLE = 23;

export const ovsFlowsLost: Cause = {
  code: 'OVS_FLOWS_LOST',
  owner: 'platform',
  summary: "Open vSwitch has lost the agent's flows.",
  segments: ['integration-bridge', 'tunnel-out', 'tunnel-in', 'external-bridge'],
  directions: ['forward', 'reply'],
  catalogue: [52],
  explains: ['GATEWAY_UNANSWERED'],
  test: (file) => {
    const { place } = file;
    if (place === null) return null;
    const node = place.segment.nodes.find((name) => {
      const read = file.flows(name, 'br-int');
      return (
        read?.isWhole(CANARY_TABLE) === true &&
        !read.flows.some(({ table }) => table === CANARY_TABLE)
      );
    });
    if (node === undefined) return null;
    return finding(file, ovsFlowsLost, {
      confidence: 'confirmed',
      title: `on ${node}: Open vSwitch has lost the flows of the agent`,
      detail:
        'It was restarted, or somebody deleted the flows; without them a bridge drops everything.',
      evidence: [
        checked(
          { node, netns: '' },
          `canary flow in table ${CANARY_TABLE}`,
          'present',
          'absent',
          false,
          `ovs-ofctl -O OpenFlow13 dump-flows br-int table=${CANARY_TABLE}`,
        ),
      ],
      affects: affected(file, `on ${node}`, ({ host }) => host === node),
      fixes: [restartOvsAgent(node)],
      references: ['LP#1804842', 'LP#1775146'],
    });
  },
};
