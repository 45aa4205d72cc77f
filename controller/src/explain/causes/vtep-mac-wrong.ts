// The outer frame of the tunnel goes to a MAC that the receiving node does not have: the sender
// believes in an old neighbour entry of the endpoint. It is seen at the card, and taken by nobody.

import { affectsNode } from '../tunnel-ends.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { checked } from '../lines.ts';
import { lostSample } from '../sample.ts';
import { tunnelView } from '../tunnel-view.ts';

/** MACs by which the node's tunnel endpoint can be reached; none when they were not all read. */
const macsOf = (file: CaseFile, node: string, peer: string): Set<string> => {
  const card = file.path.nodes.find(({ name }) => name === node)?.tunnelDevices[0];
  const local = file.routeGet(node, '', peer)?.route?.device;
  const known = [...(file.links(node, '') ?? []), ...(file.ovsInterfaces(node) ?? [])];
  const macs = [local, card].map((device) => known.find(({ name }) => name === device)?.mac ?? '');
  return new Set(macs.includes('') ? [] : macs.map((mac) => mac.toLowerCase()));
};

export const vtepMacWrong: Cause = {
  code: 'VTEP_MAC_WRONG',
  owner: 'platform',
  summary: 'The outer frames of the tunnel go to a MAC that the receiving node does not have.',
  segments: ['tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const view = tunnelView(file);
    const mac = lostSample(file)?.tunnelMac?.toLowerCase();
    if (view === null || mac === undefined || file.place?.from?.side !== 'in') return null;
    const { from, to } = view;
    const own = macsOf(file, to.node, from.address);
    if (own.size === 0 || own.has(mac)) return null;
    const [first = ''] = own;
    return finding(file, vtepMacWrong, {
      confidence: 'confirmed',
      title: `on ${from.node}: the tunnel endpoint ${to.address} is believed at ${mac}, ${to.node} has ${first}`,
      detail: 'The frames reach the card of the other node, which does not take them.',
      evidence: [
        checked(
          { node: from.node, netns: '' },
          `MAC of ${to.address}`,
          first,
          mac,
          false,
          `ovs-appctl tnl/neigh/show; ip neigh show ${to.address}`,
        ),
      ],
      affects: affectsNode(file, from, to),
      fixes: [
        fixNow(
          `on ${from.node}; it asks for the endpoint anew`,
          [`ovs-appctl tnl/neigh/flush; ip neigh flush to ${to.address}`],
          'none needed',
          'the first packets wait for the answer',
        ),
      ],
    });
  },
};
