// Packets and rulesets of nftables for tests, in the JSON that nft would print.

import { readFileSync } from 'node:fs';
import { type NftChain, parseNftRuleset } from '@hopscope/nodestate';
import { type NftContext, type NftWalk, walkNft } from '../../src/explain/walk/nft.ts';
import { type WalkPacket } from '../../src/explain/walk/packet.ts';

export const PACKET: WalkPacket = {
  protocol: 'tcp',
  source: '10.1.0.52',
  destination: '198.51.100.10',
  sourceMac: 'fa:16:3e:00:00:01',
  destinationMac: 'fa:16:3e:00:00:02',
  sourcePort: 40_000,
  destinationPort: 443,
  icmpType: null,
  icmpCode: null,
};

export const CONTEXT: NftContext = {
  packet: PACKET,
  inDevice: 'qr-1',
  outDevice: 'qg-1',
  state: 'new',
  answer: false,
};

export const packetWith = (change: Partial<WalkPacket>): NftContext => ({
  ...CONTEXT,
  packet: { ...PACKET, ...change },
});
export const ECHO = packetWith({
  protocol: 'icmp',
  sourcePort: null,
  destinationPort: null,
  icmpType: 8,
});
export const OTHER = packetWith({ destination: '203.0.113.9' });

const AT = { family: 'inet', table: 't' };

export const ruleset = (
  rules: Readonly<Record<string, readonly (readonly object[])[]>>,
  base = {},
) => {
  const entries = Object.entries(rules).flatMap(([name, all], index) => [
    {
      chain: {
        ...{ ...AT, name },
        ...(index === 0 ? { hook: 'forward', type: 'filter', prio: 0, policy: 'accept' } : {}),
        ...(index === 0 ? base : {}),
      },
    },
    ...all.map((expr, handle) => ({ rule: { ...AT, chain: name, handle: handle + 1, expr } })),
  ]);
  return parseNftRuleset(JSON.stringify({ nftables: entries })).value;
};

export const through = (chains: readonly NftChain[], context = CONTEXT, name?: string): NftWalk => {
  const base = chains.find((one) => (name === undefined ? one.hook !== '' : one.name === name));
  if (base === undefined) throw new Error(`no chain ${name}`);
  return walkNft(chains, base, context);
};

export const DROP = { drop: null };
export const ip = (field: string) => ({ payload: { protocol: 'ip', field } });
export const is = (left: object, right: unknown, op = '==') => ({ match: { op, left, right } });
export const of = (protocol: string, field: string) => ({ payload: { protocol, field } });
export const meta = (key: string) => ({ meta: { key } });
export const ct = (key: string) => ({ ct: { key } });
export const toTen = is(ip('daddr'), '198.51.100.10');
export const UNKNOWN = { xt: { type: 'match', name: 'string' } };

/** A ruleset that nft 1.0.6 printed. */
export const sample = (name: string): readonly NftChain[] => {
  const url = new URL(`../../../packages/nodestate/test/samples/${name}`, import.meta.url);
  return parseNftRuleset(readFileSync(url, 'utf8')).value;
};

/** What nft prints of one base chain; a set `blocked` with 198.51.100.10 stands beside it. */
export const nftText = (base: object, rules: readonly (readonly object[])[]): string => {
  const usual = { type: 'filter', prio: 0, policy: 'accept' };
  const chain = { family: 'inet', table: 'other', name: 'stop', ...usual, ...base };
  const { family, table, name } = chain;
  const set = { family, table, name: 'blocked', elem: ['198.51.100.10'] };
  const entries = rules.map((expr, index) => ({
    rule: { family, table, chain: name, handle: index + 4, expr },
  }));
  return JSON.stringify({
    nftables: [{ table: { family, name: table } }, { set }, { chain }, ...entries],
  });
};
