// The thread that reads capture files: takes a path and tasks, answers with columns in shared
// memory, until it is told to end.

import { strict as assert } from 'node:assert';
import { parentPort } from 'node:worker_threads';
import { readFileColumns, type ColumnTask } from './file-columns.ts';

export interface WorkOrder {
  readonly path: string;
  readonly tasks: readonly ColumnTask[];
}

assert(parentPort !== null, 'runs only as a worker thread');
const port = parentPort;
port.on('message', ({ path, tasks }: WorkOrder) => {
  port.postMessage(readFileColumns(path, tasks));
});
