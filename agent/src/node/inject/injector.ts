// The way in at a tap, as if the VM had sent: a veth pair whose inner end (we write to it) lives in
// a namespace that only this process holds, and whose outer end redirects what it receives to the
// receive side of the tap. When the process dies, however it dies, the namespace goes and the pair
// with it. The tap itself gets no qdisc and no filter.

import { existsSync } from 'node:fs';

import { HopscopeError } from '@hopscope/proto';

import type { Kernel } from '../capture/kernel.ts';
import { runTool } from '../evidence/run.ts';
import type { Tools } from '../evidence/tools.ts';
import { NODE_LIMITS } from '../limits.ts';

const AF_PACKET = 17;
const SOCK_RAW_CLOEXEC = 3 | 0o2000000;
const SOL_PACKET = 263;
const PACKET_QDISC_BYPASS = 20;
const SOCKADDR_LL_BYTES = 20;
const INNER = 'inj0';
/** Not there when the kernel was started without IPv6: it refuses addrgenmode then. */
const IPV6 = '/proc/sys/net/ipv6';
/** A frame may be as large as IPv4 allows, whatever the tap's MTU: that is what --df searches. */
const MTU = 65_535;

export interface InjectorOptions {
  readonly kernel: Kernel;
  readonly tools: Tools;
  /** The tap, in the node's own namespace. */
  readonly device: string;
  /** Name of the outer end, of this process alone; see leftovers.ts. */
  readonly outer: string;
}

export interface Injector {
  /** The errno, 0 when the frame entered. */
  readonly send: (frame: Uint8Array) => number;
  readonly close: () => Promise<void>;
}

const run = async (
  options: InjectorOptions,
  argv: readonly string[],
  input: string,
  passFd?: number,
): Promise<void> => {
  const { rc, stderr, failure } = await runTool(options.tools, {
    argv,
    netnsPath: '',
    timeoutMs: NODE_LIMITS.readMs,
    bytesMax: NODE_LIMITS.readBytesMax,
    input,
    ...(passFd === undefined ? {} : { passFd }),
  });
  if (rc !== 0 || failure !== '')
    throw new HopscopeError(
      'INJECT_FAILED',
      `no way into ${options.device}: ${failure || stderr}`,
      {
        detail: argv.join(' '),
      },
    );
};

/** addrgenmode none: else the pair's own router solicitations are injected too. */
const raise = (device: string): string => {
  const quiet = existsSync(IPV6) ? `link set ${device} addrgenmode none\n` : '';
  return `${quiet}link set ${device} mtu ${MTU} up\n`;
};

const plug = async (options: InjectorOptions, namespace: number): Promise<void> => {
  const { tools, outer, device } = options;
  const ip = [tools.path('ip'), '-batch', '-'];
  // The child has the namespace as its descriptor 3.
  const handle = '/proc/self/fd/3';
  const add = `link add ${outer} type veth peer name ${INNER} netns ${handle}\n`;
  await run(options, ip, `${add}${raise(outer)}`, namespace);
  const inside = [tools.path('nsenter'), `--net=${handle}`, '--', ...ip];
  await run(options, inside, raise(INNER), namespace);
  const redirect =
    `qdisc add dev ${outer} clsact\n` +
    `filter add dev ${outer} ingress protocol all prio 1 u32 match u32 0 0 ` +
    `action mirred ingress redirect dev ${device}\n`;
  await run(options, [tools.path('tc'), '-batch', '-'], redirect);
};

const openSender = (kernel: Kernel, namespace: number): number => {
  const opened = kernel.enter(namespace, () => ({
    fd: kernel.socket(AF_PACKET, SOCK_RAW_CLOEXEC, 0),
    ifindex: kernel.interfaceIndex(INNER),
  }));
  const address = Buffer.alloc(SOCKADDR_LL_BYTES);
  address.writeUInt16LE(AF_PACKET, 0);
  address.writeInt32LE(opened.ifindex, 4);
  try {
    kernel.bind(opened.fd, address);
    kernel.setOption(opened.fd, SOL_PACKET, PACKET_QDISC_BYPASS, Buffer.from([1, 0, 0, 0]));
    return opened.fd;
  } catch (error) {
    kernel.close(opened.fd);
    throw error;
  }
};

/** Removes the outer end now; the kernel would a moment after the namespace is gone. */
const unplug = async (options: InjectorOptions): Promise<void> => {
  const argv = [options.tools.path('ip'), 'link', 'del', 'dev', options.outer];
  await runTool(options.tools, {
    argv,
    netnsPath: '',
    timeoutMs: NODE_LIMITS.readMs,
    bytesMax: NODE_LIMITS.readBytesMax,
  });
};

/** Throws DEVICE_MISSING or INJECT_FAILED, and leaves nothing behind then. */
export const openInjector = async (options: InjectorOptions): Promise<Injector> => {
  const { kernel, device } = options;
  if (kernel.interfaceIndex(device) === 0)
    throw new HopscopeError('DEVICE_MISSING', `there is no device ${device} to inject into`);
  const namespace = kernel.newNamespace();
  let sender: number;
  try {
    await plug(options, namespace);
    sender = openSender(kernel, namespace);
  } catch (error) {
    await unplug(options);
    kernel.close(namespace);
    throw error;
  }
  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await unplug(options);
    kernel.close(sender);
    kernel.close(namespace);
  };
  return {
    send: (frame) => kernel.send(sender, frame),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
};
