// `nft list chains`: the devices that base chains of the hooks ingress and egress hang at. The JSON
// of nft 1.0.6 (Debian 12) does not say them, its text does.

import { excerpt, linesOf, type Parsed } from '../parsed.ts';
import { type NftChain } from './ruleset.ts';

export type NftChainDevices = Pick<NftChain, 'family' | 'table' | 'name'> & {
  readonly devices: readonly string[];
};

const TABLE = /^table (\S+) (\S+) \{$/;
const CHAIN = /^\s+chain (\S+) \{/;
const HOOK =
  /^\s+type \S+ hook (\S+)(?: devices? (?:= )?(?:\{ ([^}]*) \}|("[^"]*"|\S+)))? priority/;
/** Ends, comments, and what a chain may say beside its hook. */
const KNOWN = /^\s*(?:\}|#|comment |flags |policy |Warning)/;
const REPORTED = /^(?:Error|netlink|Operation|nft:)/;

const names = (words: string): string[] =>
  words
    .split(',')
    .map((word) => word.trim().replaceAll('"', ''))
    .filter((word) => word !== '');

/** Only chains at hooks that hang at devices. */
export const parseNftChains = (input: string): Parsed<NftChainDevices[]> => {
  const value: NftChainDevices[] = [];
  const errors: string[] = [];
  const unknown: string[] = [];
  let [family, table, name] = ['', '', ''];
  for (const line of linesOf(input)) {
    const [opened, chain, hook] = [TABLE.exec(line), CHAIN.exec(line), HOOK.exec(line)];
    if (opened !== null) [family = '', table = ''] = opened.slice(1);
    else if (chain !== null) [name = ''] = chain.slice(1);
    else if (hook !== null) {
      const devices = names(hook[2] ?? hook[3] ?? '');
      if (devices.length > 0) value.push({ family, table, name, devices });
    } else if (REPORTED.test(line)) errors.push(excerpt(line));
    else if (!KNOWN.test(line)) unknown.push(excerpt(line));
  }
  return { value, errors, unknown };
};
