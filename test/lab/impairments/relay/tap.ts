// Tap devices as file descriptors: the system calls that Node does not have, through koffi. The
// lab's only file that knows koffi. A tap gives whole frames, VLAN tags and checksums finished,
// never more than one segment: the kernel sees to that because no offload is asked for.

import { getSystemErrorName } from 'node:util';
import { HopscopeError } from '@hopscope/proto';
import koffi from 'koffi';

const O_RDWR_NONBLOCK_CLOEXEC = 0o2 | 0o4000 | 0o2000000;
const TUNSETIFF = 0x400454ca;
const IFF_TAP_NO_PI = 0x0002 | 0x1000;
const IFREQ_BYTES = 40;
const IFREQ_FLAGS_AT = 16;
const POLLIN = 1;
const POLLFD_BYTES = 8;
const TIMESPEC_BYTES = 16;

export interface Taps {
  /** Attaches to a tap of that name; makes it when there is none. */
  readonly open: (device: string) => number;
  /** Reads one frame into `into`; its length, or 0 when there is none. */
  readonly read: (fd: number, into: Buffer) => number;
  /** Writes one frame; false when the device does not take it (down, queue full). */
  readonly write: (fd: number, frame: Uint8Array) => boolean;
  /** Waits until one of the descriptors can be read, at most `nanoseconds`. */
  readonly wait: (fds: readonly number[], nanoseconds: bigint) => void;
}

/** Binds the C library. */
export const openTaps = (): Taps => {
  const libc = koffi.load('libc.so.6');
  const open = libc.func('int open(const char *path, int flags, int mode)');
  const ioctl = libc.func('int ioctl(int fd, unsigned long request, _Inout_ uint8_t *argument)');
  const read = libc.func('long read(int fd, _Out_ uint8_t *into, size_t size)');
  const write = libc.func('long write(int fd, const uint8_t *from, size_t size)');
  const ppoll = libc.func(
    'int ppoll(_Inout_ uint8_t *fds, unsigned long n, uint8_t *limit, void *mask)',
  );

  const failed = (call: string): HopscopeError =>
    new HopscopeError('ENVIRONMENT', `${call}: ${getSystemErrorName(-koffi.errno())}`);

  return {
    open: (device) => {
      const fd = open('/dev/net/tun', O_RDWR_NONBLOCK_CLOEXEC, 0) as number;
      if (fd < 0) throw failed('open /dev/net/tun');
      const request = Buffer.alloc(IFREQ_BYTES);
      request.write(device);
      request.writeUInt16LE(IFF_TAP_NO_PI, IFREQ_FLAGS_AT);
      if ((ioctl(fd, TUNSETIFF, request) as number) < 0) throw failed(`TUNSETIFF ${device}`);
      return fd;
    },
    read: (fd, into) => Math.max(0, Number(read(fd, into, into.length))),
    write: (fd, frame) => Number(write(fd, frame, frame.length)) === frame.length,
    wait: (fds, nanoseconds) => {
      const polled = Buffer.alloc(POLLFD_BYTES * fds.length);
      for (const [i, fd] of fds.entries()) {
        polled.writeInt32LE(fd, i * POLLFD_BYTES);
        polled.writeInt16LE(POLLIN, i * POLLFD_BYTES + 4);
      }
      const limit = Buffer.alloc(TIMESPEC_BYTES);
      limit.writeBigInt64LE(nanoseconds / 1_000_000_000n, 0);
      limit.writeBigInt64LE(nanoseconds % 1_000_000_000n, 8);
      // a signal ends the wait early: the caller looks again anyway
      ppoll(polled, fds.length, limit, null);
    },
  };
};
