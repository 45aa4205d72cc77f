// Devices of a namespace, as `ip -j -d link` prints them: what describe tells about those asked.

import type { hopscope } from '@hopscope/proto';

import { NODE_LIMITS } from '../limits.ts';
import { runTool } from '../evidence/run.ts';
import type { Tools } from '../evidence/tools.ts';
import type { Namespace } from '../netns/namespaces.ts';

/** The fields used; iproute2 leaves out what a device does not have. */
interface Link {
  readonly ifindex: number;
  readonly ifname: string;
  readonly flags?: readonly string[];
  readonly mtu?: number;
  readonly address?: string;
  readonly master?: string;
  readonly linkinfo?: { readonly info_kind?: string };
  readonly phys_switch_id?: string;
  readonly phys_port_name?: string;
}

/** Port names of switchdev representors: pf0vf3, c1pf0sf88 (kernel devlink documentation). */
const REPRESENTOR = /^(?:c\d+)?pf\d+(?:vf|sf)\d+$/;

const isRepresentor = (link: Link): boolean =>
  link.phys_switch_id !== undefined && REPRESENTOR.test(link.phys_port_name ?? '');

const readLinks = (stdout: Buffer): readonly Link[] => {
  const answer: unknown = JSON.parse(stdout.toString('utf8') || '[]');
  return Array.isArray(answer)
    ? answer.filter((entry): entry is Link => typeof (entry as Link).ifname === 'string')
    : [];
};

/** All links of a namespace; rejects with nothing: what does not answer has none. */
export const listLinks = async (tools: Tools, namespace: Namespace): Promise<readonly Link[]> => {
  const answer = await runTool(tools, {
    argv: [tools.path('ip'), '-j', '-d', 'link', 'show'],
    netnsPath: namespace.path,
    timeoutMs: NODE_LIMITS.describeMs,
    bytesMax: NODE_LIMITS.readBytesMax,
  });
  return answer.rc === 0 && !answer.truncated ? readLinks(answer.stdout) : [];
};

/** `hardwareOffload`: Open vSwitch hands flows to the hardware of this node. */
export const toDevice = (
  link: Link,
  namespace: Namespace,
  hardwareOffload: boolean,
): hopscope.v1.IDevice => ({
  name: { netns: namespace.name, device: link.ifname },
  netnsInode: namespace.inode,
  ifindex: link.ifindex,
  kind: link.linkinfo?.info_kind ?? '',
  mac: link.address ?? '',
  mtu: link.mtu ?? 0,
  up: link.flags?.includes('UP') ?? false,
  master: link.master ?? '',
  offloaded: isRepresentor(link) || (hardwareOffload && link.phys_switch_id !== undefined),
});
