// Events of tracked connections in one namespace as long as an order runs: a netlink socket whose
// filter lets only the watched addresses pass, so that a router with a hundred thousand new
// connections a second is not printed, read and thrown away. Messages leave as they came.

import { HopscopeError } from '@hopscope/proto';
import type { WireTime } from '@hopscope/proto';
import { parseIpv4 } from '@hopscope/packet';

import type { Kernel } from '../capture/kernel.ts';
import { NODE_LIMITS } from '../limits.ts';
import { eventFilter, splitMessages } from '../netfilter/ctnetlink.ts';
import { openNetlinkSocket } from '../netfilter/netlink-socket.ts';
import type { Namespaces } from '../netns/namespaces.ts';

/** Room for bursts: without it the kernel drops events of a busy namespace. */
const SOCKET_BYTES = 4 * 1024 * 1024;
/** NFNLGRP_CONNTRACK_NEW, _UPDATE and _DESTROY, as bits. */
const GROUPS = 0b111;
const DATAGRAM_BYTES = 64 * 1024;
/** From linux/errno.h. */
const EAGAIN = 11;
const ENOBUFS = 105;

export interface ConntrackWatchOptions {
  readonly netns: string;
  readonly addresses: readonly string[];
}

/** Messages of ctnetlink, concatenated, and when each was received: u32 each, little-endian. */
export interface ConntrackMessages {
  readonly netns: string;
  readonly messages: Uint8Array;
  readonly sec: Uint8Array;
  readonly nsec: Uint8Array;
}

export interface ConntrackSink {
  readonly messages: (bundle: ConntrackMessages) => void;
  readonly trouble: (netns: string, message: string) => void;
}

export interface ConntrackWatch {
  /** Takes what is still waiting, hands it on and closes. */
  readonly stop: () => void;
}

export interface ConntrackContext {
  readonly kernel: Kernel;
  readonly namespaces: Namespaces;
  readonly now: () => WireTime;
}

const checkAddresses = (addresses: readonly string[]): void => {
  const max = NODE_LIMITS.conntrackAddressesMax;
  if (addresses.length === 0 || addresses.length > max)
    throw new HopscopeError('ORDER_INVALID', `a conntrack watch needs 1 to ${max} addresses`);
  const wrong = addresses.find((address) => parseIpv4(address) === null);
  if (wrong !== undefined)
    throw new HopscopeError('ORDER_INVALID', `not an address: ${JSON.stringify(wrong)}`);
};

const words = (values: readonly number[]): Uint8Array => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, 4 * index);
  return bytes;
};

/** Collects messages and hands them on after a while, or when there are many. */
const openBundle = (netns: string, hand: (bundle: ConntrackMessages) => void) => {
  let kept: { bytes: Uint8Array; at: WireTime }[] = [];
  let bytes = 0;
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (kept.length === 0) return;
    const messages = Buffer.concat(kept.map((one) => one.bytes));
    const sec = words(kept.map(({ at }) => at.sec));
    const nsec = words(kept.map(({ at }) => at.nsec));
    kept = [];
    bytes = 0;
    hand({ netns, messages, sec, nsec });
  };
  return {
    flush,
    add: (message: Uint8Array, at: WireTime): void => {
      kept.push({ bytes: Buffer.from(message), at });
      bytes += message.length;
      if (bytes >= NODE_LIMITS.conntrackFlushBytes) flush();
      else timer ??= setTimeout(flush, NODE_LIMITS.conntrackFlushMs);
    },
  };
};

/**
 * Events are being received when it returns. Throws ORDER_INVALID, NETNS_MISSING, NETNS_DEAD or
 * CAPTURE_FAILED.
 */
export const startConntrackWatch = (
  { kernel, namespaces, now }: ConntrackContext,
  { netns, addresses }: ConntrackWatchOptions,
  sink: ConntrackSink,
): ConntrackWatch => {
  checkAddresses(addresses);
  const fd = openNetlinkSocket(kernel, namespaces, {
    netns,
    groups: GROUPS,
    filter: eventFilter(addresses),
    bufferBytes: SOCKET_BYTES,
    timeoutMs: NODE_LIMITS.readMs,
  });
  const bundle = openBundle(netns, sink.messages);
  const datagram = Buffer.alloc(DATAGRAM_BYTES);
  const drain = (): void => {
    for (;;) {
      const count = kernel.receive(fd, datagram);
      if (count === -EAGAIN || count === 0) return;
      if (count === -ENOBUFS) {
        sink.trouble(netns, 'events of tracked connections were lost: there were too many');
        continue;
      }
      if (count < 0) {
        sink.trouble(netns, `events of tracked connections cannot be read: errno ${-count}`);
        return;
      }
      const at = now();
      for (const { bytes } of splitMessages(datagram.subarray(0, count))) bundle.add(bytes, at);
    }
  };
  const watch = kernel.watch(fd, (failed) => {
    drain();
    // POLLERR says that events were lost; reading took the error away.
    if (failed) watch.restart();
  });
  return {
    stop: () => {
      drain();
      bundle.flush();
      watch.close();
      kernel.close(fd);
    },
  };
};
