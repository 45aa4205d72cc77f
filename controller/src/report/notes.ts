// What happens at each point, in a few words: from the path, and only where packets were seen.

import { strict as assert } from 'node:assert';
import { decodeFrame, formatIcmpType, innermost } from '@hopscope/packet';
import { isConcurrent } from './segments-table.ts';
import type { Correlation, Witness } from '../correlate/journeys.ts';
import { ENTRIES } from '../correlate/made-inside.ts';
import type { Localisation, PointFinding } from '../localise/finding.ts';
import { redirectIndex } from '../neutron-names.ts';
import type { Path, Point } from '../resolve/path.ts';
import type { Recording } from '../run/recording.ts';
import { capturesByPoint } from './captures.ts';
import { shortNetns } from './words.ts';

interface Scene {
  readonly recording: Recording;
  readonly path: Path;
  readonly correlation: Correlation;
  readonly localisation: Localisation;
}

/** A device of the VM at the other end. */
const isOther = ({ neutron, flow }: Path, { device }: Point): boolean =>
  neutron.remote !== null &&
  !device.endsWith(flow.portId.slice(0, 11)) &&
  device.endsWith(neutron.remote.port.id.slice(0, 11));

const groupsText = ({ neutron: { port, securityGroups } }: Path): string => {
  const names = securityGroups
    .filter(({ id }) => port.securityGroups.includes(id))
    .map(({ name, id }) => `${name} (${id.slice(0, 8)})`);
  if (names.length === 0) return 'no security group';
  const more = names.length > 2 ? ` and ${names.length - 2} more` : '';
  return `security group ${names.slice(0, 2).join(', ')}${more}`;
};

const tagOf = ({ nodes, flow }: Path, node: string): string => {
  const facts = nodes.find(({ name }) => name === node);
  const tag = facts?.interfaces.find(({ portId }) => portId === flow.portId)?.tag ?? 0;
  return tag === 0 ? 'br-int' : `br-int, local vlan ${tag}`;
};

const nextHopText = ({ neutron, exit }: Path): string => {
  const router = neutron.routerPort?.addresses[0]?.address;
  const snat = neutron.snatPort?.addresses[0]?.address;
  if (exit !== 'snat' || router === undefined || snat === undefined) return '';
  if (neutron.router?.distributed !== true) return '';
  return `, next hop ${snat} by policy rule ${redirectIndex(router)}`;
};

/** TTL of the first packet seen at a point; null when none was. */
const ttlAt = ({ recording, correlation }: Scene, point: Point): number | null => {
  const journeys = point.direction === 'forward' ? correlation.forward : correlation.reply;
  const at = journeys.points.indexOf(point.id);
  const frames = capturesByPoint(recording).get(point.id)?.frames;
  if (at < 0 || frames === undefined) return null;
  for (let index = 0; index < journeys.count; index += 1) {
    const row = journeys.sighting[index * journeys.points.length + at] ?? -1;
    if (row < 0 || row >= frames.count) continue;
    const offset = frames.offset[row] ?? 0;
    const frame = decodeFrame(frames.bytes, offset, frames.capturedBytes[row] ?? 0);
    return innermost(frame, 'ipv4')?.ttl ?? null;
  }
  return null;
};

const natText = ({ path, correlation }: Scene): string => {
  const { flow } = path;
  const pair = correlation.nat[0];
  if (pair === undefined) return `${flow.localAddress} becomes ${flow.natAddress}`;
  const guessed = pair.source === 'inferred' ? ' (inferred)' : '';
  const local = `${flow.localAddress}:${pair.localPort}`;
  return `${local} becomes ${pair.natAddress}:${pair.natPort}${guessed}`;
};

const boundText = ({ localisation }: Scene, point: Point): string => {
  const finding = localisation.segments.find(({ segment }) => segment.to === point.id);
  const latency = finding?.latency ?? null;
  if (latency === null || latency.boundNs === 0) return 'underlay';
  const bound = `+-${Math.ceil(latency.boundNs / 1000)} us (clock bound)`;
  return `underlay, ${isConcurrent(latency) ? `concurrent within ${bound}` : bound}`;
};

const tunnelText = (scene: Scene, point: Point): string => {
  if (point.side === 'in') return boundText(scene, point);
  const segment = scene.path.segments.find(({ from }) => from === point.id);
  const peer = scene.path.points.find(({ id }) => id === segment?.to)?.node;
  const address = scene.path.nodes.find(({ name }) => name === peer)?.tunnelAddress ?? '';
  return `vxlan ${point.vni}${address === '' ? '' : ` to ${address}`}`;
};

const routerText = (scene: Scene, point: Point): string => {
  const { path, localisation } = scene;
  const router = `router ${path.neutron.router?.name ?? ''}`.trim();
  const passesReply = path.points.some(
    ({ role, direction }) => role === 'qr' && direction === 'reply',
  );
  if (point.side === 'out') {
    const ttl = ttlAt(scene, point);
    return ttl === null ? router : `ttl ${ttl}${nextHopText(path)}`;
  }
  const isNormal = localisation.status === 'DELIVERED' && !passesReply;
  return isNormal ? `${router}; answers never pass here (normal with DVR)` : router;
};

const textOf = (scene: Scene, point: Point): string => {
  const { path } = scene;
  switch (point.role) {
    case 'tap':
      return isOther(path, point) ? 'port of the other VM' : 'VM port';
    case 'qbr':
      return 'before the firewall (promiscuous copy)';
    case 'qvb':
      return path.firewall === 'none' || isOther(path, point) ? '' : `passed ${groupsText(path)}`;
    case 'qvo':
      return tagOf(path, point.node);
    case 'qr':
      return routerText(scene, point);
    case 'tunnel-nic':
      return tunnelText(scene, point);
    case 'provider-nic':
      return 'provider network';
    case 'sg':
      return shortNetns(point.netns);
    case 'qg':
      return path.exit === 'snat' ? natText(scene) : '';
    case 'rfp':
      return path.exit === 'fip' ? natText(scene) : '';
    case 'fpr':
    case 'fg':
      return shortNetns(point.netns);
    case 'ha':
      return 'HA network';
    case 'ext-nic':
      return 'leaves the cloud';
  }
  return assert.fail('a point of no known role');
};

/** Resets are told by where they were seen first: those that came in are the peer's. */
const isReset = ({ reply }: Correlation, { kind, point }: Witness): boolean =>
  kind === 'rst' && reply.points.indexOf(point) >= ENTRIES;

/** ICMP errors seen at the VM's port on their way back, and resets that were made inside. */
const witnessText = ({ correlation }: Scene, point: Point): string => {
  const kinds = new Map<string, number>();
  for (const witness of correlation.witnesses) {
    if (witness.point !== point.id && !isReset(correlation, witness)) continue;
    const what =
      witness.kind === 'rst'
        ? `RST in the name of ${witness.from}`
        : `ICMP "${formatIcmpType(witness.icmpType, witness.icmpCode)}" from ${witness.from}`;
    kinds.set(what, (kinds.get(what) ?? 0) + 1);
  }
  return [...kinds]
    .map(([what, count]) => `${count} ${what}${what.startsWith('ICMP') ? ' (rate-limited)' : ''}`)
    .join('; ');
};

/** Notes by point id; '' where there is nothing to say. */
export const notesOf = (scene: Scene): Map<string, string> => {
  const seen = new Map<string, PointFinding>();
  for (const finding of scene.localisation.points) seen.set(finding.point, finding);
  const notes = new Map<string, string>();
  for (const point of scene.path.points) {
    const passed = (seen.get(point.id)?.packets ?? 0) > 0;
    const isForward = point.direction === 'forward';
    const text = passed && isForward ? textOf(scene, point) : '';
    const witness = point.role === 'tap' && !isForward ? witnessText(scene, point) : '';
    notes.set(point.id, witness || text);
  }
  return notes;
};
