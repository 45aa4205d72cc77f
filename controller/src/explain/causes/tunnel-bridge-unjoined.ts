// The pair of patch ports that joins br-int and br-tun is missing or leads elsewhere: nothing of
// any VM of the node reaches a tunnel. Names: int_peer_patch_port and tun_peer_patch_port of
// ovs_neutron_agent.py; where somebody set others, neither is there and nothing is said.

import { affected } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { checked, type Where } from '../lines.ts';
import { patchLine } from '../patch-pair.ts';

const PAIR = [
  { name: 'patch-tun', peer: 'patch-int', bridge: 'br-int' },
  { name: 'patch-int', peer: 'patch-tun', bridge: 'br-tun' },
] as const;

type Broken = (typeof PAIR)[number] & { readonly found: string };

const brokenAt = (file: CaseFile, node: string): readonly Broken[] => {
  const interfaces = file.ovsInterfaces(node);
  const isNamedSo = interfaces?.some((one) => PAIR.some(({ name }) => name === one.name)) ?? false;
  if (interfaces === null || !isNamedSo) return [];
  return PAIR.flatMap((end) => {
    const found = patchLine(interfaces, end.name, end.peer);
    return found === null ? [] : [{ ...end, found }];
  });
};

/** The node whose two bridges the packet crosses in the guilty segment. */
const nodeOf = ({ place }: CaseFile): string =>
  (place?.kind === 'tunnel-in' ? place.to?.node : place?.from?.node) ?? '';

export const tunnelBridgeUnjoined: Cause = {
  code: 'TUNNEL_BRIDGE_UNJOINED',
  owner: 'platform',
  summary: 'br-int and br-tun are not joined by their patch ports.',
  segments: ['tunnel-out', 'tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [],
  explains: ['TUNNEL_FLOW_MISSING'],
  test: (file) => {
    const node = nodeOf(file);
    const broken = brokenAt(file, node);
    const [first] = broken;
    if (first === undefined) return null;
    const where: Where = { node, netns: '' };
    return finding(file, tunnelBridgeUnjoined, {
      confidence: 'confirmed',
      title: `on ${node}: br-int and br-tun are not joined, patch port ${first.name}: ${first.found}`,
      detail: 'Every packet between VMs and routers of two nodes goes through this pair.',
      evidence: broken.map(({ name, peer, found }) =>
        checked(where, `patch port ${name}`, `peer ${peer}`, found, false, 'ovs-vsctl show'),
      ),
      affects: affected(file, `on ${node}, as far as tunnels go`, ({ host }) => host === node),
      fixes: [
        fixNow(
          `on ${node}; one pair of patch ports, whose flows the agent has to write anew`,
          broken.map(
            ({ name, peer, bridge }) =>
              `ovs-vsctl --may-exist add-port ${bridge} ${name} ` +
              `-- set Interface ${name} type=patch options:peer=${peer}`,
          ),
          broken.map(({ name }) => `ovs-vsctl del-port ${name}`).join('; '),
        ),
        restartOvsAgent(node),
      ],
    });
  },
};
