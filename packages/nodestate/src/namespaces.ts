// The list of network namespaces an agent answers: `NAME INODE alive|dead`, one a line.

import { excerpt, linesOf, type Parsed } from './parsed.ts';

export interface Namespace {
  readonly name: string;
  readonly inode: number;
  /** The handle is there, but setns says EINVAL. */
  readonly dead: boolean;
}

export const parseNamespaces = (input: string): Parsed<Namespace[]> => {
  const value: Namespace[] = [];
  const unknown: string[] = [];
  for (const line of linesOf(input)) {
    const [, name = '', inode, state] = /^(\S+)\s+(\d+)\s+(alive|dead)\s*$/.exec(line) ?? [];
    if (name === '') unknown.push(excerpt(line));
    else value.push({ name, inode: Number(inode), dead: state === 'dead' });
  }
  return { value, errors: [], unknown };
};
