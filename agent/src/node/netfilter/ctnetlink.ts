// Questions to the kernel's connection tracking as netlink messages, and the filter of its events:
// what conntrack(8) sorts out by itself after it was given everything, is left to the kernel here.
// linux/netfilter/nfnetlink.h, nfnetlink_conntrack.h; net/netfilter/nf_internals.h for the flags.
// Pure.

import { parseIpv4 } from '@hopscope/packet';

const CTNETLINK_GET = (1 << 8) | 1;
const NLM_F_REQUEST_DUMP = 0x1 | 0x300;
const AF_INET = 2;
const NESTED = 0x8000;
const CTA = { original: 1, reply: 2, filter: 25 } as const;
const TUPLE = { ip: 1, protocol: 2 } as const;
const IP = { source: 1, destination: 2 } as const;
const PROTOCOL = { number: 1, destination: 3 } as const;
const FILTER_ORIGINAL_FLAGS = 1;
/** CTA_FILTER_F_*: which fields of the tuple count. */
const FLAG = { source: 1, destination: 2, protocol: 8, destinationPort: 32 } as const;
const PROTOCOLS: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17 };

const HEADER_BYTES = 16;
const NFGEN_BYTES = 4;
const ATTRIBUTE_BYTES = 4;
const FIRST_ATTRIBUTE = HEADER_BYTES + NFGEN_BYTES;

/** Which connections, by their original direction; what is not given does not count. */
export interface Connections {
  readonly source?: string;
  readonly destination?: string;
  readonly protocol?: string;
  readonly destinationPort?: number;
}

const attribute = (type: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = Buffer.alloc(ATTRIBUTE_BYTES + ((bytes + 3) & ~3));
  whole.writeUInt16LE(ATTRIBUTE_BYTES + bytes, 0);
  whole.writeUInt16LE(type, 2);
  let at = ATTRIBUTE_BYTES;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const nested = (type: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  attribute(NESTED | type, ...parts);

const addressBytes = (text: string): Uint8Array => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(parseIpv4(text) ?? 0);
  return bytes;
};

const port = (value: number): Uint8Array => Buffer.of(value >> 8, value & 0xff);

/** Little-endian as this machine is: flags are read as they lie. */
const word = (value: number): Uint8Array => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** The request that lists these connections and no others (Linux 5.8 and later). */
export const dumpRequest = (wanted: Connections): Uint8Array => {
  const { source, destination, protocol, destinationPort } = wanted;
  let flags = 0;
  const ip: Uint8Array[] = [];
  const transport: Uint8Array[] = [];
  if (source !== undefined) {
    flags |= FLAG.source;
    ip.push(attribute(IP.source, addressBytes(source)));
  }
  if (destination !== undefined) {
    flags |= FLAG.destination;
    ip.push(attribute(IP.destination, addressBytes(destination)));
  }
  if (protocol !== undefined) {
    flags |= FLAG.protocol;
    transport.push(attribute(PROTOCOL.number, Uint8Array.of(PROTOCOLS[protocol] ?? 0)));
    if (destinationPort !== undefined) {
      flags |= FLAG.destinationPort;
      transport.push(attribute(PROTOCOL.destination, port(destinationPort)));
    }
  }
  const tuple = [
    nested(TUPLE.ip, ...ip),
    ...(transport.length === 0 ? [] : [nested(TUPLE.protocol, ...transport)]),
  ];
  const body = [
    nested(CTA.original, ...tuple),
    nested(CTA.filter, attribute(FILTER_ORIGINAL_FLAGS, word(flags))),
  ];
  const head = Buffer.alloc(FIRST_ATTRIBUTE);
  const length = body.reduce((sum, part) => sum + part.length, FIRST_ATTRIBUTE);
  head.writeUInt32LE(length, 0);
  head.writeUInt16LE(CTNETLINK_GET, 4);
  head.writeUInt16LE(NLM_F_REQUEST_DUMP, 6);
  head[HEADER_BYTES] = AF_INET;
  return Buffer.concat([head, ...body]);
};

// Classic BPF, as linux/filter.h has it.
const LD_WORD_ABS = 0x20;
const LD_WORD_IND = 0x40;
const LD_IMMEDIATE = 0x00;
const LDX_IMMEDIATE = 0x01;
const MISC_TAX = 0x07;
const JUMP_EQUAL = 0x15;
const RETURN = 0x06;
/** SKF_AD_OFF + SKF_AD_NLATTR: the attribute of type X, looked for from A on. */
const FIND_ATTRIBUTE = 0xffff_f000 + 12;
const ALL_BYTES = 0xffff_ffff;

/** In a tuple: its own header, that of CTA_TUPLE_IP, that of the address; then the other one. */
const SOURCE_AT = 3 * ATTRIBUTE_BYTES;
const DESTINATION_AT = SOURCE_AT + 4 + ATTRIBUTE_BYTES;

const instruction = (code: number, value: number, ifTrue = 0, ifFalse = 0): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes[2] = ifTrue;
  bytes[3] = ifFalse;
  bytes.writeUInt32LE(value >>> 0, 4);
  return bytes;
};

/** What was just loaded is one of these: accept. Else on with what follows. */
const acceptOneOf = (addresses: readonly number[]): Buffer[] => [
  ...addresses.map((address, index) =>
    // To the last of these when it is this one; the last of all goes around it.
    index === addresses.length - 1
      ? instruction(JUMP_EQUAL, address, 0, 1)
      : instruction(JUMP_EQUAL, address, addresses.length - 1 - index, 0),
  ),
  instruction(RETURN, ALL_BYTES),
];

/**
 * A socket filter (struct sock_filter[]) for events of connections that have one of the addresses
 * (1 to 64 IPv4 literals) as source or destination, of either direction.
 */
export const eventFilter = (addresses: readonly string[]): Uint8Array => {
  const wanted = addresses.map((address) => parseIpv4(address) ?? 0);
  const tuple = (type: number): Buffer[] => [
    instruction(LDX_IMMEDIATE, type),
    instruction(LD_IMMEDIATE, FIRST_ATTRIBUTE),
    instruction(LD_WORD_ABS, FIND_ATTRIBUTE),
    instruction(MISC_TAX, 0),
    instruction(LD_WORD_IND, SOURCE_AT),
    ...acceptOneOf(wanted),
    instruction(LD_WORD_IND, DESTINATION_AT),
    ...acceptOneOf(wanted),
  ];
  return Buffer.concat([...tuple(CTA.original), ...tuple(CTA.reply), instruction(RETURN, 0)]);
};

/** Types of netlink's own messages; from linux/netlink.h. */
export const NLMSG = { error: 2, done: 3 } as const;

export interface NetlinkMessage {
  readonly type: number;
  /** The whole message, its header included. */
  readonly bytes: Uint8Array;
}

/** The messages of one datagram; ends at the first that is cut. */
export const splitMessages = (datagram: Uint8Array): NetlinkMessage[] => {
  const view = new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength);
  const messages: NetlinkMessage[] = [];
  for (let at = 0; at + HEADER_BYTES <= datagram.length;) {
    const length = view.getUint32(at, true);
    if (length < HEADER_BYTES || at + length > datagram.length) break;
    const bytes = datagram.subarray(at, at + length);
    messages.push({ type: view.getUint16(at + 4, true), bytes });
    at += (length + 3) & ~3;
  }
  return messages;
};
