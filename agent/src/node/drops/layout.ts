// Where this kernel keeps what the program reads, and what it calls its reasons: from its own type
// information, so that no version of it has to be known here.

import { readFile } from 'node:fs/promises';

import { HopscopeError } from '@hopscope/proto';

import { openBtf } from './btf.ts';
import type { Btf } from './btf.ts';
import type { SkbLayout } from './program.ts';

const BTF_FILE = '/sys/kernel/btf/vmlinux';
const PREFIX = 'SKB_DROP_REASON_';

export interface KernelTypes {
  readonly layout: SkbLayout;
  /** `NETFILTER_DROP` by number, without the prefix. */
  readonly reasons: ReadonlyMap<number, string>;
}

const missing = (what: string): HopscopeError =>
  new HopscopeError('ENVIRONMENT', `this kernel does not say why it drops packets: ${what}`);

const layoutOf = (btf: Btf): SkbLayout => {
  const at = (struct: string, field: string): number => {
    const offset = btf.offsetOf(struct, field);
    if (offset === null) throw missing(`its types have no ${struct}.${field}`);
    return offset;
  };
  return {
    head: at('sk_buff', 'head'),
    networkHeader: at('sk_buff', 'network_header'),
    device: at('sk_buff', 'dev'),
    arrivedBy: at('sk_buff', 'skb_iif'),
    deviceIndex: at('net_device', 'ifindex'),
    deviceName: at('net_device', 'name'),
    // possible_net_t has nothing else in it.
    deviceNet: at('net_device', 'nd_net'),
    netInode: at('net', 'ns') + at('ns_common', 'inum'),
  };
};

/** Reads 5 MiB and looks through them, some 40 ms. Rejects with ENVIRONMENT. */
const readKernelTypes = async (): Promise<KernelTypes> => {
  let bytes: Buffer;
  try {
    bytes = await readFile(BTF_FILE);
  } catch (cause) {
    throw new HopscopeError('ENVIRONMENT', `${BTF_FILE} cannot be read`, { cause });
  }
  const btf = openBtf(bytes);
  if (btf === null) throw missing(`${BTF_FILE} is not understood`);
  const reasons = new Map<number, string>();
  for (const [value, name] of btf.namesOf('skb_drop_reason'))
    reasons.set(value, name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name);
  if (reasons.size === 0) throw missing('it gives no reasons (Linux 5.17 and later do)');
  return { layout: layoutOf(btf), reasons };
};

/** The same answer for ever: a kernel does not change while a process runs. */
export const openKernelTypes = (): (() => Promise<KernelTypes>) => {
  let known: Promise<KernelTypes> | null = null;
  return () => {
    known ??= readKernelTypes();
    return known;
  };
};
