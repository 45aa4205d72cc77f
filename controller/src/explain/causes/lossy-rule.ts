// A rule that takes only a share of the packets (iptables -m statistic, limit, hashlimit,
// connlimit) drops some: loss that comes and goes has a place and a counter all the same.

import { type IptablesRule } from '@hopscope/nodestate';
import { affectsNetworkOnNode } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { ruleDelta } from '../rule-counter.ts';
import { counted, inside, type Where } from '../lines.ts';

const SHARES = new Set(['statistic-mode', 'probability', 'every', 'packet', 'limit']);
/** Options of modules that count: packets, bytes, connections, or how often in a time. */
const COUNTING = /^(?:! )?--(?:hashlimit|conn(?:limit|bytes)|quota|hitcount|seconds|rateest)/;

const isLossy = ({ matches, target, other }: IptablesRule): boolean =>
  (target.name === 'DROP' || target.name === 'REJECT') &&
  (matches.some(({ name }) => SHARES.has(name)) || other.some((word) => COUNTING.test(word)));

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
    const found = candidates(file).toSorted((a, b) => b.delta - a.delta)[0];
    if (found === undefined || file.place === null) return null;
    const { where, table, rule, delta } = found;
    const { lost } = file.place;
    const spelled = rule.text.replace(/^-A /, '');
    return finding(file, lossyRule, {
      confidence: delta >= lost && lost > 0 ? 'confirmed' : 'likely',
      title: `on ${where.node}: a rule drops a share of the packets (${spelled})`,
      detail:
        'Every packet passes it; which of them it takes is left to chance, or to how many come.',
      evidence: counted(
        where,
        `counter of rule ${rule.number} of ${rule.chain}`,
        delta,
        lost,
        true,
        `iptables -t ${table} -nvxL ${rule.chain}`,
      ),
      affects: affectsNetworkOnNode(file, where.node),
      fixes: [
        fixNow(
          `on ${where.node}; one rule, find who made it first`,
          [inside(where.netns, `iptables -t ${table} -D ${spelled}`)],
          inside(where.netns, `iptables -t ${table} -I ${spelled}`),
        ),
      ],
    });
  },
};
