// `nstat -asz --json`: {"kernel":{"IpInReceives":7,...}}; absolute values of one namespace.

import { excerpt, isJson, type Parsed, parseJson } from '../parsed.ts';

/** Counters by name: IpForwDatagrams, IpExtInNoRoutes, TcpExtIPReversePathFilter, ... */
export const parseNstat = (input: string): Parsed<ReadonlyMap<string, number>> => {
  const value = new Map<string, number>();
  const unknown: string[] = [];
  const document = parseJson(input);
  const kernel = isJson(document) ? document['kernel'] : undefined;
  if (!isJson(kernel)) {
    if (input.trim() !== '') unknown.push(excerpt(input));
    return { value, errors: [], unknown };
  }
  for (const [name, count] of Object.entries(kernel))
    if (typeof count === 'number') value.set(name, count);
    else unknown.push(excerpt(`${name}: ${String(count)}`));
  return { value, errors: [], unknown };
};
