// Many capture files to columns, on all processors: a few worker threads take the files one by
// one, the largest first. Small files are read here: a thread costs more than they do.

import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { readFileColumns, type ColumnTask, type FileColumns } from './file-columns.ts';

export interface FileOrder {
  readonly path: string;
  readonly tasks: readonly ColumnTask[];
}

/** Below this a thread does not pay: it starts in about 40 ms, in which 10 MB are read. */
const THREADS_FROM_BYTES = 20e6;
const THREADS_MAX = 8;

const answerOf = (worker: Worker, order: FileOrder): Promise<FileColumns> =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.postMessage(order);
  });

/** Columns of every file, in the order given. Rejects with the error of the file that failed. */
export const readFiles = async (orders: readonly FileOrder[]): Promise<FileColumns[]> => {
  const sizes = orders.map(({ path }) => statSync(path).size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total < THREADS_FROM_BYTES) {
    return orders.map(({ path, tasks }) => readFileColumns(path, tasks));
  }
  const bySize = orders
    .map((_, index) => index)
    .toSorted((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0));
  const found = new Map<number, FileColumns>();
  const threads = Math.min(THREADS_MAX, orders.length, Math.max(1, availableParallelism()));
  const run = async (): Promise<void> => {
    const worker = new Worker(new URL('./column-worker.ts', import.meta.url));
    try {
      for (let next = bySize.shift(); next !== undefined; next = bySize.shift()) {
        const order = orders[next];
        if (order !== undefined) found.set(next, await answerOf(worker, order));
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, run));
  return orders.flatMap((_, index) => found.get(index) ?? []);
};
