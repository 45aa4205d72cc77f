// tcpdump and dumpcap as contenders: the same device, filter and snap length, each writing a file.
// Both use the kernel's ring with 2 MiB, as Hopscope does.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { treeOf } from './tree-cpu.ts';
import type { Captured, Contender } from './contender.ts';

export interface RivalOptions {
  readonly netns: string;
  readonly device: string;
  readonly filter: string;
  readonly snapBytes: number;
  /** Where their files go. */
  readonly folder: string;
}

const READY_MS = 5_000;

/** Collects standard error; resolves `ready` when `sign` appears in it. */
const launch = async (argv: readonly string[], sign: RegExp) => {
  const child = spawn(argv[0] ?? '', argv.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  const ready = Promise.withResolvers<void>();
  const timer = setTimeout(
    () => ready.reject(new Error(`${argv.join(' ')} does not start: ${text}`)),
    READY_MS,
  );
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
    if (sign.test(text)) ready.resolve();
  });
  child.on('exit', () => ready.reject(new Error(`${argv.join(' ')}: ${text}`)));
  await ready.promise.finally(() => clearTimeout(timer));
  return { child, said: () => text };
};

const end = async (child: ChildProcess): Promise<void> => {
  const gone = once(child, 'close');
  // `ip netns exec` has become the program: the signal reaches it
  child.kill('SIGINT');
  await gone;
};

const numberIn = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? -1);

const contender = (
  name: string,
  argv: readonly string[],
  sign: RegExp,
  read: (said: string) => Captured,
): Contender => ({
  name,
  start: async () => {
    const { child, said } = await launch(argv, sign);
    const pid = child.pid ?? 0;
    if (treeOf(pid).length === 0) throw new Error(`${name} is gone`);
    return {
      pid,
      stop: async () => {
        await end(child);
        return read(said());
      },
    };
  },
});

export const tcpdump = ({ netns, device, filter, snapBytes, folder }: RivalOptions): Contender =>
  contender(
    'tcpdump -w',
    [
      ...['ip', 'netns', 'exec', netns, 'tcpdump', '-i', device, '-n', '-Z', 'root'],
      ...['-s', String(snapBytes), '-w', join(folder, 'tcpdump.pcap'), filter],
    ],
    /listening on/,
    (said) => ({
      captured: numberIn(said, /(\d+) packets? captured/),
      lost: numberIn(said, /(\d+) packets? dropped by kernel/),
    }),
  );

export const dumpcap = ({ netns, device, filter, snapBytes, folder }: RivalOptions): Contender =>
  contender(
    'dumpcap -w',
    [
      ...['ip', 'netns', 'exec', netns, 'dumpcap', '-q', '-i', device, '-s', String(snapBytes)],
      ...['-f', filter, '-w', join(folder, 'dumpcap.pcapng')],
    ],
    /File: /,
    (said) => {
      const [, received = '-1', dropped = '-1'] = /: (\d+)\/(\d+) \(/.exec(said) ?? [];
      return { captured: Number(received), lost: Number(dropped) };
    },
  );
