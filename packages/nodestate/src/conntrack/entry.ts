// One conntrack entry as conntrack-tools print it, in lists and in events:
// `ipv4 2 tcp 6 269 ESTABLISHED src=.. dst=.. sport=.. dport=.. [UNREPLIED] src=.. ... mark=0
// zone=4097 use=1 id=1012151491`. Two tuples: the original direction, then the reply's.

export interface ConntrackTuple {
  readonly source: string;
  readonly destination: string;
  /** 0 when the protocol has no ports. */
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** -1 when not ICMP. */
  readonly icmpType: number;
  readonly icmpCode: number;
  readonly icmpId: number;
}

export interface ConntrackEntry {
  /** ipv4 or ipv6; '' when not printed (-o extended not given). */
  readonly family: string;
  readonly protocol: string;
  readonly protocolNumber: number;
  /** Seconds; -1 when not printed (DESTROY events). */
  readonly timeoutSec: number;
  /** SYN_SENT, ESTABLISHED, ...; '' for protocols without states. */
  readonly state: string;
  readonly original: ConntrackTuple;
  readonly reply: ConntrackTuple;
  /** No packet of the reply direction yet. */
  readonly unreplied: boolean;
  readonly assured: boolean;
  readonly mark: number;
  readonly zone: number;
  readonly id: number;
  /** Other flags: OFFLOAD, HW_OFFLOAD, and helper, labels... word for word. */
  readonly other: readonly string[];
}

const TUPLE_KEYS = new Set(['src', 'dst', 'sport', 'dport', 'type', 'code', 'id']);
const COUNTER_KEYS = new Set(['packets', 'bytes', 'use', 'delta-time', 'secctx', 'portid']);

type Fields = Map<string, string>;

const tuple = (fields: Fields): ConntrackTuple => {
  const value = (key: string, otherwise: number): number => Number(fields.get(key) ?? otherwise);
  return {
    source: fields.get('src') ?? '',
    destination: fields.get('dst') ?? '',
    sourcePort: value('sport', 0),
    destinationPort: value('dport', 0),
    icmpType: value('type', -1),
    icmpCode: value('code', -1),
    icmpId: fields.has('type') ? value('id', -1) : -1,
  };
};

/** ICMP tuples have an `id` of their own; the entry's id is the one that comes last. */
const sortPairs = (
  words: readonly string[],
): { tuples: Fields[]; rest: Fields; flags: string[] } => {
  const tuples: Fields[] = [];
  const rest: Fields = new Map();
  const flags: string[] = [];
  for (const word of words) {
    const at = word.indexOf('=');
    const key = word.slice(0, at);
    const current = tuples.at(-1);
    if (at < 0) flags.push(word);
    else if (key === 'src') tuples.push(new Map([[key, word.slice(at + 1)]]));
    else if (TUPLE_KEYS.has(key) && current !== undefined && !current.has(key) && rest.size === 0)
      if (key === 'id' && !current.has('type')) rest.set(key, word.slice(at + 1));
      else current.set(key, word.slice(at + 1));
    else if (COUNTER_KEYS.has(key) && (key === 'packets' || key === 'bytes')) continue;
    else rest.set(key, word.slice(at + 1));
  }
  return { tuples, rest, flags };
};

const HEAD =
  /^(?:(ipv[46])\s+(\d+)\s+)?([a-z][a-z0-9-]*)\s+(\d+)\s+(?:(\d+)\s+)?(?:([A-Z][A-Z0-9_]*)\s+)?(src=.*)$/;

/** The entry of one line (without time stamp and event type), or null. */
export const parseConntrackEntry = (line: string): ConntrackEntry | null => {
  const head = HEAD.exec(line.trim());
  if (head === null) return null;
  const [, family = '', , protocol = '', protocolNumber, timeout, state = '', pairs = ''] = head;
  const { tuples, rest, flags } = sortPairs(pairs.split(/\s+/).filter((word) => word !== ''));
  const [original, reply] = tuples;
  if (original === undefined || reply === undefined) return null;
  const known = new Set(['[UNREPLIED]', '[ASSURED]']);
  return {
    family,
    protocol,
    protocolNumber: Number(protocolNumber),
    timeoutSec: timeout === undefined ? -1 : Number(timeout),
    state,
    original: tuple(original),
    reply: tuple(reply),
    unreplied: flags.includes('[UNREPLIED]'),
    assured: flags.includes('[ASSURED]'),
    mark: Number(rest.get('mark') ?? 0),
    zone: Number(rest.get('zone') ?? rest.get('zone-orig') ?? 0),
    id: Number(rest.get('id') ?? 0),
    other: flags.filter((flag) => !known.has(flag)),
  };
};
