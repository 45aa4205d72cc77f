// Row 28: packets larger than a device on the way takes are lost, smaller ones pass. The tunnel
// adds 50 bytes (IPv4 outside), which the network's MTU must leave room for. Where the narrow place
// is no device of the cloud, a search by size proves it all the same.

import { type Point } from '../../resolve/path.ts';
import { affectsNetwork } from '../affects.ts';
import { type Cause, type CauseFinding, type EvidenceLine } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow, fixRoot } from '../fixes.ts';
import { checked, inside, noted } from '../lines.ts';
import { deviceState } from '../routed-view.ts';
import { lostSamples, MTU_EVERYWHERE } from '../sample.ts';

/** Outer IPv4, UDP, VXLAN and inner Ethernet headers. */
const VXLAN_OVERHEAD = 50;

interface Narrow {
  readonly point: Point;
  readonly mtu: number;
  /** The largest inner IP packet it takes. */
  readonly room: number;
}

const mtuOf = (file: CaseFile, point: Point): number | null => {
  const state = deviceState(file, point);
  if (state?.link !== null && state?.link !== undefined) return state.link.mtu;
  const facts = file.path.nodes
    .find(({ name }) => name === point.node)
    ?.devices.find(({ netns, device }) => netns === point.netns && device === point.device);
  const link = file.links(point.node, point.netns)?.find(({ name }) => name === point.device);
  return link?.mtu ?? facts?.mtu ?? null;
};

/** The narrowest device at the ends of the guilty segment, and behind it on the same way. */
const narrowest = (file: CaseFile): Narrow | null => {
  const { place, path } = file;
  if (place === null) return null;
  const ends = [place.from, place.to].filter((point): point is Point => point !== null);
  const nic = path.points.filter(
    ({ role, direction, side }) =>
      role === 'tunnel-nic' && direction === place.direction && side === 'out',
  );
  const points =
    place.kind === 'tunnel-out' || place.kind === 'underlay' ? [...ends, ...nic] : ends;
  const narrow = points.flatMap((point): Narrow[] => {
    const mtu = mtuOf(file, point);
    if (mtu === null || mtu === 0) return [];
    return [{ point, mtu, room: point.role === 'tunnel-nic' ? mtu - VXLAN_OVERHEAD : mtu }];
  });
  return narrow.toSorted((a, b) => a.room - b.room)[0] ?? null;
};

const witnessLines = (file: CaseFile): EvidenceLine[] =>
  file.correlation.witnesses
    .filter(({ icmpType, icmpCode }) => icmpType === 3 && icmpCode === 4)
    .slice(0, 1)
    .map(({ from, mtu }) =>
      noted(
        { node: file.place?.node ?? '', netns: '' },
        'ICMP "fragmentation needed"',
        `from ${from}, next hop MTU ${mtu}`,
        'tcpdump -ni any icmp[0]=3 and icmp[1]=4',
      ),
    );

const REFERENCES = ['LP#1933273', 'LP#1542032', 'LP#1671634'];

const lowerNetwork = (file: CaseFile, room: number) => {
  const { id, mtu } = file.path.neutron.network;
  return fixRoot(
    'lower the MTU of the network to what the wire carries',
    [`openstack network set --mtu ${room} ${id}`],
    'VMs learn it only with their next DHCP lease',
    `openstack network set --mtu ${mtu} ${id}`,
  );
};

/** All devices are as large as they should be: the guest sends more than its network takes. */
const tooLargeForNetwork = (file: CaseFile, { point }: Narrow, smallest: number): CauseFinding => {
  const { mtu } = file.path.neutron.network;
  const { node, netns, device } = point;
  return finding(file, mtuBlackhole, {
    confidence: 'confirmed',
    owner: 'tenant',
    title: `at ${device} on ${node}: packets of ${smallest} bytes are larger than the network's ${mtu}`,
    detail:
      'The devices of the path have the size they should have; the sender does not keep to it.',
    evidence: [
      checked(
        { node, netns },
        'smallest packet lost',
        `at most ${mtu} bytes`,
        `${smallest} bytes`,
        false,
        'hopscope show',
      ),
      ...witnessLines(file),
    ],
    affects: null,
    fixes: [
      fixNow(
        `inside ${file.path.flow.serverName}; its own interface`,
        [`ip link set DEVICE mtu ${mtu}`],
        'ip link set DEVICE mtu BEFORE',
        'connections that are open go on with smaller packets',
      ),
    ],
  });
};

/** Sizes were tried one by one: up to one all were answered, from another on none was. */
const bySearch = (file: CaseFile, smallest: number): CauseFinding | null => {
  const { mtu: found } = file.recording;
  const { place } = file;
  if (found === undefined || place === null || found.passes === 0 || found.fails === 0) return null;
  if (smallest < found.fails) return null;
  const where = { node: place.node, netns: place.netns };
  const between = place.segment.nodes.join(' and ');
  return finding(file, mtuBlackhole, {
    confidence: 'confirmed',
    title: `behind ${place.from?.device ?? '?'} on ${between}: at most ${found.passes} bytes pass`,
    detail: 'Every smaller packet was answered, every larger one was lost at the same place.',
    evidence: [
      checked(
        where,
        'largest packet answered',
        `${found.bytesMax} bytes`,
        `${found.passes} bytes`,
        false,
        'hopscope trace SOURCE DEST --mtu-search',
      ),
      noted(where, 'smallest packet lost', `${smallest} bytes`, 'hopscope show'),
      ...witnessLines(file),
    ],
    affects: affectsNetwork(file),
    fixes: [lowerNetwork(file, found.passes)],
    references: REFERENCES,
  });
};

/** None of the large probes was answered, and all the small ones beside them were. */
const byControl = (file: CaseFile, smallest: number): CauseFinding | null => {
  const { control } = file.recording;
  const { place } = file;
  if (control === undefined || place === null || file.localisation.status !== 'LOST') return null;
  const { bytes, sent, answered } = control;
  if (sent === 0 || answered < sent || smallest <= bytes) return null;
  const where = { node: place.node, netns: place.netns };
  const search = 'hopscope trace SOURCE DEST --mtu-search';
  const between = place.segment.nodes.join(' and ');
  return finding(file, mtuBlackhole, {
    confidence: 'confirmed',
    title: `behind ${place.from?.device ?? '?'} on ${between}: packets of ${smallest} bytes are lost, those of ${bytes} pass`,
    detail: 'Large and small ones were sent one after the other to the same place.',
    evidence: [
      checked(where, `packets of ${smallest} bytes`, 'answered', 'all lost', false, search),
      checked(
        where,
        `packets of ${bytes} bytes`,
        'answered',
        `${answered} of ${sent}`,
        true,
        search,
      ),
      ...witnessLines(file),
    ],
    affects: affectsNetwork(file),
    fixes: [
      fixRoot(
        'find the largest size that passes, and lower the MTU of the network to it',
        [search, `openstack network set --mtu FOUND ${file.path.neutron.network.id}`],
        'VMs learn it only with their next DHCP lease',
        `openstack network set --mtu ${file.path.neutron.network.mtu} ${file.path.neutron.network.id}`,
      ),
    ],
    references: REFERENCES,
  });
};

/** Only large packets were lost, and no small ones were tried, where no device tells its MTU. */
const byWire = (file: CaseFile, smallest: number): CauseFinding | null => {
  const { place, recording } = file;
  // Where sizes were searched for, the search has answered.
  if (recording.mtu !== undefined || place?.kind !== 'underlay') return null;
  if (smallest <= MTU_EVERYWHERE) return null;
  const { mtu } = file.path.neutron.network;
  const where = { node: place.node, netns: place.netns };
  const search = 'hopscope trace SOURCE DEST --mtu-search';
  return finding(file, mtuBlackhole, {
    confidence: 'likely',
    title: `between ${place.segment.nodes.join(' and ')}: no packet of ${smallest} bytes and more arrives`,
    detail:
      'All that was sent was large, and the cards at both ends would take it; whether small packets ' +
      'pass was not tried.',
    evidence: [
      noted(
        where,
        'smallest packet lost',
        `${smallest} bytes, ${VXLAN_OVERHEAD} more outside`,
        search,
      ),
      noted(where, 'MTU of the network', String(mtu), search),
      ...witnessLines(file),
    ],
    affects: affectsNetwork(file),
    fixes: [fixRoot('find the size that passes', [search], 'sends some probes')],
    references: REFERENCES,
  });
};

/** Fewer lost, or fewer that passed, may differ in size by chance. */
const SIZED_MIN = 10;

/** The VM's own packets are of many sizes: every lost one is larger than every one that passed. */
const bySizes = (file: CaseFile, smallest: number): CauseFinding | null => {
  const { place, localisation } = file;
  const sizes = localisation.sizes ?? null;
  if (place === null || sizes === null || sizes.smallestLost <= sizes.largestPassed) return null;
  if (place.lost < SIZED_MIN || place.sent - place.lost < SIZED_MIN) return null;
  const where = { node: place.node, netns: place.netns };
  const from = place.from?.device ?? '?';
  return finding(file, mtuBlackhole, {
    confidence: 'confirmed',
    title: `behind ${from} on ${place.segment.nodes.join(' and ')}: large packets do not pass`,
    detail:
      `Every frame of at most ${sizes.largestPassed} bytes at ${from} passed, every one of ` +
      `${sizes.smallestLost} bytes and more was lost at the same place.`,
    evidence: [
      checked(
        where,
        'smallest packet lost',
        `up to ${file.path.neutron.network.mtu} bytes pass`,
        `${smallest} bytes`,
        false,
        'hopscope trace SOURCE DEST --mtu-search',
      ),
      ...witnessLines(file),
    ],
    affects: affectsNetwork(file),
    fixes: [lowerNetwork(file, smallest - 1)],
    references: REFERENCES,
  });
};

export const mtuBlackhole: Cause = {
  code: 'MTU_BLACKHOLE',
  owner: 'platform',
  summary: 'Packets that are larger than a device on the way takes are lost; smaller ones pass.',
  segments: [
    'router',
    'tunnel-out',
    'underlay',
    'tunnel-in',
    'snat-router',
    'external-bridge',
    'integration-bridge',
    'security-group',
    'veth',
  ],
  directions: ['forward', 'reply'],
  catalogue: [28],
  test: (file) => {
    const samples = lostSamples(file);
    const smallest = Math.min(...samples.map(({ bytes }) => bytes));
    const narrow = narrowest(file);
    if (samples.length === 0) return null;
    if (narrow === null || smallest <= narrow.room) {
      const found =
        bySearch(file, smallest) ?? byControl(file, smallest) ?? bySizes(file, smallest);
      // Some got through, or small ones did not: what size does was tried.
      const isTried = (file.localisation.sizes ?? file.recording.control ?? null) !== null;
      return found ?? (isTried ? null : byWire(file, smallest));
    }
    const { point, mtu, room } = narrow;
    const { node, netns, device } = point;
    const { network } = file.path.neutron;
    const wanted = point.role === 'tunnel-nic' ? network.mtu + VXLAN_OVERHEAD : network.mtu;
    if (mtu >= wanted) return tooLargeForNetwork(file, narrow, smallest);
    const command = `ip link show ${device}`;
    return finding(file, mtuBlackhole, {
      confidence: 'confirmed',
      title: `at ${device} on ${node}: packets of ${smallest} bytes do not fit, at most ${room} pass`,
      detail: `The network's MTU is ${network.mtu}; every lost packet is larger than ${room} bytes.`,
      evidence: [
        checked(
          { node, netns },
          `MTU of ${device}`,
          `at least ${wanted}`,
          String(mtu),
          false,
          command,
        ),
        noted({ node, netns: '' }, 'smallest packet lost', `${smallest} bytes`, 'hopscope show'),
        ...witnessLines(file),
      ],
      affects: affectsNetwork(file),
      fixes: [
        fixNow(
          `on ${node}; one device`,
          [inside(netns, `ip link set ${device} mtu ${wanted}`)],
          inside(netns, `ip link set ${device} mtu ${mtu}`),
          'the wire behind it must carry that size too',
        ),
        lowerNetwork(file, room),
      ],
      references: REFERENCES,
    });
  },
};
