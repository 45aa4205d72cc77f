// `sysctl KEY...` and `sysctl -a`: `net.ipv4.ip_forward = 1`. A device name keeps its dots as
// slashes in a key; both spellings are found under the printed one.

import { excerpt, linesOf, type Parsed } from './parsed.ts';

const REPORTED = /^(?:sysctl|nsenter): /;

export const parseSysctls = (input: string): Parsed<ReadonlyMap<string, string>> => {
  const value = new Map<string, string>();
  const errors: string[] = [];
  const unknown: string[] = [];
  for (const line of linesOf(input)) {
    const at = line.indexOf(' =');
    if (REPORTED.test(line)) errors.push(excerpt(line));
    else if (at > 0 && /^[\w./-]+$/.test(line.slice(0, at)))
      value.set(line.slice(0, at), line.slice(at + 2).trim());
    else unknown.push(excerpt(line));
  }
  return { value, errors, unknown };
};
