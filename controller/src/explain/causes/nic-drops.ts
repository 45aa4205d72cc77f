// The network card of a tunnel or of the external network counts errors or drops: a wire, a ring
// that is too small, a driver. Shared by everybody on the node: never a proof.

import { affectsNetworkPorts } from '../affects.ts';
import { type Cause, type EvidenceLine } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { noted } from '../lines.ts';
import { type Point } from '../../resolve/path.ts';
import { type CaseFile } from '../case-file.ts';

const NICS = new Set(['tunnel-nic', 'ext-nic', 'provider-nic']);

const linesOf = (file: CaseFile, point: Point): EvidenceLine[] => {
  const where = { node: point.node, netns: point.netns };
  return (['rx', 'tx'] as const).flatMap((side) =>
    (['errors', 'dropped'] as const).flatMap((kind) => {
      const delta = file.linkDelta(point.node, point.netns, point.device, side, kind);
      if (delta === null || delta <= 0) return [];
      return [
        noted(
          where,
          `${point.device} ${side} ${kind}, before/after`,
          `+${delta}`,
          `ip -s link show ${point.device}`,
        ),
      ];
    }),
  );
};

/** The node's own backlog: behind every card, before any namespace. */
const backlogLine = (file: CaseFile, node: string): EvidenceLine[] => {
  const delta = file.softnetDropsDelta(node);
  if (delta === null || delta <= 0) return [];
  const where = { node, netns: '' };
  return [noted(where, 'backlog drops, before/after', `+${delta}`, 'cat /proc/net/softnet_stat')];
};

export const nicDrops: Cause = {
  code: 'NIC_DROPS',
  owner: 'platform',
  summary: 'A network card on the way counts errors or drops.',
  segments: ['underlay', 'tunnel-out', 'tunnel-in', 'external-bridge', 'external'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const ends = [file.place?.from, file.place?.to].filter(
      (point): point is Point => point !== null && point !== undefined && NICS.has(point.role),
    );
    const nodes = new Set(file.place?.segment.nodes ?? []);
    const lines = [
      ...ends.flatMap((point) => linesOf(file, point)),
      ...[...nodes].flatMap((node) => backlogLine(file, node)),
    ];
    const [first] = lines;
    if (first === undefined) return null;
    return finding(file, nicDrops, {
      confidence: 'possible',
      title: `on ${first.node}: ${first.what.split(',')[0] ?? ''} grew during the loss`,
      detail: 'Everybody on the node moves this counter; it fits, and proves nothing.',
      evidence: lines,
      affects: affectsNetworkPorts(file, first.node),
      fixes: [
        fixRoot(
          'look at the card and its wire',
          ['ethtool -S NIC', 'ethtool -g NIC'],
          'reads only',
        ),
      ],
    });
  },
};
