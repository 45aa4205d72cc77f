// Looks for processes by what stands in their command line.

import { readdirSync, readFileSync } from 'node:fs';

const commandOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return ''; // gone meanwhile
  }
};

/** Processes whose whole command line is this. */
export const running = (command: string): number[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && commandOf(entry) === command)
    .map(Number);
