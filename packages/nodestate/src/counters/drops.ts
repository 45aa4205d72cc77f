// Packets of one flow that the kernel dropped, as the agent's reader `drop-reasons` tells them:
// `1795456780.986142099 reason=NETFILTER_DROP location=nft_do_chain+0x3e8 netns=qrouter-... dev=...
// ifindex=2 iif=2 proto=icmp src=10.1.0.11 dst=198.51.100.10 ipid=5854 type=8 code=0 id=14729`, and
// at last `total=3 kept=3 foreign=0`.

import { excerpt, linesOf, type Parsed } from '../parsed.ts';

export interface KernelDrop {
  /** Wall clock of the node: seconds since the epoch, and nanoseconds. */
  readonly sec: number;
  readonly nsec: number;
  /** enum skb_drop_reason without its prefix; a number when the kernel has no name for it. */
  readonly reason: string;
  /** Function and offset in it; an address when it could not be named. */
  readonly location: string;
  /** '' = the node's own. */
  readonly netns: string;
  /** '' = not known any more at that place. */
  readonly device: string;
  readonly protocol: string;
  readonly source: string;
  readonly destination: string;
  readonly ipId: number;
}

export interface KernelDrops {
  readonly drops: readonly KernelDrop[];
  /** Drops of these addresses on the whole machine; more than were kept when there were too many. */
  readonly total: number;
  /** Of those looked at: in namespaces that are not this node's. */
  readonly foreign: number;
}

const EVENT = /^(\d+)\.(\d{9}) (reason=\S+ .*)$/;
const SUMMARY = /^total=(\d+) kept=\d+ foreign=(\d+)$/;

const readEvent = (line: string): KernelDrop | null => {
  const [, sec, nsec, rest = ''] = EVENT.exec(line) ?? [];
  if (sec === undefined || nsec === undefined) return null;
  const fields = new Map(
    rest.split(' ').map((word): [string, string] => {
      const at = word.indexOf('=');
      return [word.slice(0, at), word.slice(at + 1)];
    }),
  );
  const text = (key: string): string => fields.get(key) ?? '';
  return {
    sec: Number(sec),
    nsec: Number(nsec),
    reason: text('reason'),
    location: text('location'),
    netns: text('netns') === '-' ? '' : text('netns'),
    device: text('dev'),
    protocol: text('proto'),
    source: text('src'),
    destination: text('dst'),
    ipId: Number(text('ipid')),
  };
};

export const parseKernelDrops = (input: string): Parsed<KernelDrops> => {
  const drops: KernelDrop[] = [];
  const unknown: string[] = [];
  let [total, foreign] = [0, 0];
  for (const line of linesOf(input)) {
    const drop = readEvent(line);
    const summary = SUMMARY.exec(line);
    if (drop !== null) drops.push(drop);
    else if (summary !== null) [total, foreign] = [Number(summary[1]), Number(summary[2])];
    else unknown.push(excerpt(line));
  }
  return { value: { drops, total, foreign }, errors: [], unknown };
};
