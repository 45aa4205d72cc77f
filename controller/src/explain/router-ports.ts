// The router's ports at the two ends of the guilty segment, and the report all causes about them
// share.

import { type Point, type PortFacts, type Role } from '../resolve/path.ts';
import { affectsNetworkPorts, affectsRouter } from './affects.ts';
import { type CaseFile } from './case-file.ts';
import { type Cause, type CauseFinding } from './cause.ts';
import { finding } from './finding.ts';
import { restartL3Agent } from './fixes.ts';
import { checked } from './lines.ts';
import { type DeviceState, deviceState } from './routed-view.ts';
import { inRouter } from './words.ts';

/** rfp and fpr join a router and the fip namespace; the API knows no port for them. */
const ROUTER_PORTS = new Set(['qr', 'sg', 'qg', 'fg', 'rfp', 'fpr']);

const SENSE: Readonly<Partial<Record<Role, string>>> = {
  qg: "the router's port outwards",
  fg: 'the port outwards of all floating IPs there',
  rfp: "the router's end of the link to the fip namespace",
  fpr: "the fip namespace's end of the link to the router",
};

/** The router's ports at the two ends of the guilty segment. */
export const endsOf = (file: CaseFile): DeviceState[] => {
  const { place } = file;
  return [place?.from, place?.to].flatMap((point) => {
    if (point === null || point === undefined || !ROUTER_PORTS.has(point.role)) return [];
    const state = deviceState(file, point);
    return state === null ? [] : [state];
  });
};

export const portOf = (file: CaseFile, point: Point): PortFacts | null => {
  const { neutron } = file.path;
  const ports = [...neutron.routerPorts, neutron.routerPort, neutron.snatPort, neutron.gatewayPort];
  return ports.find((port) => port !== null && point.device.endsWith(port.id.slice(0, 11))) ?? null;
};

export const report = (
  file: CaseFile,
  cause: Cause,
  bad: DeviceState,
  words: {
    title: string;
    expected: string;
    found: string;
    fix: CauseFinding['fixes'][number] | null;
  },
): CauseFinding => {
  const { node, netns, device, role } = bad.point;
  return finding(file, cause, {
    confidence: 'confirmed',
    title: `${inRouter(file, node)}: ${words.title}`,
    detail: `${device} is ${SENSE[role] ?? "the router's port in the network"}.`,
    evidence: [
      checked(
        { node, netns },
        `device ${device}`,
        words.expected,
        words.found,
        false,
        `ip address show ${device}`,
      ),
    ],
    affects: role === 'qr' ? affectsNetworkPorts(file, node) : affectsRouter(file),
    fixes: [...(words.fix === null ? [] : [words.fix]), restartL3Agent(node)],
    references: ['LP#1464527', 'LP#1515209'],
    objects: { 'router-port': portOf(file, bad.point)?.id },
  });
};

export const SEGMENTS: Cause['segments'] = [
  'integration-bridge',
  'router',
  'tunnel-in',
  'tunnel-out',
  'snat-router',
  'fip-router',
  'fip-link',
  'external-bridge',
];
