// A rule that takes only a share of the packets (iptables -m statistic, limit, hashlimit,
// connlimit; limit, numgen, meter and the like of nftables) drops some: loss that comes and goes
// has a place and a counter all the same.

import { type IptablesRule } from '@hopscope/nodestate';
import { affectsNetworkOnNode } from '../affects.ts';
import { type Cause, type CauseFinding } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { counted, inside, type Where } from '../lines.ts';
import { isLossy } from '../lossy-match.ts';
import { nftPlaces } from '../nft-places.ts';
import { tookAsMany } from '../nft-view.ts';
import { nftFix, shareLines } from '../nft-words.ts';
import { ruleDelta } from '../rule-counter.ts';

/** Lossy rules of the namespaces at both ends of the guilty segment, with how much they dropped. */
const candidates = (
  file: CaseFile,
): { where: Where; table: string; rule: IptablesRule; delta: number }[] => {
  const { place } = file;
  const ends = [place?.from, place?.to].flatMap((point) =>
    point === null || point === undefined ? [] : [{ node: point.node, netns: point.netns }],
  );
  const seen = new Set<string>();
  return ends.flatMap((where) =>
    ['filter', 'mangle', 'raw', 'nat'].flatMap((table) => {
      const chains = file.iptables(where.node, where.netns, table)?.chains.values() ?? [];
      return [...chains].flatMap(({ rules }) =>
        rules.filter(isLossy).flatMap((rule) => {
          const key = [where.node, where.netns, table, rule.text].join('\n');
          const delta = ruleDelta(file, where, table, rule) ?? 0;
          if (seen.has(key) || delta === 0) return [];
          seen.add(key);
          return [{ where, table, rule, delta }];
        }),
      );
    }),
  );
};

type Said = Pick<CauseFinding, 'confidence' | 'title' | 'evidence' | 'fixes'> & {
  readonly where: Where;
};

const byIptables = (file: CaseFile, lost: number): Said | null => {
  const found = candidates(file).toSorted((a, b) => b.delta - a.delta)[0];
  if (found === undefined) return null;
  const { where, table, rule, delta } = found;
  const spelled = rule.text.replace(/^-A /, '');
  return {
    where,
    confidence: delta >= lost && lost > 0 ? 'confirmed' : 'likely',
    title: `on ${where.node}: a rule drops a share of the packets (${spelled})`,
    evidence: counted(
      where,
      `counter of rule ${rule.number} of ${rule.chain}`,
      delta,
      lost,
      true,
      `iptables -t ${table} -nvxL ${rule.chain}`,
    ),
    fixes: [
      fixNow(
        `on ${where.node}; one rule, find who made it first`,
        [inside(where.netns, `iptables -t ${table} -D ${spelled}`)],
        inside(where.netns, `iptables -t ${table} -I ${spelled}`),
      ),
    ],
  };
};

/** nft counts since a rule was made, and is read once: never more than likely. */
const byNft = (file: CaseFile, lost: number): Said | null => {
  const all = nftPlaces(file).flatMap(({ where, nft: { lossy } }) =>
    lossy === null ? [] : [{ where, lossy, enough: tookAsMany(lossy, lost) }],
  );
  const found = all.find(({ enough }) => enough) ?? all[0];
  if (found === undefined) return null;
  const { where, lossy, enough } = found;
  return {
    where,
    confidence: enough ? 'likely' : 'possible',
    title:
      `on ${where.node}: nftables ${enough ? 'drops' : 'can drop'} a share of the packets ` +
      `(${lossy.by}: ${lossy.share})`,
    evidence: shareLines(where, lossy, lost),
    fixes: [nftFix(where, lossy)],
  };
};

export const lossyRule: Cause = {
  code: 'LOSSY_RULE',
  owner: 'platform',
  summary: 'A firewall rule drops a share of the packets.',
  segments: [
    'security-group',
    'router',
    'snat-router',
    'fip-router',
    'integration-bridge',
    'tunnel-out',
    'tunnel-in',
    'underlay',
    'external-bridge',
  ],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    if (file.place === null) return null;
    const { lost } = file.place;
    const said = byIptables(file, lost) ?? byNft(file, lost);
    if (said === null) return null;
    const { where, ...parts } = said;
    return finding(file, lossyRule, {
      ...parts,
      detail:
        'Every packet passes it; which of them it takes is left to chance, or to how many come.',
      affects: affectsNetworkOnNode(file, where.node),
    });
  },
};
