// Counters of one namespace, absolute: /proc/net/snmp and /proc/net/netstat as they are (two lines
// each group: `IpExt: InNoRoutes InTruncatedPkts ...`, `IpExt: 7 0 ...`), or what nstat(8) makes of
// them (`nstat -asz --json`): {"kernel":{"IpInReceives":7,...}}. The names are the same.

import { excerpt, isJson, type Parsed, parseJson } from '../parsed.ts';

const readJson = (input: string): Parsed<ReadonlyMap<string, number>> => {
  const value = new Map<string, number>();
  const unknown: string[] = [];
  const document = parseJson(input);
  const kernel = isJson(document) ? document['kernel'] : undefined;
  if (!isJson(kernel)) return { value, errors: [], unknown: [excerpt(input)] };
  for (const [name, count] of Object.entries(kernel))
    if (typeof count === 'number') value.set(name, count);
    else unknown.push(excerpt(`${name}: ${String(count)}`));
  return { value, errors: [], unknown };
};

const GROUP = /^([A-Z][A-Za-z0-9]*): (.*)$/;

const readPairs = (input: string): Parsed<ReadonlyMap<string, number>> => {
  const value = new Map<string, number>();
  const unknown: string[] = [];
  let names = null as { group: string; words: readonly string[] } | null;
  for (const line of input.split('\n').filter((text) => text !== '')) {
    const [, group, rest = ''] = GROUP.exec(line) ?? [];
    const words = rest.trim().split(/\s+/);
    if (group === undefined) unknown.push(excerpt(line));
    else if (names?.group !== group) names = { group, words };
    else {
      for (const [index, word] of names.words.entries()) {
        const count = Number(words[index]);
        if (Number.isFinite(count)) value.set(`${group}${word}`, count);
      }
      names = null;
    }
  }
  return { value, errors: [], unknown };
};

/** Counters by name: IpForwDatagrams, IpExtInNoRoutes, TcpExtIPReversePathFilter, ... */
export const parseNstat = (input: string): Parsed<ReadonlyMap<string, number>> => {
  if (input.trim() === '') return { value: new Map(), errors: [], unknown: [] };
  return input.trimStart().startsWith('{') ? readJson(input) : readPairs(input);
};
