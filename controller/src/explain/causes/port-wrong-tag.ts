// Rows 12 and 15: a port of br-int has no VLAN tag, or the tag of another network. It then talks to
// nobody of its own network.

import { DEAD_VLAN } from '../../neutron-names.ts';
import { affectsRouter, affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { checked } from '../lines.ts';
import { portTags, type PortTag } from '../tag-view.ts';

const isWrong = ({ port, expected }: PortTag): boolean =>
  port.tag !== DEAD_VLAN && (port.tag === null || (expected !== null && port.tag !== expected));

export const portWrongTag: Cause = {
  code: 'PORT_WRONG_TAG',
  owner: 'platform',
  summary: 'A port of br-int has no VLAN tag, or that of another network.',
  segments: ['integration-bridge', 'tunnel-in', 'tunnel-out', 'external-bridge', 'snat-router'],
  directions: ['forward', 'reply'],
  catalogue: [12, 15],
  explains: ['GATEWAY_UNANSWERED'],
  test: (file) => {
    const wrong = portTags(file).find(isWrong);
    if (wrong === undefined) return null;
    const { node, port, expected } = wrong;
    const found = port.tag === null ? 'none' : String(port.tag);
    const back =
      port.tag === null
        ? `ovs-vsctl clear Port ${port.name} tag`
        : `ovs-vsctl set Port ${port.name} tag=${port.tag}`;
    return finding(file, portWrongTag, {
      confidence: expected === null ? 'likely' : 'confirmed',
      title:
        port.tag === null
          ? `at port ${port.name} on ${node}: it has no local VLAN`
          : `at port ${port.name} on ${node}: it is in local VLAN ${found}, its network is ${expected ?? '?'}`,
      detail: 'br-int switches it in another VLAN than the other ports of its network.',
      evidence: [
        checked(
          { node, netns: '' },
          `tag of ${port.name}`,
          String(expected ?? 'a local VLAN'),
          found,
          false,
          `ovs-vsctl list Port ${port.name}`,
        ),
      ],
      affects: port.name === file.parts.vmPort ? affectsThisPort(file) : affectsRouter(file),
      fixes: [
        fixNow(
          `on ${node}; one port`,
          [`ovs-vsctl set Port ${port.name} tag=${expected ?? 'VLAN'}`],
          back,
        ),
        restartOvsAgent(node),
      ],
      references: ['LP#1952567'],
    });
  },
};
