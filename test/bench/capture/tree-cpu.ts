// CPU time of a process and all its descendants, every thread of them, in nanoseconds: the sum that
// utime and stime are scaled to, without their resolution of 10 ms.

import { readdirSync, readFileSync } from 'node:fs';

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it ended meanwhile: what it used is not seen any more
  }
};

const list = (path: string): string[] => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};

/** The process and its descendants. */
export const treeOf = (pid: number): number[] => {
  const children = list(`/proc/${pid}/task`).flatMap((task) =>
    read(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(treeOf)];
};

const processCpuNs = (pid: number): number =>
  list(`/proc/${pid}/task`).reduce(
    (sum, task) => sum + Number(read(`/proc/${pid}/task/${task}/schedstat`).split(' ')[0]),
    0,
  );

/** Nanoseconds on a CPU so far. */
export const treeCpuNs = (pid: number): number =>
  treeOf(pid).reduce((sum, member) => sum + processCpuNs(member), 0);
