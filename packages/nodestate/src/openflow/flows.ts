// `ovs-ofctl dump-flows` (OpenFlow 1.0 to 1.5, with and without --names) and vswitchd's own
// `bridge/dump-flows`: one flow a line, counters first, then priority and match, then actions.

import { excerpt, linesOf, type Parsed } from '../parsed.ts';
import { type FlowAction, parseActions } from './actions.ts';
import { type FlowMatch, parseMatch } from './match.ts';

export interface FlowEntry {
  readonly table: number;
  readonly priority: number;
  readonly cookie: string;
  readonly durationSec: number;
  readonly packets: number;
  readonly bytes: number;
  /** 0 = none. */
  readonly idleTimeoutSec: number;
  readonly hardTimeoutSec: number;
  /** Seconds since it was last changed; -1 when not printed. */
  readonly hardAgeSec: number;
  readonly idleAgeSec: number;
  /** send_flow_rem, reset_counts, ... */
  readonly flags: readonly string[];
  readonly match: FlowMatch;
  readonly actions: readonly FlowAction[];
  /** `priority=20,dl_vlan=1,... actions=...`: what stays the same when counters move. */
  readonly text: string;
}

const STATISTICS = new Set([
  'cookie',
  'duration',
  'table',
  'table_id',
  'n_packets',
  'n_bytes',
  'idle_timeout',
  'hard_timeout',
  'idle_age',
  'hard_age',
  'importance',
]);
const FLAGS = new Set([
  'send_flow_rem',
  'check_overlap',
  'reset_counts',
  'no_packet_counts',
  'no_byte_counts',
]);
/** OpenFlow 1.0 leaves out priority 32768. */
const DEFAULT_PRIORITY = 32_768;

const HEADER = /^(?:NXST|OFPST)_FLOW(?: reply)?\b/;
const REPORTED = /^(?:ovs-ofctl|ovs-appctl|ovs-vswitchd|OFPT_ERROR|Error)\b/;

interface Sorted {
  readonly statistics: Map<string, string>;
  readonly flags: string[];
  readonly match: string[];
}

const sortTokens = (left: string): Sorted => {
  const sorted: Sorted = { statistics: new Map(), flags: [], match: [] };
  for (const token of left.split(/[,\s]+/)) {
    const key = token.split('=', 1)[0] ?? '';
    if (token === '') continue;
    if (STATISTICS.has(key) || key === 'priority')
      sorted.statistics.set(key === 'table_id' ? 'table' : key, token.slice(key.length + 1));
    else if (FLAGS.has(token)) sorted.flags.push(token);
    else sorted.match.push(token);
  }
  return sorted;
};

/** One line of a dump, or null. */
export const parseFlow = (line: string): FlowEntry | null => {
  const [, left = '', right] = /^(.*?)[\s,]actions=(.*)$/.exec(` ${line.trim()}`) ?? [];
  if (right === undefined) return null;
  const { statistics, flags, match } = sortTokens(left);
  if (!statistics.has('n_packets') && !statistics.has('priority')) return null;
  const value = (key: string, otherwise: number): number => {
    const found = Number.parseFloat(statistics.get(key) ?? '');
    return Number.isFinite(found) ? found : otherwise;
  };
  const priority = value('priority', DEFAULT_PRIORITY);
  return {
    table: value('table', 0),
    priority,
    cookie: statistics.get('cookie') ?? '',
    durationSec: value('duration', 0),
    packets: value('n_packets', 0),
    bytes: value('n_bytes', 0),
    idleTimeoutSec: value('idle_timeout', 0),
    hardTimeoutSec: value('hard_timeout', 0),
    hardAgeSec: value('hard_age', -1),
    idleAgeSec: value('idle_age', -1),
    flags,
    match: parseMatch(match),
    actions: parseActions(right.trim()),
    text: `${[`priority=${priority}`, ...match].join(',')} actions=${right.trim()}`,
  };
};

/** All flows; a line with a match or action that is not known is also in `unknown`. */
export const parseFlows = (input: string): Parsed<FlowEntry[]> => {
  const value: FlowEntry[] = [];
  const errors: string[] = [];
  const unknown: string[] = [];
  for (const line of linesOf(input)) {
    if (HEADER.test(line.trim())) continue;
    if (REPORTED.test(line)) {
      errors.push(excerpt(line));
      continue;
    }
    const flow = parseFlow(line);
    if (flow !== null) value.push(flow);
    if (
      flow === null ||
      flow.match.other.length > 0 ||
      flow.actions.some(({ type }) => type === 'unknown')
    )
      unknown.push(excerpt(line));
  }
  return { value, errors, unknown };
};
