// Lists tracked connections of one flow: the kernel walks its table and hands over only those. That
// takes as long as the table is large, so it is waited for in a thread of the pool, never here.

import { HopscopeError } from '@hopscope/proto';

import type { Kernel } from '../capture/kernel.ts';
import { NODE_LIMITS } from '../limits.ts';
import type { Namespaces } from '../netns/namespaces.ts';
import { NLMSG, dumpRequest, splitMessages } from './ctnetlink.ts';
import type { Connections } from './ctnetlink.ts';
import { openNetlinkSocket } from './netlink-socket.ts';

/** The kernel fills a datagram of a dump up to this (NLMSG_GOODSIZE at most, 32 KiB). */
const DATAGRAM_BYTES = 64 * 1024;

const failed = (what: string): HopscopeError =>
  new HopscopeError('ENVIRONMENT', `connection tracking: ${what}`);

/** Messages of the dump that follows the request just sent, up to the limit on one read. */
const receiveAll = async (kernel: Kernel, fd: number): Promise<Buffer> => {
  const kept: Buffer[] = [];
  const deadline = performance.now() + NODE_LIMITS.readMs;
  let bytes = 0;
  for (;;) {
    if (performance.now() > deadline)
      throw failed(`the kernel did not come to an end within ${NODE_LIMITS.readMs} ms`);
    const datagram = Buffer.alloc(DATAGRAM_BYTES);
    const count = await kernel.receiveLater(fd, datagram);
    if (count < 0) throw failed(`the kernel did not answer within ${NODE_LIMITS.readMs} ms`);
    for (const { type, bytes: message } of splitMessages(datagram.subarray(0, count))) {
      if (type === NLMSG.done) return Buffer.concat(kept);
      if (type === NLMSG.error) throw failed(`the kernel refuses: errno ${-errnoOf(message)}`);
      bytes += message.length;
      // One more than may be kept says that there was more.
      if (bytes > NODE_LIMITS.readBytesMax) return Buffer.concat([...kept, message]);
      kept.push(Buffer.from(message));
    }
  }
};

const errnoOf = (message: Uint8Array): number =>
  new DataView(message.buffer, message.byteOffset, message.length).getInt32(16, true);

/** The kernel's messages, one after the other. Rejects with ENVIRONMENT or NETNS_MISSING. */
export const dumpConntrack = async (
  kernel: Kernel,
  namespaces: Namespaces,
  netns: string,
  wanted: Connections,
): Promise<Buffer> => {
  const fd = openNetlinkSocket(kernel, namespaces, {
    netns,
    groups: 0,
    bufferBytes: NODE_LIMITS.readBytesMax,
    timeoutMs: NODE_LIMITS.readMs,
  });
  try {
    const request = dumpRequest(wanted);
    if ((await kernel.sendLater(fd, request)) < 0) throw failed('the kernel takes no question');
    return await receiveAll(kernel, fd);
  } finally {
    kernel.close(fd);
  }
};
