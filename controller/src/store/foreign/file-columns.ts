// A capture file to columns, piece by piece: the frames themselves are never held as a whole. One
// reading serves several flows. Runs in a worker thread; the columns lie in shared memory, so that
// handing them over copies nothing.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import {
  allocateColumns,
  firstRows,
  summarisePacked,
  type PacketColumns,
  type SummariseContext,
} from '@hopscope/packet';
import { CaptureReader } from '@hopscope/pcapng';
import { inferSides, type SidePoints } from './sides.ts';

/** One flow that is looked for in a file. */
export interface ColumnTask {
  /** Number of the interface in the file; 0 for pcap. */
  readonly interface: number;
  readonly context: SummariseContext;
  /** Where to take sides from when the file does not say them. */
  readonly points: SidePoints;
}

export interface FileColumns {
  /** Per task. */
  readonly columns: readonly PacketColumns[];
  readonly frames: number;
  /** '' or what is wrong with the file; what came before it is good. */
  readonly problem: string;
}

/** Fits a core's own cache. */
const PIECE_BYTES = 1 << 20;
/** No packet takes less of a file: 16 bytes of record and an Ethernet header. */
const PACKET_BYTES_MIN = 30;

interface Store {
  readonly task: ColumnTask;
  readonly columns: PacketColumns;
  readonly occurrences: Map<string, number>;
  rows: number;
  kinds: number;
}

const storeOf = (task: ColumnTask, fileBytes: number): Store => ({
  task,
  // Memory that no row is written to is never touched, and costs nothing.
  columns: allocateColumns(
    Math.ceil(fileBytes / PACKET_BYTES_MIN) + 1,
    (bytes) => new SharedArrayBuffer(bytes),
  ),
  occurrences: new Map(),
  rows: 0,
  kinds: 0,
});

const takeBatch = (store: Store, batch: ReturnType<CaptureReader['push']>[number]): void => {
  const { task, columns } = store;
  const first = store.rows;
  const { rows, kinds } = summarisePacked(columns, first, batch.frames, task.context);
  store.rows += rows;
  store.kinds |= kinds;
  if (batch.hasSides) return;
  const written = firstRows(columns, store.rows, kinds);
  inferSides(written, first, task.points, store.occurrences);
};

/** Reads the file once; columns hold only the packets of each task's flow, in the file's order. */
export const readFileColumns = (path: string, tasks: readonly ColumnTask[]): FileColumns => {
  const file = openSync(path, 'r');
  try {
    const stores = tasks.map((task) => storeOf(task, fstatSync(file).size));
    const reader = new CaptureReader();
    let frames = 0;
    for (;;) {
      const piece = new Uint8Array(PIECE_BYTES);
      const length = readSync(file, piece, 0, PIECE_BYTES, null);
      if (length === 0) break;
      for (const batch of reader.push(piece.subarray(0, length))) {
        frames += batch.frames.count;
        for (const store of stores) {
          if (store.task.interface === batch.interface) takeBatch(store, batch);
        }
      }
    }
    return {
      columns: stores.map(({ columns, rows, kinds }) => firstRows(columns, rows, kinds)),
      frames,
      problem: reader.end(),
    };
  } finally {
    closeSync(file);
  }
};
