// A port of a bridge on the way carries other VLANs than Neutron needs: an access port became a
// trunk, or a port between bridges, which carries all VLANs, got a tag or a list of trunks.

import { type OvsPort } from '@hopscope/nodestate';
import { DEAD_VLAN } from '../../neutron-names.ts';
import { type Point, type Role } from '../../resolve/path.ts';
import { affectsNetworkPorts } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { externalBridgeOf } from '../switch-entry.ts';
import { checked } from '../lines.ts';
import { tunnelView } from '../tunnel-view.ts';

const ACCESS: readonly Role[] = ['tap', 'qvo', 'qr', 'sg', 'qg', 'fg', 'ha'];

interface Asked {
  readonly node: string;
  readonly name: string;
  /** It belongs to one network; else it carries them all. */
  readonly isAccess: boolean;
}

/** Ports between bridges that the segment goes through. */
const between = (file: CaseFile, node: string): string[] => {
  const kind = file.place?.kind;
  if (kind === 'tunnel-out' || kind === 'tunnel-in') {
    const view = tunnelView(file);
    const ends = [view?.from, view?.to].filter((end) => end?.node === node);
    return ['patch-tun', 'patch-int', ...ends.map((end) => end?.portName ?? '')];
  }
  if (kind !== 'external-bridge') return [];
  const bridge = externalBridgeOf(file, { node });
  return [`int-${bridge}`, `phy-${bridge}`];
};

const askedOf = (file: CaseFile): Asked[] => {
  const { place } = file;
  const ends = [place?.from, place?.to].filter(
    (one): one is Point => one !== null && one !== undefined,
  );
  const nodes = [...new Set(ends.map(({ node }) => node))];
  return [
    ...ends.map(({ node, device, role }) => ({
      node,
      name: device,
      isAccess: ACCESS.includes(role),
    })),
    ...nodes.flatMap((node) =>
      between(file, node).map((name) => ({ node, name, isAccess: false })),
    ),
  ];
};

/** What is wrong with a port, in the words of ovs-vswitchd.conf.db(5); null = nothing is. */
const problemOf = (port: OvsPort, isAccess: boolean): { column: string; found: string } | null => {
  // Neutron itself makes ports that must not talk into trunks of the dead VLAN.
  if (port.tag === DEAD_VLAN || port.trunks.includes(DEAD_VLAN)) return null;
  if (port.trunks.length > 0) return { column: 'trunks', found: `[${port.trunks.join(', ')}]` };
  if (port.vlanMode !== '' && port.vlanMode !== (isAccess ? 'access' : 'trunk'))
    return { column: 'vlan_mode', found: port.vlanMode };
  return isAccess || port.tag === null ? null : { column: 'tag', found: String(port.tag) };
};

export const portVlansWrong: Cause = {
  code: 'PORT_VLANS_WRONG',
  owner: 'platform',
  summary: 'A port of a bridge on the way carries other VLANs than Neutron needs.',
  segments: ['integration-bridge', 'tunnel-out', 'tunnel-in', 'external-bridge'],
  directions: ['forward', 'reply'],
  catalogue: [],
  explains: ['GATEWAY_UNANSWERED'],
  test: (file) => {
    for (const { node, name, isAccess } of askedOf(file)) {
      const port = file.ovsPorts(node)?.find((one) => one.name === name);
      const problem = port === undefined ? null : problemOf(port, isAccess);
      if (problem === null) continue;
      const { column, found } = problem;
      return finding(file, portVlansWrong, {
        confidence: 'confirmed',
        title: `at port ${name} on ${node}: ${column} is ${found}, Neutron sets none`,
        detail: isAccess
          ? 'It belongs to one network and takes frames without a tag.'
          : 'It carries the frames of all networks.',
        evidence: [
          checked(
            { node, netns: '' },
            `${column} of ${name}`,
            'none',
            found,
            false,
            `ovs-vsctl list Port ${name}`,
          ),
        ],
        affects: affectsNetworkPorts(file, node),
        fixes: [
          fixNow(
            `on ${node}; one port`,
            [`ovs-vsctl clear Port ${name} ${column}`],
            `ovs-vsctl set Port ${name} ${column}=${found.replaceAll(/[[\] ]/g, '')}`,
          ),
          restartOvsAgent(node),
        ],
      });
    }
    return null;
  },
};
