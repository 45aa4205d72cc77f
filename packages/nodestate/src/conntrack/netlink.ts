// Tracked connections as the kernel itself says them: messages of NETLINK_NETFILTER, subsystem
// CTNETLINK (linux/netfilter/nfnetlink_conntrack.h), printed as conntrack(8) prints them. A reader
// that asks the kernel directly gets only what it asks for; conntrack(8) gets all and sorts it out.
// IPv4 only; what is not understood is left out of the line, never guessed.

const HEADER_BYTES = 16;
const NFGEN_BYTES = 4;
const ATTRIBUTE_BYTES = 4;
const AF_INET = 2;
const SUBSYSTEM = 1;
const MESSAGE = { new: 0, delete: 2 } as const;
/** NLM_F_EXCL | NLM_F_CREATE: a connection that was not there before. */
const CREATED = 0x600;
/** Without the marks NLA_F_NESTED and NLA_F_NET_BYTEORDER. */
const TYPE_MASK = 0x3fff;

const CTA = {
  original: 1,
  reply: 2,
  status: 3,
  protocolInfo: 4,
  timeout: 7,
  mark: 8,
  countersOriginal: 9,
  countersReply: 10,
  use: 11,
  id: 12,
  zone: 18,
} as const;
const TUPLE = { ip: 1, protocol: 2, zone: 3 } as const;
const IP = { source: 1, destination: 2 } as const;
const PROTOCOL = { number: 1, source: 2, destination: 3, id: 4, type: 5, code: 6 } as const;
const COUNTER = { packets: 1, bytes: 2 } as const;
const TCP = { info: 1, state: 1 } as const;

const STATUS = { seenReply: 2, assured: 4, offload: 1 << 14, hardware: 1 << 15 } as const;

const PROTOCOLS: Readonly<Record<number, string>> = {
  1: 'icmp',
  6: 'tcp',
  17: 'udp',
  33: 'dccp',
  47: 'gre',
  132: 'sctp',
};

/** Of enum tcp_conntrack; 9 is SYN_SENT2. */
const TCP_STATES = [
  'NONE',
  'SYN_SENT',
  'SYN_RECV',
  'ESTABLISHED',
  'FIN_WAIT',
  'CLOSE_WAIT',
  'LAST_ACK',
  'TIME_WAIT',
  'CLOSE',
  'SYN_SENT2',
] as const;

type Attributes = ReadonlyMap<number, DataView>;

/** The attributes from `at` on; ends at the first that does not fit. */
const attributesOf = (view: DataView | undefined, from = 0): Attributes => {
  const found = new Map<number, DataView>();
  if (view === undefined) return found;
  for (let at = from; at + ATTRIBUTE_BYTES <= view.byteLength;) {
    const length = view.getUint16(at, true);
    if (length < ATTRIBUTE_BYTES || at + length > view.byteLength) break;
    const type = view.getUint16(at + 2, true) & TYPE_MASK;
    const start = view.byteOffset + at + ATTRIBUTE_BYTES;
    found.set(type, new DataView(view.buffer, start, length - ATTRIBUTE_BYTES));
    at += (length + 3) & ~3;
  }
  return found;
};

/** Values are in network order; null = not there. */
const read = (attributes: Attributes, type: number): number | null => {
  const view = attributes.get(type);
  if (view === undefined) return null;
  if (view.byteLength === 1) return view.getUint8(0);
  if (view.byteLength === 2) return view.getUint16(0);
  if (view.byteLength === 4) return view.getUint32(0);
  return view.byteLength === 8 ? Number(view.getBigUint64(0)) : null;
};

const pair = (name: string, value: number | string | null): string[] =>
  value === null ? [] : [`${name}=${value}`];

const address = (attributes: Attributes, type: number): string | null => {
  const view = attributes.get(type);
  if (view?.byteLength !== 4) return null;
  return [0, 1, 2, 3].map((at) => view.getUint8(at)).join('.');
};

const counters = (attributes: Attributes, type: number): string[] => {
  const found = attributesOf(attributes.get(type));
  return [
    ...pair('packets', read(found, COUNTER.packets)),
    ...pair('bytes', read(found, COUNTER.bytes)),
  ];
};

const tupleWords = (tuple: Attributes, zone: string): string[] => {
  const ip = attributesOf(tuple.get(TUPLE.ip));
  const protocol = attributesOf(tuple.get(TUPLE.protocol));
  return [
    ...pair('src', address(ip, IP.source)),
    ...pair('dst', address(ip, IP.destination)),
    ...pair('sport', read(protocol, PROTOCOL.source)),
    ...pair('dport', read(protocol, PROTOCOL.destination)),
    ...pair('type', read(protocol, PROTOCOL.type)),
    ...pair('code', read(protocol, PROTOCOL.code)),
    ...pair('id', read(protocol, PROTOCOL.id)),
    ...pair(zone, read(tuple, TUPLE.zone)),
  ];
};

const stateOf = (connection: Attributes): string[] => {
  const tcp = attributesOf(attributesOf(connection.get(CTA.protocolInfo)).get(TCP.info));
  const state = TCP_STATES[read(tcp, TCP.state) ?? -1];
  return state === undefined ? [] : [state];
};

const flagged = (status: number, bit: number, word: string): string[] =>
  (status & bit) === 0 ? [] : [word];

/** The connection as one line of `conntrack -L -o extended,id`; null when it has no addresses. */
const lineOf = (connection: Attributes): string | null => {
  const original = attributesOf(connection.get(CTA.original));
  const reply = attributesOf(connection.get(CTA.reply));
  const number = read(attributesOf(original.get(TUPLE.protocol)), PROTOCOL.number);
  if (number === null || original.get(TUPLE.ip) === undefined) return null;
  const status = read(connection, CTA.status) ?? 0;
  const timeout = read(connection, CTA.timeout);
  const name = (PROTOCOLS[number] ?? 'unknown').padEnd(8);
  return [
    `ipv4     2 ${name} ${number}`,
    ...(timeout === null ? [] : [String(timeout)]),
    ...stateOf(connection),
    ...tupleWords(original, 'zone-orig'),
    ...counters(connection, CTA.countersOriginal),
    ...((status & STATUS.seenReply) === 0 ? ['[UNREPLIED]'] : []),
    ...tupleWords(reply, 'zone-reply'),
    ...counters(connection, CTA.countersReply),
    ...flagged(status, STATUS.hardware, '[HW_OFFLOAD]'),
    ...((status & STATUS.hardware) === 0 ? flagged(status, STATUS.offload, '[OFFLOAD]') : []),
    ...flagged(status, STATUS.assured, '[ASSURED]'),
    ...pair('mark', read(connection, CTA.mark)),
    ...pair('zone', read(connection, CTA.zone)),
    ...pair('use', read(connection, CTA.use)),
    ...pair('id', read(connection, CTA.id)),
  ].join(' ');
};

interface Message {
  readonly kind: 'NEW' | 'UPDATE' | 'DESTROY';
  readonly line: string;
  /** Its number among all messages, of whatever kind. */
  readonly index: number;
}

const kindOf = (type: number, flags: number): Message['kind'] | null => {
  if (type >> 8 !== SUBSYSTEM) return null;
  if ((type & 0xff) === MESSAGE.delete) return 'DESTROY';
  if ((type & 0xff) !== MESSAGE.new) return null;
  return (flags & CREATED) === 0 ? 'UPDATE' : 'NEW';
};

/** The connections of a run of netlink messages; ends at the first that is cut. */
const messagesOf = (bytes: Uint8Array): Message[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Message[] = [];
  let index = 0;
  for (let at = 0; at + HEADER_BYTES + NFGEN_BYTES <= view.byteLength; index += 1) {
    const length = view.getUint32(at, true);
    if (length < HEADER_BYTES || at + length > view.byteLength) break;
    const kind = kindOf(view.getUint16(at + 4, true), view.getUint16(at + 6, true));
    const body = new DataView(bytes.buffer, bytes.byteOffset + at, length);
    const isIpv4 = length > HEADER_BYTES && body.getUint8(HEADER_BYTES) === AF_INET;
    const line = isIpv4 ? lineOf(attributesOf(body, HEADER_BYTES + NFGEN_BYTES)) : null;
    if (kind !== null && line !== null) found.push({ kind, line, index });
    at += (length + 3) & ~3;
  }
  return found;
};

/** Messages of a dump as `conntrack -L -o extended,id` prints them. */
export const printConntrack = (messages: Uint8Array): string =>
  messagesOf(messages)
    .map(({ line }) => `${line}\n`)
    .join('');

/**
 * Messages of events as `conntrack -E -o timestamp,extended,id` prints them. `sec` and `nsec`: when
 * the n-th message was received, of the node's clock.
 */
export const printConntrackEvents = (
  messages: Uint8Array,
  stamps: { readonly sec: ArrayLike<number>; readonly nsec: ArrayLike<number> },
): string =>
  messagesOf(messages)
    .map(({ kind, line, index }) => {
      const fraction = String(stamps.nsec[index] ?? 0).padStart(9, '0');
      return `[${stamps.sec[index] ?? 0}.${fraction}]\t${`[${kind}]`.padStart(9)} ${line}\n`;
    })
    .join('');
