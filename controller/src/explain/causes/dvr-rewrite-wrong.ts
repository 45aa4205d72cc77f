// Row 32: br-int of the receiving node puts a MAC on routed frames that is no port of the router:
// they arrive from a stranger.

import { macBits } from '@hopscope/nodestate';
import { affectsNetwork } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { REWRITE_TABLE, rewriteOf } from '../dvr-rewrite-view.ts';
import { finding } from '../finding.ts';
import { restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';

export const dvrRewriteWrong: Cause = {
  code: 'DVR_REWRITE_WRONG',
  owner: 'platform',
  summary: "br-int of the receiving node puts another MAC than the router's on routed frames.",
  segments: ['tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [32],
  test: (file) => {
    const rewrite = rewriteOf(file);
    const set = rewrite?.flow?.actions.find(
      (action) => action.type === 'set' && action.field === 'eth_src',
    );
    if (rewrite === null || set === undefined || set.type !== 'set') return null;
    const right = file.path.neutron.routerPorts.map(({ mac }) => macBits(mac));
    if (right.length === 0 || right.includes(set.value)) return null;
    const { node, mac } = rewrite;
    const found = set.value.toString(16).padStart(12, '0').match(/../g)?.join(':') ?? '';
    return finding(file, dvrRewriteWrong, {
      confidence: 'likely',
      title: `in br-int of ${node}: routed frames to ${mac} get the MAC ${found}, which is no port of the router`,
      detail: 'Whoever checks the sender of a frame does not accept it.',
      evidence: [
        checked(
          { node, netns: '' },
          `table ${REWRITE_TABLE}, source MAC for ${mac}`,
          file.path.neutron.routerPort?.mac ?? '',
          found,
          false,
          `ovs-ofctl -O OpenFlow13 --names dump-flows br-int table=${REWRITE_TABLE},dl_dst=${mac}`,
        ),
      ],
      affects: affectsNetwork(file),
      fixes: [restartOvsAgent(node)],
      references: ['LP#1783470', 'LP#1530179'],
    });
  },
};
