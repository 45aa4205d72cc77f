// The system calls that Node does not have, through koffi: this is the only file that knows
// koffi. Each binding is one call with one meaning; order and policy are left to the callers.
// A wrong signature here crashes the process: keep it small, and run its test after any change.

import assert from 'node:assert/strict';
import { getSystemErrorMessage, getSystemErrorName } from 'node:util';

import { HopscopeError } from '@hopscope/proto';
import type { ErrorCode } from '@hopscope/proto';
import koffi from 'koffi';
import type { LibraryHandle } from 'koffi';

const CLONE_NEWNET = 0x40000000;
const O_RDONLY_CLOEXEC = 0o2000000;
const PROT_READ_WRITE = 3;
const MAP_SHARED = 1;
const MAP_FIXED = 0x10;
const MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x02 | 0x20 | 0x4000;
const MAP_FAILED = 0xffff_ffff_ffff_ffffn;
const LINKTYPE_ETHERNET = 1;
const NETMASK_UNKNOWN = 0xffffffff;
const FILTER_INSTRUCTION_BYTES = 8;
const MSG_DONTWAIT = 0x40;
/** libc has no function for it. */
const BPF_CALL: Readonly<Record<string, number>> = { x64: 321, arm64: 280 };

/** A failed call: `errno` as a number, the HopscopeError code by who called. */
class SyscallError extends HopscopeError {
  readonly errno: number;

  constructor(code: ErrorCode, call: string, errno: number) {
    super(code, `${call}: ${getSystemErrorMessage(-errno)}`, {
      detail: `${call} ${getSystemErrorName(-errno)}`,
    });
    this.errno = errno;
  }
}

/** A ring mapped into this process. */
export interface RingMap {
  /** Stays readable for ever, also after `release`: it shows zeros then. */
  readonly view: ArrayBuffer;
  /** Gives the kernel's pages back and keeps the address range for the next ring. */
  readonly release: () => void;
}

export interface Watch {
  /** Called again on the next readiness; `failed` = POLLERR, and the watch must be restarted. */
  readonly restart: () => void;
  /** Not called back until restarted. */
  readonly stop: () => void;
  readonly close: () => void;
}

export interface Kernel {
  /** Read-only descriptor of a path, by libc: usable inside `enter`. */
  readonly open: (path: string, code: ErrorCode) => number;
  readonly close: (fd: number) => void;
  /** The namespace this process lives in. */
  readonly homeNamespace: number;
  /**
   * Runs `work` inside a network namespace. `work` must be synchronous and may not touch fs,
   * spawn or await: a thread born inside would stay there. Aborts the process when the way back
   * fails. Throws NETNS_DEAD when the handle is none.
   */
  readonly enter: <T>(namespace: number, work: () => T) => T;
  /** A new, empty namespace that lives as long as the descriptor (and devices in it). */
  readonly newNamespace: () => number;
  readonly socket: (domain: number, type: number, protocol: number) => number;
  readonly bind: (fd: number, address: Uint8Array) => void;
  readonly setOption: (fd: number, level: number, option: number, value: Uint8Array) => void;
  /** Fills `value`. */
  readonly getOption: (fd: number, level: number, option: number, value: Uint8Array) => void;
  /** Fills `address`. */
  readonly socketName: (fd: number, address: Uint8Array) => void;
  /** Fills `value`; the errno, 0 when well. */
  readonly ioctl: (fd: number, request: number, value: Uint8Array) => number;
  /** The errno, 0 when sent. */
  readonly send: (fd: number, bytes: Uint8Array) => number;
  /** Fills `bytes` with what is there; how many, or minus the errno. Never waits. */
  readonly receive: (fd: number, bytes: Uint8Array) => number;
  /**
   * Both wait in a thread of the pool: the kernel may work long for a question. How many bytes, or
   * -1. `receiveLater` gives up when the socket's own SO_RCVTIMEO is over.
   */
  readonly sendLater: (fd: number, bytes: Uint8Array) => Promise<number>;
  readonly receiveLater: (fd: number, bytes: Uint8Array) => Promise<number>;
  /**
   * As setOption, bind and close, in a thread of the pool: with packet sockets each waits until
   * every processor has let go of the old state, tens of milliseconds. `bindLater`: false when the
   * kernel refuses.
   */
  readonly setOptionLater: (
    fd: number,
    level: number,
    option: number,
    value: Uint8Array,
  ) => Promise<void>;
  readonly bindLater: (fd: number, address: Uint8Array) => Promise<boolean>;
  readonly closeLater: (fd: number) => Promise<void>;
  /** 0 when there is none. Of the namespace the thread is in. */
  readonly interfaceIndex: (device: string) => number;
  /** Attaches a classic BPF program (struct sock_filter[]). */
  readonly attachFilter: (fd: number, program: Uint8Array) => void;
  /** bpf(2): a descriptor or 0, or minus the errno. The kernel may write into `attributes`. */
  readonly bpf: (command: number, attributes: Uint8Array) => number;
  /** Where bytes lie, for attributes that point to them. They must outlive the call. */
  readonly addressOf: (bytes: Uint8Array) => bigint;
  readonly mapRing: (fd: number, bytes: number) => RingMap;
  /** Calls back from the event loop whenever `fd` is readable: no thread, no busy loop. */
  readonly watch: (fd: number, ready: (failed: boolean) => void) => Watch;
  /** libpcap's program for an expression on Ethernet frames; FILTER_INVALID with its text. */
  readonly compileFilter: (expression: string, snapBytes: number) => Uint8Array;
  /** Ends the process without waiting for any thread. */
  readonly exit: (status: number) => never;
}

const bindLibc = (libc: LibraryHandle) => ({
  open: libc.func('int open(str, int, int)') as (p: string, f: number, m: number) => number,
  close: libc.func('int close(int)') as (fd: number) => number,
  setns: libc.func('int setns(int, int)') as (fd: number, type: number) => number,
  unshare: libc.func('int unshare(int)') as (flags: number) => number,
  socket: libc.func('int socket(int, int, int)') as (d: number, t: number, p: number) => number,
  bind: libc.func('int bind(int, void*, uint)') as (f: number, a: Uint8Array, n: number) => number,
  setsockopt: libc.func('int setsockopt(int, int, int, void*, uint)') as (
    ...args: [number, number, number, Uint8Array, number]
  ) => number,
  getsockopt: libc.func('int getsockopt(int, int, int, _Inout_ void*, _Inout_ uint*)') as (
    ...args: [number, number, number, Uint8Array, number[]]
  ) => number,
  getsockname: libc.func('int getsockname(int, _Inout_ void*, _Inout_ uint*)') as (
    ...args: [number, Uint8Array, number[]]
  ) => number,
  ioctl: libc.func('int ioctl(int, ulong, _Inout_ void*)') as (
    ...args: [number, number, Uint8Array]
  ) => number,
  send: libc.func('long send(int, void*, size_t, int)') as (
    ...args: [number, Uint8Array, number, number]
  ) => number,
  recv: libc.func('long recv(int, _Out_ void*, size_t, int)') as (
    ...args: [number, Uint8Array, number, number]
  ) => number,
  mmap: libc.func('void* mmap(void*, size_t, int, int, int, long)') as (
    ...args: [bigint | null, number, number, number, number, number]
  ) => bigint | null,
  syscall: libc.func('long syscall(long, long, _Inout_ void*, long)') as (
    ...args: [number, number, Uint8Array, number]
  ) => number,
  ifNameToIndex: libc.func('uint if_nametoindex(str)') as (name: string) => number,
  _exit: libc.func('void _exit(int)') as (status: number) => void,
});

type Libc = ReturnType<typeof bindLibc>;

/** koffi's way to call in a thread of the pool, which its types know only by name. */
interface Pooled<Args extends readonly unknown[]> {
  readonly async: (...args: [...Args, (error: unknown, result: number) => void]) => void;
}

const later =
  <Args extends readonly unknown[]>(call: (...args: [...Args]) => number) =>
  (...args: Args): Promise<number> =>
    new Promise((resolve, reject) => {
      (call as unknown as Pooled<Args>).async(...args, (error, result) => {
        if (error) reject(error as Error);
        else resolve(result);
      });
    });

/** What waits in the kernel, made to wait elsewhere. */
const bindLater = (libc: Libc) => {
  const [send, recv] = [later(libc.send), later(libc.recv)];
  const [bind, close, setsockopt] = [later(libc.bind), later(libc.close), later(libc.setsockopt)];
  return {
    sendLater: (fd: number, bytes: Uint8Array) => send(fd, bytes, bytes.length, 0),
    receiveLater: (fd: number, bytes: Uint8Array) => recv(fd, bytes, bytes.length, 0),
    bindLater: async (fd: number, address: Uint8Array) =>
      (await bind(fd, address, address.length)) === 0,
    closeLater: async (fd: number) => {
      await close(fd);
    },
    setsockoptLater: (fd: number, level: number, option: number, value: Uint8Array) =>
      setsockopt(fd, level, option, value, value.length),
  };
};

const checked = (result: number, code: ErrorCode, call: string): number => {
  if (result < 0) throw new SyscallError(code, call, koffi.errno());
  return result;
};

const openNamespaces = (libc: Libc) => {
  const openHere = (): number =>
    checked(
      libc.open('/proc/thread-self/ns/net', O_RDONLY_CLOEXEC, 0),
      'ENVIRONMENT',
      'open /proc/thread-self/ns/net',
    );
  const homeNamespace = openHere();
  const goHome = (): void => {
    // In a foreign namespace every later answer would be about another network: no way on.
    if (libc.setns(homeNamespace, CLONE_NEWNET) !== 0) process.abort();
  };
  return {
    homeNamespace,
    enter: <T>(namespace: number, work: () => T): T => {
      if (namespace === homeNamespace) return work();
      checked(libc.setns(namespace, CLONE_NEWNET), 'NETNS_DEAD', 'setns');
      try {
        return work();
      } finally {
        goHome();
      }
    },
    newNamespace: (): number => {
      checked(libc.unshare(CLONE_NEWNET), 'ENVIRONMENT', 'unshare');
      try {
        return openHere();
      } finally {
        goHome();
      }
    },
  };
};

/**
 * Address ranges for rings. A range is never unmapped: pages are swapped under it with
 * MAP_FIXED, so that a view that somebody still holds can never fault.
 */
const openRingMaps = (libc: Libc) => {
  const free = new Map<number, { address: bigint; view: ArrayBuffer }[]>();
  const map = (address: bigint | null, bytes: number, flags: number, fd: number): bigint => {
    const mapped = libc.mmap(address, bytes, PROT_READ_WRITE, flags, fd, 0);
    if (mapped === null || BigInt.asUintN(64, mapped) === MAP_FAILED)
      throw new SyscallError('CAPTURE_FAILED', 'mmap', koffi.errno());
    return mapped;
  };
  return (fd: number, bytes: number): RingMap => {
    const idle = free.get(bytes) ?? [];
    free.set(bytes, idle);
    const newRange = () => {
      const address = map(null, bytes, MAP_PRIVATE_ANONYMOUS_NORESERVE, -1);
      return { address, view: koffi.view(address, bytes) };
    };
    const range = idle.pop() ?? newRange();
    try {
      map(range.address, bytes, MAP_SHARED | MAP_FIXED, fd);
    } catch (error) {
      idle.push(range);
      throw error;
    }
    let mapped = true;
    const release = (): void => {
      if (!mapped) return;
      mapped = false;
      map(range.address, bytes, MAP_PRIVATE_ANONYMOUS_NORESERVE | MAP_FIXED, -1);
      idle.push(range);
    };
    return { view: range.view, release };
  };
};

const openWatch = (fd: number, ready: (failed: boolean) => void): Watch => {
  // koffi passes libuv's status first, whatever its types say; negative = POLLERR, and stopped.
  const onPoll = (status: unknown): void => ready(status !== 0);
  const handle = koffi.node.poll(fd, { readable: true }, onPoll);
  return {
    restart: () => handle.start({ readable: true }, onPoll),
    stop: () => handle.stop(),
    close: () => handle.close(),
  };
};

const bindPcap = (lib: LibraryHandle) => ({
  openDead: lib.func('void* pcap_open_dead(int, int)') as (t: number, s: number) => bigint | null,
  compile: lib.func('int pcap_compile(void*, _Inout_ void*, str, int, uint)') as (
    ...args: [bigint, Uint8Array, string, number, number]
  ) => number,
  error: lib.func('str pcap_geterr(void*)') as (pcap: bigint) => string,
  freeCode: lib.func('void pcap_freecode(_Inout_ void*)') as (program: Uint8Array) => void,
  close: lib.func('void pcap_close(void*)') as (pcap: bigint) => void,
});

const loadPcap = (): ReturnType<typeof bindPcap> => {
  for (const name of ['libpcap.so.0.8', 'libpcap.so.1']) {
    try {
      return bindPcap(koffi.load(name));
    } catch {
      // The next name: Debian calls it 0.8, others 1.
      continue;
    }
  }
  throw new HopscopeError('ENVIRONMENT', 'libpcap is missing: install the package libpcap0.8');
};

const compileWith = (
  pcap: ReturnType<typeof bindPcap>,
  expression: string,
  snapBytes: number,
): Uint8Array => {
  const handle = pcap.openDead(LINKTYPE_ETHERNET, snapBytes);
  assert(handle !== null, 'pcap_open_dead has no memory');
  try {
    // struct bpf_program { u_int bf_len; struct bpf_insn *bf_insns; }
    const program = Buffer.alloc(16);
    if (pcap.compile(handle, program, expression, 1, NETMASK_UNKNOWN) !== 0)
      throw new HopscopeError('FILTER_INVALID', `the filter does not compile: ${expression}`, {
        detail: pcap.error(handle),
      });
    const bytes = program.readUInt32LE(0) * FILTER_INSTRUCTION_BYTES;
    const copy = new Uint8Array(koffi.view(program.readBigUInt64LE(8), bytes).slice(0));
    pcap.freeCode(program);
    return copy;
  } finally {
    pcap.close(handle);
  }
};

/** Opens libc (at once) and libpcap (when first needed). One per process. */
export const openKernel = (): Kernel => {
  const libc = bindLibc(koffi.load('libc.so.6'));
  let pcap: ReturnType<typeof bindPcap> | null = null;
  const waiting = bindLater(libc);
  const failing = (result: number, call: string) => checked(result, 'CAPTURE_FAILED', call);
  const SOL_SOCKET = 1;
  const SO_ATTACH_FILTER = 26;
  return {
    ...openNamespaces(libc),
    open: (path, code) => checked(libc.open(path, O_RDONLY_CLOEXEC, 0), code, `open ${path}`),
    close: (fd) => void libc.close(fd),
    socket: (domain, type, protocol) => failing(libc.socket(domain, type, protocol), 'socket'),
    bind: (fd, address) => void failing(libc.bind(fd, address, address.length), 'bind'),
    setOption: (fd, level, option, value) => {
      const call = `setsockopt ${level}/${option}`;
      failing(libc.setsockopt(fd, level, option, value, value.length), call);
    },
    getOption: (fd, level, option, value) => {
      const call = `getsockopt ${level}/${option}`;
      failing(libc.getsockopt(fd, level, option, value, [value.length]), call);
    },
    socketName: (fd, address) =>
      void failing(libc.getsockname(fd, address, [address.length]), 'getsockname'),
    ioctl: (fd, request, value) => (libc.ioctl(fd, request, value) < 0 ? koffi.errno() : 0),
    send: (fd, bytes) => (libc.send(fd, bytes, bytes.length, 0) < 0 ? koffi.errno() : 0),
    receive: (fd, bytes) => {
      const count = libc.recv(fd, bytes, bytes.length, MSG_DONTWAIT);
      return count < 0 ? -koffi.errno() : count;
    },
    ...waiting,
    setOptionLater: async (fd, level, option, value) => {
      if ((await waiting.setsockoptLater(fd, level, option, value)) === 0) return;
      // The errno stayed in the other thread: asked again here, it is told.
      failing(
        libc.setsockopt(fd, level, option, value, value.length),
        `setsockopt ${level}/${option}`,
      );
    },
    interfaceIndex: (device) => libc.ifNameToIndex(device),
    attachFilter: (fd, program) => {
      // struct sock_fprog { unsigned short len; struct sock_filter *filter; }
      const head = Buffer.alloc(16);
      head.writeUInt16LE(program.length / FILTER_INSTRUCTION_BYTES, 0);
      head.writeBigUInt64LE(koffi.address(program), 8);
      failing(libc.setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, head, head.length), 'filter');
    },
    bpf: (command, attributes) => {
      const number = BPF_CALL[process.arch];
      assert(number !== undefined, `bpf(2) has no number on ${process.arch}`);
      const result = libc.syscall(number, command, attributes, attributes.length);
      return result < 0 ? -koffi.errno() : result;
    },
    addressOf: (bytes) => koffi.address(bytes),
    mapRing: openRingMaps(libc),
    watch: openWatch,
    compileFilter: (expression, snapBytes) => {
      pcap ??= loadPcap();
      return compileWith(pcap, expression, snapBytes);
    },
    exit: (status) => {
      libc._exit(status);
      throw new Error('_exit came back');
    },
  };
};
