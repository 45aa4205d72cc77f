// Rules of iptables that take only a share of the packets that reach them.

import { type IptablesRule } from '@hopscope/nodestate';

const SHARES = new Set(['statistic-mode', 'probability', 'every', 'packet', 'limit']);
/** Options of modules that count: packets, bytes, connections, or how often in a time. */
const COUNTING = /^(?:! )?--(?:hashlimit|conn(?:limit|bytes)|quota|hitcount|seconds|rateest)/;

/** True for a rule that drops a share. */
export const isLossy = ({ matches, target, other }: IptablesRule): boolean =>
  (target.name === 'DROP' || target.name === 'REJECT') &&
  (matches.some(({ name }) => SHARES.has(name)) || other.some((word) => COUNTING.test(word)));
