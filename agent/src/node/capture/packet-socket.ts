// One AF_PACKET socket with a TPACKET_V3 ring. The order is what keeps foreign packets out:
// protocol 0, version, ring, filter, lock, and only then bind, which lets packets in. See
// packet(7) and Documentation/networking/packet_mmap.rst.

import { HopscopeError } from '@hopscope/proto';

import type { Namespace, Namespaces } from '../netns/namespaces.ts';
import type { Kernel, RingMap } from './kernel.ts';

const AF_PACKET = 17;
const SOCK_RAW_CLOEXEC = 3 | 0o2000000;
const SOL_SOCKET = 1;
const SO_ERROR = 4;
const SO_LOCK_FILTER = 44;
const SOL_PACKET = 263;
const PACKET_ADD_MEMBERSHIP = 1;
const PACKET_RX_RING = 5;
const PACKET_STATISTICS = 6;
const PACKET_VERSION = 10;
const TPACKET_V3 = 2;
const PACKET_MR_PROMISC = 1;
const ETH_P_ALL = 0x0003;
/** IEEE 802 "local experimental 2": no packet of a cloud has it. */
const ETH_P_NOTHING = 0x88b6;
const SIOCGIFNAME = 0x8910;
const SIOCGIFFLAGS = 0x8913;
const IFF_UP = 1;
const IFREQ_BYTES = 40;
const SOCKADDR_LL_BYTES = 20;
/** The kernel wants a frame size even where frames are of any size. */
const FRAME_BYTES = 2048;

export interface RingShape {
  readonly bytes: number;
  readonly blockBytes: number;
  readonly retireMs: number;
}

export interface PacketSocketOptions {
  readonly namespace: Namespace;
  readonly device: string;
  readonly filter: Uint8Array;
  readonly promiscuous: boolean;
  readonly ring: RingShape;
}

export interface PacketSocket {
  readonly fd: number;
  readonly ifindex: number;
  readonly ring: RingMap;
}

const words = (...values: number[]): Uint8Array => new Uint8Array(Uint32Array.from(values).buffer);

const linkAddress = (ifindex: number, protocol: number): Uint8Array => {
  const address = Buffer.alloc(SOCKADDR_LL_BYTES);
  address.writeUInt16LE(AF_PACKET, 0);
  address.writeUInt16BE(protocol, 2);
  address.writeInt32LE(ifindex, 4);
  return address;
};

const joinPromiscuous = (kernel: Kernel, fd: number, ifindex: number): void => {
  // struct packet_mreq { int ifindex; unsigned short type, alen; unsigned char address[8]; }
  const request = Buffer.alloc(16);
  request.writeInt32LE(ifindex, 0);
  request.writeUInt16LE(PACKET_MR_PROMISC, 4);
  kernel.setOption(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, request);
};

/** Opens, fills the namespace's answer in, and binds. Nothing is left open when it rejects. */
export const openPacketSocket = async (
  kernel: Kernel,
  namespaces: Pick<Namespaces, 'withHandle'>,
  options: PacketSocketOptions,
): Promise<PacketSocket> => {
  const { device, ring } = options;
  const opened = namespaces.withHandle(options.namespace, (handle) =>
    kernel.enter(handle, () => {
      const ifindex = kernel.interfaceIndex(device);
      return ifindex === 0 ? null : { ifindex, fd: kernel.socket(AF_PACKET, SOCK_RAW_CLOEXEC, 0) };
    }),
  );
  if (opened === null) throw new HopscopeError('DEVICE_MISSING', `there is no device ${device}`);
  const { fd, ifindex } = opened;
  let map: RingMap | null = null;
  try {
    kernel.setOption(fd, SOL_PACKET, PACKET_VERSION, words(TPACKET_V3));
    const blocks = ring.bytes / ring.blockBytes;
    const frames = (ring.blockBytes / FRAME_BYTES) * blocks;
    const shape = words(ring.blockBytes, blocks, FRAME_BYTES, frames, ring.retireMs, 0, 0);
    await kernel.setOptionLater(fd, SOL_PACKET, PACKET_RX_RING, shape);
    map = kernel.mapRing(fd, ring.bytes);
    kernel.attachFilter(fd, options.filter);
    kernel.setOption(fd, SOL_SOCKET, SO_LOCK_FILTER, words(1));
    if (options.promiscuous) joinPromiscuous(kernel, fd, ifindex);
    kernel.bind(fd, linkAddress(ifindex, ETH_P_ALL));
    return { fd, ifindex, ring: map };
  } catch (error) {
    map?.release();
    kernel.close(fd);
    throw error;
  }
};

/** Closes the socket and gives the ring's memory back. */
export const closePacketSocket = (kernel: Kernel, socket: PacketSocket): Promise<void> => {
  socket.ring.release();
  return kernel.closeLater(socket.fd);
};

/** Lets no further packet into the ring from when it resolves; what is in it stays readable. */
export const shutPacketSocket = async (kernel: Kernel, socket: PacketSocket): Promise<void> => {
  // A device that is gone refuses (ENODEV, ENXIO), and lets nothing in either.
  await kernel.bindLater(socket.fd, linkAddress(socket.ifindex, ETH_P_NOTHING));
};

/** Packets that passed the filter and those of them the ring had no room for, since last asked. */
export const readStatistics = (
  kernel: Kernel,
  socket: PacketSocket,
): { seen: number; dropped: number } => {
  const counts = new Uint32Array(3);
  kernel.getOption(socket.fd, SOL_PACKET, PACKET_STATISTICS, new Uint8Array(counts.buffer));
  return { seen: counts[0]!, dropped: counts[1]! };
};

/** The error the socket holds, as errno; reading clears it. */
export const takeSocketError = (kernel: Kernel, socket: PacketSocket): number => {
  const value = new Int32Array(1);
  kernel.getOption(socket.fd, SOL_SOCKET, SO_ERROR, new Uint8Array(value.buffer));
  return value[0]!;
};

export type DeviceState =
  | { readonly present: false }
  | { readonly present: true; readonly name: string; readonly up: boolean };

/** What became of the device: a deleted or moved one is not there, whatever took its name. */
export const readDeviceState = (kernel: Kernel, socket: PacketSocket): DeviceState => {
  const address = Buffer.alloc(SOCKADDR_LL_BYTES);
  kernel.socketName(socket.fd, address);
  if (address.readInt32LE(4) !== socket.ifindex) return { present: false };
  // The socket answers for the namespace it was made in: no setns needed.
  const request = Buffer.alloc(IFREQ_BYTES);
  request.writeInt32LE(socket.ifindex, 16);
  if (kernel.ioctl(socket.fd, SIOCGIFNAME, request) !== 0) return { present: false };
  const name = request.toString('latin1', 0, request.indexOf(0));
  request.fill(0, 16);
  if (kernel.ioctl(socket.fd, SIOCGIFFLAGS, request) !== 0) return { present: false };
  return { present: true, name, up: (request.readUInt16LE(16) & IFF_UP) !== 0 };
};
