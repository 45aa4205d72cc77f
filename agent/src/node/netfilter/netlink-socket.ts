// A socket to the kernel's netfilter in one namespace. It stays in that namespace whoever uses it
// afterwards. Opens and closes; what is said over it is ctnetlink.ts's.

import type { Kernel } from '../capture/kernel.ts';
import type { Namespaces } from '../netns/namespaces.ts';

const AF_NETLINK = 16;
const SOCK_RAW_CLOEXEC = 3 | 0o2000000;
const NETLINK_NETFILTER = 12;
const SOL_SOCKET = 1;
const SO_RCVTIMEO = 20;
const SO_RCVBUFFORCE = 33;
const SOCKADDR_NL_BYTES = 12;

export interface NetlinkSocketOptions {
  /** '' = the node's own. */
  readonly netns: string;
  /** Of multicast, as bits; 0 = questions only. */
  readonly groups: number;
  /** Classic BPF, attached before any event can come in. */
  readonly filter?: Uint8Array;
  /** What may wait for being read. */
  readonly bufferBytes: number;
  /** A read that waits gives up after this. */
  readonly timeoutMs: number;
}

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

const timeval = (ms: number): Buffer => {
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64LE(BigInt(Math.floor(ms / 1000)), 0);
  bytes.writeBigUInt64LE(BigInt((ms % 1000) * 1000), 8);
  return bytes;
};

/** A descriptor that the caller closes. Throws NETNS_MISSING, NETNS_DEAD or CAPTURE_FAILED. */
export const openNetlinkSocket = (
  kernel: Kernel,
  namespaces: Namespaces,
  options: NetlinkSocketOptions,
): number => {
  const { netns, groups, filter, bufferBytes, timeoutMs } = options;
  const fd = namespaces.withHandle(namespaces.find(netns), (handle) =>
    kernel.enter(handle, () => kernel.socket(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_NETFILTER)),
  );
  try {
    kernel.setOption(fd, SOL_SOCKET, SO_RCVBUFFORCE, word(bufferBytes));
    kernel.setOption(fd, SOL_SOCKET, SO_RCVTIMEO, timeval(timeoutMs));
    if (filter !== undefined) kernel.attachFilter(fd, filter);
    const address = Buffer.alloc(SOCKADDR_NL_BYTES);
    address.writeUInt16LE(AF_NETLINK, 0);
    address.writeUInt32LE(groups, 8);
    kernel.bind(fd, address);
    return fd;
  } catch (error) {
    kernel.close(fd);
    throw error;
  }
};
