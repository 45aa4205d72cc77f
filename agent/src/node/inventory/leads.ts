// Which physical devices lead to a tunnel's far end. The route names one device; when that is an
// OVS internal port (a bridge's LOCAL port, where the tunnel address lives on a provider bridge),
// the bridge's physical ports may carry the tunnel. VLAN sub-interfaces and bonds count as such.

import type { hopscope } from '@hopscope/proto';

import { NODE_LIMITS } from '../limits.ts';
import { runTool } from '../evidence/run.ts';
import type { Tools } from '../evidence/tools.ts';
import type { OvsInventory } from './ovs-inventory.ts';

const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

interface RouteAnswer {
  readonly dev?: string;
  readonly prefsrc?: string;
}

const failed = (vtep: string, failure: string): hopscope.v1.ILead => ({
  vtep,
  devices: [],
  local: '',
  failure,
});

const readRoute = (stdout: Buffer): RouteAnswer | null => {
  const answer: unknown = JSON.parse(stdout.toString('utf8'));
  return Array.isArray(answer) ? ((answer[0] ?? null) as RouteAnswer | null) : null;
};

export interface LeadContext {
  readonly tools: Tools;
  /** True when the node's own namespace has this device now. */
  readonly exists: (device: string) => boolean;
}

/** Asks the kernel for the route and OVS for the ports behind it. Never rejects. */
export const readLead = async (
  { tools, exists }: LeadContext,
  ovs: Promise<OvsInventory>,
  vtep: string,
): Promise<hopscope.v1.ILead> => {
  if (!ADDRESS.test(vtep)) return failed(vtep, 'not an IPv4 address');
  const answer = await runTool(tools, {
    argv: [tools.path('ip'), '-j', 'route', 'get', vtep],
    netnsPath: '',
    timeoutMs: NODE_LIMITS.describeMs,
    bytesMax: NODE_LIMITS.readBytesMax,
  });
  if (answer.rc !== 0) return failed(vtep, answer.failure || answer.stderr || 'no route');
  const route = readRoute(answer.stdout);
  if (route?.dev === undefined) return failed(vtep, 'the route names no device');
  const { physicalPorts, isInternal } = await ovs;
  const local = route.prefsrc ?? '';
  if (!isInternal(route.dev)) return { vtep, devices: [route.dev], local, failure: '' };
  const devices = physicalPorts(route.dev).filter(exists);
  const failure = devices.length > 0 ? '' : `${route.dev} is a bridge without a physical port`;
  return { vtep, devices, local, failure };
};
