// Row 29: br-int of the receiving node must put the router's MAC back on frames that came with a
// DVR host MAC (table 1). Without an entry for their destination they are dropped.

import { affectsNetwork } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { REWRITE_TABLE, rewriteOf, traceLine } from '../dvr-rewrite-view.ts';
import { finding } from '../finding.ts';
import { restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { networkName } from '../words.ts';

export const dvrRewriteMissing: Cause = {
  code: 'DVR_REWRITE_MISSING',
  owner: 'platform',
  summary: "br-int of the receiving node has no entry to put the router's MAC back, and drops.",
  segments: ['tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [29],
  test: (file) => {
    const rewrite = rewriteOf(file);
    if (rewrite === null || rewrite.flow !== null) return null;
    const { node, mac } = rewrite;
    return finding(file, dvrRewriteMissing, {
      confidence: 'confirmed',
      title: `in br-int of ${node}: routed frames to ${mac} are dropped, table 1 has no entry for it`,
      detail: `Routed frames of ${networkName(file)} arrive with the sender's DVR host MAC and end at the default of table 1.`,
      evidence: [
        checked(
          { node, netns: '' },
          'lost packet walked through br-int, table 1',
          `entry for ${mac}`,
          'no flow, dropped',
          false,
          `ovs-ofctl -O OpenFlow13 --names dump-flows br-int table=${REWRITE_TABLE}`,
        ),
        ...traceLine(file, node),
      ],
      affects: affectsNetwork(file),
      fixes: [restartOvsAgent(node)],
      references: ['LP#1783470', 'LP#1892405', 'LP#1562467', 'LP#1938685'],
    });
  },
};
