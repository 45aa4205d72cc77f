// `ipset list [SET]`: blocks of `Key: value` lines, then the members.

import { excerpt, type Parsed } from './parsed.ts';

export interface IpSet {
  readonly name: string;
  readonly type: string;
  readonly header: string;
  /** Addresses or prefixes, possibly with options (`10.0.0.1 timeout 5`). */
  readonly members: readonly string[];
}

interface Draft {
  name: string;
  type: string;
  header: string;
  readonly members: string[];
  inMembers: boolean;
}

const KEY =
  /^(Name|Type|Revision|Header|Size in memory|References|Number of entries|Members):\s*(.*)$/;
const REPORTED = /^ipset v[\d.]+: |^Kernel |^Cannot /;

const setKey = (set: Draft, key: string, value: string): void => {
  if (key === 'Type') set.type = value;
  else if (key === 'Header') set.header = value;
  else if (key === 'Members') set.inMembers = true;
};

export const parseIpsets = (input: string): Parsed<IpSet[]> => {
  const value: Draft[] = [];
  const errors: string[] = [];
  const unknown: string[] = [];
  let set: Draft | null = null;
  for (const raw of input.split(/\r?\n/)) {
    const line = raw.trim();
    const [, key, rest = ''] = KEY.exec(line) ?? [];
    if (line === '') continue;
    else if (key === 'Name') {
      set = { name: rest, type: '', header: '', members: [], inMembers: false };
      value.push(set);
    } else if (key !== undefined && set !== null) setKey(set, key, rest);
    else if (REPORTED.test(line)) errors.push(excerpt(line));
    else if (set?.inMembers === true) set.members.push(line);
    else unknown.push(excerpt(line));
  }
  return {
    value: value.map(({ name, type, header, members }) => ({ name, type, header, members })),
    errors,
    unknown,
  };
};
