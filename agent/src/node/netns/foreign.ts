// Another way into a namespace whose handle is dead: a handle of the same name in another mount
// namespace, or a process whose command line names the namespace's object (the
// router or network id of qrouter-ID, snat-ID, qdhcp-ID). Only processes of this node count: one
// machine may hold several nodes (a lab), and DVR gives them namespaces of the same name. A node's
// processes share a UTS namespace with something that lives in the node's own network.

import { readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs';

import { NODE_LIMITS } from '../limits.ts';

export interface ForeignHandle {
  readonly path: string;
  readonly pid: number;
}

interface Candidate {
  readonly pid: number;
  readonly netns: string;
  readonly mount: string;
  readonly uts: string;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const COMMAND_BYTES_MAX = 16 * 1024;
/**
 * Devices that only a namespace of this kind has: a router's id is in the command lines of
 * processes of both its namespaces. neutron/agent/l3/{namespaces,dvr_snat_ns,dvr_fip_ns}.py
 */
const KINDS: readonly [prefix: string, devices: RegExp][] = [
  ['qrouter-', /^\s*(?:qr-|rfp-)/m],
  ['snat-', /^\s*sg-/m],
  ['fip-', /^\s*(?:fg-|fpr-)/m],
  ['qdhcp-', /^\s*(?:tap|ns-)/m],
];

/** Of a process that is going away, or a kernel thread, there is no answer. */
const quietly = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    return null;
  }
};

const readCandidates = (): Candidate[] => {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return pids.slice(0, NODE_LIMITS.processesMax).flatMap((pid) => {
    const netns = quietly(() => readlinkSync(`/proc/${pid}/ns/net`));
    const mount = quietly(() => readlinkSync(`/proc/${pid}/ns/mnt`));
    const uts = quietly(() => readlinkSync(`/proc/${pid}/ns/uts`));
    if (netns === null || mount === null || uts === null) return [];
    return [{ pid: Number(pid), netns, mount, uts }];
  });
};

/** True when `path` is a handle of nsfs and no plain file that was left behind. */
const isNamespaceHandle = (path: string, homeInode: number): boolean => {
  const stat = quietly(() => statSync(path));
  const proc = quietly(() => statSync('/proc/self/ns/net'));
  return stat !== null && proc !== null && stat.dev === proc.dev && stat.ino !== homeInode;
};

const otherMountHandle = (
  name: string,
  atHome: readonly Candidate[],
  homeInode: number,
): ForeignHandle | null => {
  const own = quietly(() => readlinkSync('/proc/self/ns/mnt'));
  const seen = new Set([own]);
  for (const { pid, mount } of atHome) {
    if (seen.has(mount)) continue;
    seen.add(mount);
    const path = `/proc/${pid}/root/run/netns/${name}`;
    if (isNamespaceHandle(path, homeInode)) return { path, pid };
  }
  return null;
};

const commandNames = (pid: number, id: string): boolean => {
  const command = quietly(() => readFileSync(`/proc/${pid}/cmdline`));
  return command?.subarray(0, COMMAND_BYTES_MAX).includes(id) ?? false;
};

/** True when the namespace of a process looks like one of that name. */
const fitsName = (pid: number, name: string): boolean => {
  const kind = KINDS.find(([prefix]) => name.startsWith(prefix));
  if (kind === undefined) return true;
  const devices = quietly(() => readFileSync(`/proc/${pid}/net/dev`, 'utf8'));
  return devices !== null && kind[1].test(devices);
};

const viaProcess = ({ pid }: Candidate): ForeignHandle => ({ path: `/proc/${pid}/ns/net`, pid });

/**
 * Finds paths by which setns and nsenter reach a namespace of that name; null when there is none.
 * The processes of the machine are read once, when first needed: use a finder for one question.
 */
export const openForeignFinder = (homeInode: number): ((name: string) => ForeignHandle | null) => {
  const home = `net:[${homeInode}]`;
  let candidates: readonly Candidate[] | null = null;
  return (name) => {
    candidates ??= readCandidates();
    const atHome = candidates.filter(({ netns }) => netns === home);
    const ours = new Set(atHome.map(({ uts }) => uts));
    const inside = candidates.filter(({ netns, uts }) => netns !== home && ours.has(uts));
    const id = UUID.exec(name)?.[0] ?? name;
    const named = inside.filter(({ pid }) => commandNames(pid, id) && fitsName(pid, name));
    const exact = named.find(({ pid }) => commandNames(pid, name));
    if (exact !== undefined) return viaProcess(exact);
    const first = named[0];
    // Two namespaces that fit: another handle decides, or nobody.
    if (first !== undefined && new Set(named.map(({ netns }) => netns)).size === 1)
      return viaProcess(first);
    return otherMountHandle(name, atHome, homeInode);
  };
};
