// Packet filters: iptables of both backends, the nft ruleset, ipsets.
//
// The legacy programs create a table by looking at it (`-t T` loads its module and hooks it into
// the namespace). So they are only asked for all tables that exist; a table is never named.

import { HopscopeError } from '@hopscope/proto';

import { program } from '../reader.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { one, option, required } from '../selectors.ts';

const isLegacy = (context: ReaderContext, tool: string): boolean =>
  context.tools.target(tool).includes('legacy');

const backendTool = (context: ReaderContext, backend: string | undefined): string => {
  if (backend === undefined) return 'iptables-save';
  const named = `iptables-${backend}-save`;
  if (context.tools.has(named)) return named;
  // Before the two had names of their own there was only one program, of one backend.
  const isOne = isLegacy(context, 'iptables-save') === (backend === 'legacy');
  if (!isOne)
    throw new HopscopeError('ENVIRONMENT', `the program ${named} is not installed on this node`);
  return 'iptables-save';
};

export const iptables: Reader = (selectors, context) => {
  const tool = backendTool(context, one(selectors, 'backend'));
  const table = isLegacy(context, tool) ? [] : option(selectors, 'table', '-t');
  return program(context, tool, '-c', ...table);
};

export const nftRuleset: Reader = (_selectors, context) =>
  program(context, 'nft', '-j', 'list', 'ruleset');

/** Base chains with their devices, which nft 1.0.6 leaves out of its JSON. Without any rule. */
export const nftChains: Reader = (_selectors, context) => program(context, 'nft', 'list', 'chains');

export const ipset: Reader = (selectors, context) =>
  program(context, 'ipset', 'list', required('ipset', selectors, 'set'));
