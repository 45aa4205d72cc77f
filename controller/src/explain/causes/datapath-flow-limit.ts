// Open vSwitch holds as many flows in its datapath as its revalidators can keep up with. At the
// limit new flows are not installed, and every packet of theirs takes the slow way, or is lost.

import { affected } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked } from '../lines.ts';

/** So near to the limit that new flows are refused in bursts. */
const FULL_SHARE = 0.98;

export const datapathFlowLimit: Cause = {
  code: 'DATAPATH_FLOW_LIMIT',
  owner: 'platform',
  summary: 'Open vSwitch has as many datapath flows as it can hold.',
  segments: ['integration-bridge', 'tunnel-out', 'tunnel-in', 'external-bridge'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const nodes = file.place?.segment.nodes ?? [];
    for (const node of nodes) {
      const full = file
        .upcalls(node)
        ?.find(({ flowsNow, flowsLimit }) => flowsLimit > 0 && flowsNow >= flowsLimit * FULL_SHARE);
      if (full === undefined) continue;
      const { flowsNow, flowsLimit } = full;
      return finding(file, datapathFlowLimit, {
        confidence: 'possible',
        title: `on ${node}: Open vSwitch has as many flows as it can hold (${flowsNow} of ${flowsLimit})`,
        detail: 'Many short connections fill it; the limit falls when revalidation gets slow.',
        evidence: [
          checked(
            { node, netns: '' },
            'flows in the datapath',
            `below ${flowsLimit}`,
            String(flowsNow),
            false,
            'ovs-appctl upcall/show',
          ),
        ],
        affects: affected(file, `on ${node}`, ({ host }) => host === node),
        fixes: [
          fixNow(
            `on ${node}; more flows, more work for the revalidators`,
            ['ovs-vsctl set Open_vSwitch . other_config:flow-limit=400000'],
            'ovs-vsctl remove Open_vSwitch . other_config flow-limit',
          ),
        ],
      });
    }
    return null;
  },
};
