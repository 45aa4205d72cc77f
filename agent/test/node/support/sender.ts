// Puts frames on a device of a namespace, exactly as given: tests count them again.

import { setTimeout as delay } from 'node:timers/promises';

import { openKernel } from '../../../src/node/capture/kernel.ts';
import { openNamespaces } from '../../../src/node/netns/namespaces.ts';

const AF_PACKET = 17;
/** Close on exec: other tests of this process start programs. */
const SOCK_RAW_CLOEXEC = 3 | 0o2000000;
const ENOBUFS = 105;

export interface Sender {
  readonly send: (frame: Uint8Array) => void;
  readonly close: () => void;
}

export const openSender = (netns: string, device: string): Sender => {
  const kernel = openKernel();
  const namespaces = openNamespaces(kernel);
  const { fd, ifindex } = namespaces.withHandle(namespaces.find(netns), (handle) =>
    kernel.enter(handle, () => ({
      fd: kernel.socket(AF_PACKET, SOCK_RAW_CLOEXEC, 0),
      ifindex: kernel.interfaceIndex(device),
    })),
  );
  const address = Buffer.alloc(20);
  address.writeUInt16LE(AF_PACKET, 0);
  address.writeInt32LE(ifindex, 4);
  kernel.bind(fd, address);
  return {
    send: (frame) => {
      let errno = kernel.send(fd, frame);
      while (errno === ENOBUFS) errno = kernel.send(fd, frame);
      if (errno !== 0) throw new Error(`send: errno ${errno}`);
    },
    close: () => kernel.close(fd),
  };
};

const BURST = 500;
const BURST_GAP_MS = 15;

/** Many frames, in bursts that a ring holds while its reader is busy. */
export const sendPaced = async (
  sender: Sender,
  frame: Uint8Array,
  count: number,
): Promise<void> => {
  for (let sent = 1; sent <= count; sent += 1) {
    sender.send(frame);
    if (sent % BURST === 0) await delay(BURST_GAP_MS);
  }
};
