// Correlating a million packets seen at seven points: capture files in, verdicts out, beside what
// tshark, tcpdump and mergecap need for the same files in the same run. The files lie in memory;
// ours is a whole process, its start included.

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { writeBulk, type BulkFiles } from '../sim/bulk.ts';
import { runRivals, type Rival } from './correlate/rivals.ts';
import { printTable } from './table.ts';
import type { Bench } from './main.ts';
import { benchFolder } from './folders.ts';

const SIZES = [100_000, 1_000_000, 3_000_000];
/** Rivals are measured at this size: the largest up to a million. */
const COMPARED_MAX = 1_000_000;
/** Bytes of files and of our memory for each packet at seven points. */
const MEMORY_PER_PACKET = 2500;
const SEED = 7;

interface Own {
  readonly seconds: number;
  readonly readSeconds: number;
  readonly columnsSeconds: number;
  readonly peakMiB: number;
  readonly frames: number;
  readonly verdicts: readonly { status: string; journeys: number; sightings: number }[];
}

const runOwn = (folder: string): Own => {
  const script = join(import.meta.dirname, 'correlate', 'judge-files.ts');
  const started = performance.now();
  const done = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
  const seconds = (performance.now() - started) / 1000;
  if (done.status !== 0) throw new Error(`judging the files failed: ${done.stderr}`);
  return { ...(JSON.parse(done.stdout) as Omit<Own, 'seconds'>), seconds };
};

const isRight = ({ verdicts }: Own, { packets }: BulkFiles): boolean =>
  verdicts.every(({ status }) => status === 'DELIVERED') &&
  verdicts.reduce((sum, { journeys }) => sum + journeys, 0) === packets;

/** The faster of two runs: the first warms the file cache of the program itself. */
const better = (folder: string): Own => {
  const runs = [runOwn(folder), runOwn(folder)];
  return runs.reduce((a, b) => (a.seconds < b.seconds ? a : b));
};

interface Measured {
  readonly files: BulkFiles;
  readonly own: Own;
  readonly rivals: readonly Rival[];
}

const measure = (packets: number, compare: boolean): Measured => {
  const folder = benchFolder({ inMemory: true });
  try {
    const files = writeBulk(folder, packets, SEED);
    const own = better(folder);
    if (!isRight(own, files)) throw new Error(`wrong verdicts: ${JSON.stringify(own)}`);
    return { files, own, rivals: compare ? runRivals(folder, files.captures) : [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const millions = (count: number): string => `${(count / 1e6).toFixed(2)} M`;

const printSizes = (measured: readonly Measured[]): void => {
  printTable(
    ['packets', 'sightings', 'seconds', 'from columns', 'Mpackets/s', 'ns/sighting', 'peak MiB'],
    measured.map(({ files, own }) => [
      millions(files.packets),
      millions(files.frames),
      own.seconds.toFixed(2),
      own.columnsSeconds.toFixed(2),
      (files.packets / own.seconds / 1e6).toFixed(2),
      ((own.seconds * 1e9) / files.frames).toFixed(0),
      own.peakMiB.toFixed(0),
    ]),
  );
};

const ratioOf = ({ own, rivals }: Measured, name: string): number | null => {
  const seconds = rivals.find((rival) => rival.name.startsWith(name))?.seconds ?? null;
  return seconds === null ? null : seconds / own.seconds;
};

const printRivals = (at: Measured): void => {
  console.log(
    `\nthe same ${at.files.captures.length} files, ${millions(at.files.packets)} packets`,
  );
  printTable(
    ['program', 'seconds', 'times ours'],
    [
      ['hopscope: read, correlate, localise', at.own.seconds.toFixed(2), '1.0'],
      ...at.rivals.map(({ name, seconds }) => [
        name,
        seconds === null ? 'not installed' : seconds.toFixed(2),
        seconds === null ? '' : (seconds / at.own.seconds).toFixed(1),
      ]),
    ],
  );
};

export const bench: Bench = {
  about: 'capture files in, verdicts out, beside tshark, tcpdump, mergecap: correlate [PACKETS...]',
  run: async (args) => {
    const asked = args.length > 0 ? args.map(Number) : SIZES;
    const fitting = asked.filter((packets) => packets * MEMORY_PER_PACKET < freemem());
    for (const packets of asked.filter((size) => !fitting.includes(size)))
      console.log(`${millions(packets)} packets left out: too little memory here`);
    const compared = Math.max(...fitting.filter((packets) => packets <= COMPARED_MAX));
    const measured = fitting.map((packets) => measure(packets, packets === compared));
    printSizes(measured);
    const at = measured[fitting.indexOf(compared)];
    if (at === undefined) return { seed: SEED, sizes: [] };
    printRivals(at);
    return {
      seed: SEED,
      packets: at.files.packets,
      sightings: at.files.frames,
      seconds: at.own.seconds,
      packetsPerSecond: Math.round(at.files.packets / at.own.seconds),
      columnsSeconds: at.own.columnsSeconds,
      peakMiB: Math.round(at.own.peakMiB),
      ratio: {
        tshark: ratioOf(at, 'tshark'),
        tcpdump: ratioOf(at, 'tcpdump'),
        mergecap: ratioOf(at, 'mergecap'),
      },
      sizes: measured.map(({ files, own }) => ({
        packets: files.packets,
        seconds: own.seconds,
        columnsSeconds: own.columnsSeconds,
        peakMiB: Math.round(own.peakMiB),
      })),
    };
  },
};
