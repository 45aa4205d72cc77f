// What exists on this node, of what the controller asks about. Facts only. Everything is asked in
// parallel: the controller waits for this answer before it can plan.

import { release } from 'node:os';

import { HopscopeError, toFailure } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import { policyOnWire } from '../../channel/mod.ts';
import type { Hello } from '../../channel/mod.ts';
import { openPool } from '../evidence/pool.ts';
import type { Tools } from '../evidence/tools.ts';
import { NODE_LIMITS } from '../limits.ts';
import { checkDeviceName } from '../netns/names.ts';
import type { Namespace, Namespaces } from '../netns/namespaces.ts';
import type { OvsAccess } from '../ovs-access.ts';
import { listLinks, toDevice } from './devices.ts';
import { readLead } from './leads.ts';
import { readOvsInventory } from './ovs-inventory.ts';
import type { OvsInventory } from './ovs-inventory.ts';

export interface DescribeContext {
  readonly tools: Tools;
  readonly ovs: OvsAccess;
  readonly namespaces: Namespaces;
  readonly hello: Hello;
  /** True when the node's own namespace has this device now. */
  readonly exists: (device: string) => boolean;
}

const atMost = (what: string, asked: readonly unknown[]): void => {
  const max = NODE_LIMITS.describeNamesMax;
  if (asked.length > max)
    throw new HopscopeError('LIMIT_REACHED', `${asked.length} ${what} asked: at most ${max}`);
};

/** Asked names by namespace. */
const group = (names: readonly hopscope.v1.IDeviceName[]): Map<string, Set<string>> => {
  const groups = new Map<string, Set<string>>();
  for (const { netns, device } of names) {
    const wanted = groups.get(netns ?? '') ?? new Set();
    wanted.add(checkDeviceName(device ?? ''));
    groups.set(netns ?? '', wanted);
  }
  return groups;
};

/** Null for a namespace that is not there or cannot be entered: `namespaces` tells which. */
const findQuietly = (namespaces: Namespaces, name: string): Namespace | null => {
  try {
    return namespaces.find(name);
  } catch (error) {
    const { code } = toFailure(error);
    if (code === 'NETNS_MISSING' || code === 'NETNS_DEAD') return null;
    throw error;
  }
};

const describeDevices = async (
  context: DescribeContext,
  ovs: Promise<OvsInventory>,
  names: readonly hopscope.v1.IDeviceName[],
  pool: ReturnType<typeof openPool>,
): Promise<hopscope.v1.IDevice[]> => {
  const found = await Promise.all(
    [...group(names)].map(async ([name, wanted]) => {
      const namespace = findQuietly(context.namespaces, name);
      if (namespace === null) return [];
      const links = await pool(() => listLinks(context.tools, namespace));
      const { hardwareOffload } = await ovs;
      return links
        .filter(({ ifname }) => wanted.has(ifname))
        .map((link) => toDevice(link, namespace, hardwareOffload));
    }),
  );
  return found.flat();
};

const limitsOf = (ovs: OvsInventory, tools: Tools): string[] => {
  const missing = ['conntrack', 'iptables-save', 'nft', 'tc'].filter((tool) => !tools.has(tool));
  return [
    ...(ovs.failure === '' ? [] : [ovs.failure]),
    ...missing.map((tool) => `the program ${tool} is not installed`),
    ...(ovs.hardwareOffload
      ? ['Open vSwitch offloads flows to hardware: captures see first packets only']
      : []),
  ];
};

/** Throws LIMIT_REACHED or ORDER_INVALID; what does not exist is just not in the answer. */
export const describeNode = async (
  context: DescribeContext,
  request: hopscope.v1.IDescribeRequest,
): Promise<hopscope.v1.IDescribeResponse> => {
  const { devices = [], vteps = [], bridges = [], ifaceIds = [] } = request;
  atMost('devices', devices ?? []);
  atMost('tunnel addresses', vteps ?? []);
  atMost('bridges', bridges ?? []);
  atMost('ports', ifaceIds ?? []);
  const { hello, tools } = context;
  const pool = openPool(NODE_LIMITS.readsAtOnce);
  const asked = readOvsInventory(context.ovs);
  const [ovs, found, leads] = await Promise.all([
    asked,
    describeDevices(context, asked, devices ?? [], pool),
    Promise.all((vteps ?? []).map((vtep) => pool(() => readLead(context, asked, vtep)))),
  ]);
  return {
    node: hello.node,
    instance: hello.instance,
    version: hello.release,
    kernel: release(),
    policy: policyOnWire(hello.policy),
    namespaces: context.namespaces
      .list()
      .map(({ name, inode, dead, viaPid }) => ({ name, inode, dead, viaPid })),
    devices: found,
    leads,
    bridges: (bridges ?? [])
      .filter((bridge) => ovs.hasBridge(bridge))
      .map((bridge) => ({
        bridge,
        devices: ovs.physicalPorts(bridge).filter(context.exists),
        isolated: ovs.isIsolated(bridge, context.exists),
      })),
    interfaces: (ifaceIds ?? []).flatMap((id) => ovs.carriers(id)),
    limits: limitsOf(ovs, tools),
  };
};
