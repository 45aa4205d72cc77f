// What other programs need for the same files: each is started as a person would start it, its
// output goes to /dev/null or to the same memory file system.

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

export interface Rival {
  readonly name: string;
  /** null: the program is not installed. */
  readonly seconds: number | null;
}

const TSHARK_FIELDS = [
  'frame.time_epoch',
  'frame.len',
  'eth.src',
  'eth.dst',
  'ip.src',
  'ip.dst',
  'ip.id',
  'ip.ttl',
  'tcp.seq',
  'tcp.ack',
  'udp.length',
  'icmp.seq',
];

/** Seconds of one command after the other; null when the program cannot be started. */
const timed = (commands: readonly (readonly string[])[]): number | null => {
  const started = performance.now();
  for (const [program = '', ...args] of commands) {
    const done = spawnSync(program, args, { stdio: 'ignore' });
    if (done.error !== undefined) return null;
    if (done.status !== 0) throw new Error(`${program} ends with ${done.status}`);
  }
  return (performance.now() - started) / 1000;
};

/** tshark, tcpdump and mergecap on the files, in this order. */
export const runRivals = (folder: string, files: readonly string[]): Rival[] => {
  const paths = files.map((file) => join(folder, file));
  const merged = join(folder, 'merged.pcapng');
  const fields = TSHARK_FIELDS.flatMap((field) => ['-e', field]);
  const rivals = [
    {
      name: 'mergecap',
      seconds: timed([['mergecap', '-w', merged, ...paths]]),
    },
    {
      name: 'tcpdump -r',
      seconds: timed(paths.map((path) => ['tcpdump', '-nn', '-r', path])),
    },
    {
      name: 'tshark -T fields',
      seconds: timed(paths.map((path) => ['tshark', '-n', '-r', path, '-T', 'fields', ...fields])),
    },
  ];
  rmSync(merged, { force: true });
  return rivals;
};
