// Row 55: a bandwidth or packet rate limit of the port drops under load: a meter of br-int, or a
// queue of the port's device.

import { affectsThisPort } from '../affects.ts';
import { type Cause, type EvidenceLine } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { counted, noted } from '../lines.ts';
import { atPort } from '../words.ts';

const LIMIT_TABLES = [58, 59];

/** Meter flows of this port's packets in br-int. */
const meterLines = (file: CaseFile): EvidenceLine[] => {
  const { compute, vmPort } = file.parts;
  const read = file.flows(compute, 'br-int');
  const meters = (read?.flows ?? []).filter(
    ({ table, match, actions }) =>
      LIMIT_TABLES.includes(table) &&
      match.inPort === vmPort &&
      actions.some(({ type }) => type === 'meter'),
  );
  return meters.map(({ table, text }) =>
    noted(
      { node: compute, netns: '' },
      `limit in table ${table}`,
      text,
      'ovs-ofctl -O OpenFlow13 meter-stats br-int',
    ),
  );
};

export const qosDrop: Cause = {
  code: 'QOS_DROP',
  owner: 'tenant',
  summary: 'A bandwidth or packet rate limit of the port drops packets.',
  segments: ['integration-bridge', 'security-group', 'veth', 'tunnel-out', 'tunnel-in'],
  directions: ['forward', 'reply'],
  catalogue: [55],
  test: (file) => {
    const { place, parts } = file;
    if (place === null || file.localisation.status !== 'DEGRADED') return null;
    const where = { node: parts.compute, netns: '' };
    const device = place.to?.device ?? place.from?.device ?? '';
    const dropped = file.qdiscDropsDelta(
      place.to?.node ?? place.node,
      place.to?.netns ?? '',
      device,
    );
    const queue = counted(
      where,
      `drops of the queue of ${device}`,
      dropped,
      place.lost,
      true,
      `tc -s qdisc show dev ${device}`,
    );
    const meters = meterLines(file);
    const moved = dropped !== null && dropped > 0;
    if (!moved && meters.length === 0) return null;
    return finding(file, qosDrop, {
      confidence: moved && dropped >= place.lost ? 'confirmed' : 'likely',
      title: `${atPort(file)}: a rate limit of the port drops what is above it`,
      detail: 'Small flows pass; bursts and full-speed transfers lose packets.',
      evidence: [...queue, ...meters],
      affects: affectsThisPort(file),
      fixes: [
        fixRoot(
          "the project's or operator's decision; see the policy of the port and of its network",
          [
            `openstack port show -c qos_policy_id -c qos_network_policy_id ${file.path.neutron.port.id}`,
          ],
          'reads only',
        ),
      ],
    });
  },
};
