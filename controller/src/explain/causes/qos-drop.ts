// Row 55: a bandwidth or packet rate limit of the port drops under load: a meter of br-int, or a
// queue of the port's device.

import { type Point } from '../../resolve/path.ts';
import { affectsThisPort } from '../affects.ts';
import { type Cause, type EvidenceLine } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixRoot } from '../fixes.ts';
import { counted, inside, noted } from '../lines.ts';
import { LIMIT_TABLES } from '../meters.ts';
import { type Place } from '../place.ts';
import { atPort } from '../words.ts';

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

const tapOf = ({ path }: CaseFile): string =>
  path.points.find(({ role }) => role === 'tap')?.device ?? '';

/** Queues that every device has without being asked for. */
const USUAL = new Set(['noqueue', 'mq', 'fq_codel', 'fq', 'pfifo_fast']);
/** Where filters hang; they may take packets without counting a drop. */
const FILTERED = new Set(['clsact', 'ingress']);

interface Queue {
  readonly lines: readonly EvidenceLine[];
  readonly device: string;
  /** Over the window; null = only read after it. */
  readonly dropped: number | null;
  /** Made by somebody, and as many drops as were lost, or more, since. */
  readonly suspect: boolean;
  /** Somebody made a place for filters. */
  readonly filtered: boolean;
}

/** Open vSwitch polices what comes in by the port, kbit/s; 0 = it does not. */
const policingOf = (file: CaseFile, { node, device }: Pick<Point, 'node' | 'device'>): number =>
  file.ovsInterfaces(node)?.find(({ name }) => name === device)?.policingKbps ?? 0;

/** What the queues and filters of a device dropped, in the window or since they were made. */
const queueOf = (file: CaseFile, place: Place, { node, netns, device }: Point): Queue => {
  const where = { node, netns };
  const command = `tc -s qdisc show dev ${device}`;
  const dropped = file.qdiscDropsDelta(node, netns, device);
  const made = (file.qdiscs(node, netns, device) ?? []).filter(({ kind }) => !USUAL.has(kind));
  const worst = made.toSorted((a, b) => b.drops - a.drops)[0];
  const suspect =
    dropped === null && place.lost > 0 && worst !== undefined && worst.drops >= place.lost;
  const since = suspect
    ? [
        noted(
          where,
          `drops of ${worst.kind} of ${device}`,
          `${worst.drops} since it was made`,
          command,
        ),
      ]
    : [];
  const what = `drops of the queue of ${device}`;
  return {
    lines: [...counted(where, what, dropped, place.lost, true, command), ...since],
    device,
    dropped,
    suspect,
    filtered:
      made.some(({ kind }) => FILTERED.has(kind)) && policingOf(file, { node, device }) === 0,
  };
};

const policingLines = (file: CaseFile, { node, device }: Point): EvidenceLine[] => {
  const rate = policingOf(file, { node, device });
  if (rate === 0) return [];
  const command = `ovs-vsctl get Interface ${device} ingress_policing_rate`;
  return [noted({ node, netns: '' }, `${device} ingress_policing_rate`, `${rate} kbit/s`, command)];
};

const sum = (queues: readonly Queue[]): number | null => {
  const known = queues.flatMap(({ dropped }) => (dropped === null ? [] : [dropped]));
  return known.length === 0 ? null : known.reduce((all, one) => all + one, 0);
};

const lookCommands = ({ netns }: Place, device: string): string[] =>
  ['qdisc show', 'filter show', 'filter show ingress', 'filter show egress'].map((what) => {
    const [object, verb, side = ''] = what.split(' ');
    return inside(netns, `tc -s ${object} ${verb} dev ${device} ${side}`.trim());
  });

export const qosDrop: Cause = {
  code: 'QOS_DROP',
  owner: 'tenant',
  summary: 'A rate limit of the port, or traffic control (tc) of a device, drops packets.',
  segments: [
    'integration-bridge',
    'security-group',
    'veth',
    'tunnel-out',
    'tunnel-in',
    'router',
    'snat-router',
    'fip-router',
    'external-bridge',
  ],
  directions: ['forward', 'reply'],
  catalogue: [55],
  test: (file) => {
    const { place, localisation } = file;
    const isTotal = localisation.status === 'LOST';
    if (place === null || (!isTotal && localisation.status !== 'DEGRADED')) return null;
    const ends = [place.from, place.to].filter((one): one is Point => one !== null);
    const queues = ends.map((point) => queueOf(file, place, point));
    const dropped = sum(queues);
    const moved = dropped !== null && dropped > 0;
    const suspect = queues.find((one) => one.suspect);
    const policing = place.from === null ? [] : policingLines(file, place.from);
    // A limit lets some pass: where nothing does, it needs drops of its own.
    const meters = meterLines(file);
    const limits = isTotal && !moved && suspect === undefined ? [] : [...meters, ...policing];
    const filtered = queues.find((one) => one.filtered);
    const isProof = moved || suspect !== undefined || limits.length > 0;
    if (!isProof && filtered === undefined) return null;
    const isLimit = limits.length > 0 || (suspect === undefined && filtered === undefined);
    const culprit = queues.find((one) => (one.dropped ?? 0) > 0) ?? suspect ?? filtered;
    const isPort =
      culprit === undefined || [file.parts.vmPort, tapOf(file)].includes(culprit.device);
    // Meters are set by the agent alone; the rest may be of a flavor or a person.
    const isPolicy =
      isLimit && isPort && (meters.length > 0 || file.path.neutron.port.qosPolicy !== '');
    return finding(file, qosDrop, {
      confidence: moved && dropped >= place.lost ? 'confirmed' : isProof ? 'likely' : 'possible',
      owner: isPolicy ? 'tenant' : 'platform',
      title:
        isLimit && isPort
          ? `${atPort(file)}: a rate limit of the port drops what is above it`
          : `on ${place.node}: traffic control (tc) of ${culprit?.device ?? ''} ` +
            (isProof ? 'drops packets' : 'has filters that can take them'),
      detail: isTotal
        ? 'Nothing passes: a filter, or a limit far below what is sent.'
        : 'Small flows pass; bursts and full-speed transfers lose packets.',
      evidence: [...queues.flatMap(({ lines }) => lines), ...limits],
      affects: affectsThisPort(file),
      fixes: [
        isPolicy
          ? fixRoot(
              "the project's or operator's decision; see the policy of the port and of its network",
              [
                `openstack port show -c qos_policy_id -c qos_network_policy_id ${file.path.neutron.port.id}`,
              ],
              'reads only',
            )
          : fixRoot(
              'whoever set it up: Neutron has no limit at this device',
              lookCommands(place, culprit?.device ?? tapOf(file)),
              'reads only',
            ),
      ],
    });
  },
};
