// Row 43: the pair of patch ports that joins br-int and the external bridge is missing or leads
// elsewhere.

import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { outerOf } from '../outer-bridge.ts';
import { patchLine } from '../patch-pair.ts';

export const externalBridgeUnjoined: Cause = {
  code: 'EXTERNAL_BRIDGE_UNJOINED',
  owner: 'platform',
  summary: 'br-int and the external bridge are not joined by their patch ports.',
  // In a router: of the ARP that must go before the packet.
  segments: ['external-bridge', 'snat-router', 'fip-router'],
  directions: ['forward', 'reply'],
  catalogue: [43],
  test: (file) => {
    const outer = outerOf(file);
    const interfaces = outer === null ? null : file.ovsInterfaces(outer.where.node);
    if (outer === null || interfaces === null) return null;
    const { where, bridge } = outer;
    // Longer bridge names are hashed in patch names: those cannot be judged by name.
    if (bridge.length > 11) return null;
    const [inner, outside] = [`int-${bridge}`, `phy-${bridge}`];
    const bad = [
      [inner, outside],
      [outside, inner],
    ].flatMap(([name = '', peer = '']) => {
      const found = patchLine(interfaces, name, peer);
      return found === null ? [] : [{ name, peer, found }];
    });
    const [first] = bad;
    if (first === undefined) return null;
    return finding(file, externalBridgeUnjoined, {
      confidence: 'confirmed',
      title: `on ${where.node}: br-int and ${bridge} are not joined, patch port ${first.name}: ${first.found}`,
      detail: 'Everything that leaves for the external network goes through this pair.',
      evidence: bad.map(({ name, peer, found }) =>
        checked(where, `patch port ${name}`, `peer ${peer}`, found, false, 'ovs-vsctl show'),
      ),
      affects: affectsRouter(file),
      fixes: [
        fixNow(
          `on ${where.node}; one pair of patch ports`,
          bad.map(
            ({ name, peer }) =>
              `ovs-vsctl --may-exist add-port ${name === inner ? 'br-int' : bridge} ${name} ` +
              `-- set Interface ${name} type=patch options:peer=${peer}`,
          ),
          bad.map(({ name }) => `ovs-vsctl del-port ${name}`).join('; '),
        ),
        restartOvsAgent(where.node),
      ],
      references: ['LP#1864822', 'LP#1887148'],
    });
  },
};
