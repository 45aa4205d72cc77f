// Rows 30 and 31: br-tun of the VM's node does not replace the router's MAC. Usually still
// delivered; other nodes learn the MAC at the wrong place. A hint, never a proof.

import { macBits } from '@hopscope/nodestate';
import { affectsNetworkPorts } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { TUNNEL_BRIDGE } from '../tunnel-view.ts';

export const dvrNotRewriting: Cause = {
  code: 'DVR_NOT_REWRITING',
  owner: 'platform',
  summary: "br-tun of the VM's node lets the router's MAC out into the tunnel.",
  segments: ['underlay', 'tunnel-in'],
  directions: ['forward'],
  catalogue: [30, 31],
  test: (file) => {
    const { parts, path } = file;
    const { router, routerPort } = path.neutron;
    if (router?.distributed !== true || routerPort === null || parts.network === parts.compute)
      return null;
    const read = file.flows(parts.compute, TUNNEL_BRIDGE);
    const tag = file.ovsPorts(parts.compute)?.find(({ name }) => name === parts.qr)?.tag;
    if (read === null || tag === null || tag === undefined) return null;
    if (!read.asked(1, `dl_vlan=${tag}`)) return null;
    const mac = macBits(routerPort.mac);
    const rewrites = read.flows.some(
      ({ table, match, actions }) =>
        table === 1 &&
        match.fields.some(({ field, value }) => field === 'eth_src' && value === mac) &&
        actions.some((action) => action.type === 'set' && action.field === 'eth_src'),
    );
    if (rewrites) return null;
    return finding(file, dvrNotRewriting, {
      confidence: 'possible',
      title: `in br-tun of ${parts.compute}: the router's MAC ${routerPort.mac} leaves into the tunnel`,
      detail: 'Usually still delivered; other nodes learn the MAC at the wrong place.',
      evidence: [
        checked(
          { node: parts.compute, netns: '' },
          'table 1: source MAC of the router',
          'replaced by the DVR host MAC',
          'no flow',
          false,
          `ovs-ofctl -O OpenFlow13 --names dump-flows ${TUNNEL_BRIDGE} table=1`,
        ),
      ],
      affects: affectsNetworkPorts(file, parts.compute),
      fixes: [restartOvsAgent(parts.compute)],
      references: ['LP#1536110', 'LP#1568206', 'LP#1864822'],
    });
  },
};
