// What the VM and its peer say to each other: echoes, datagrams, and TCP connections with
// acknowledgements and retransmissions, so that losses have the consequences they have.

import type { Direction } from '../../controller/src/resolve/path.ts';
import type { Segment } from './encode.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

export interface Ends {
  readonly local: number;
  readonly remote: number;
}

/** What the far end does with what arrives; forgetful: it answers two echo requests of three. */
export type Peer = 'answers' | 'silent' | 'refuses' | 'forgetful';

const answersEcho = (peer: Peer, index: number): boolean =>
  peer === 'answers' || (peer === 'forgetful' && index % 3 !== 2);

const words = (random: Random): [number, number, number, number] => [
  random.word(),
  random.word(),
  random.word(),
  random.word(),
];

const TURNAROUND_NS = 40_000;

const base = (
  ends: Ends,
  direction: Direction,
  localPort: number,
  remotePort: number,
): Pick<Segment, 'source' | 'destination' | 'sourcePort' | 'destinationPort' | 'ttl'> =>
  direction === 'forward'
    ? {
        source: ends.local,
        destination: ends.remote,
        sourcePort: localPort,
        destinationPort: remotePort,
        ttl: 64,
      }
    : {
        source: ends.remote,
        destination: ends.local,
        sourcePort: remotePort,
        destinationPort: localPort,
        ttl: 64,
      };

const datagram = {
  seq: 0,
  ack: 0,
  flags: 0,
  tsval: 0,
  dontFragment: true,
  fragment: 0,
} as const;

export interface Series {
  readonly count: number;
  readonly startNs: number;
  readonly gapNs: number;
}

/** Echo requests with rising sequence numbers; the peer echoes them. */
export const pings = (
  world: World,
  ends: Ends,
  peer: Peer,
  series: Series,
  carry: World['carry'] = (...args) => world.carry(...args),
): void => {
  const { random, timeline } = world;
  const id = random.int(1, 65_535);
  const payloadBytes = random.pick([16, 56, 1372]);
  for (let i = 0; i < series.count; i += 1) {
    const payload = words(random);
    const segment = (direction: Direction): Segment => ({
      ...datagram,
      ...base(ends, direction, id, id),
      protocol: 'icmp',
      flags: direction === 'forward' ? 8 : 0,
      seq: (i + 1) & 0xffff,
      ipId: random.int(1, 65_535),
      payloadBytes,
      datagramBytes: payloadBytes,
      payload,
    });
    timeline.at(series.startNs + i * series.gapNs, (now) => {
      const arrived = carry(segment('forward'), 'forward', now);
      if (arrived === null || !answersEcho(peer, i)) return;
      timeline.at(arrived + TURNAROUND_NS, (then) => carry(segment('reply'), 'reply', then));
    });
  }
};

export interface DatagramKind {
  /** All alike: no IP id, the same payload every time. */
  readonly identical: boolean;
  /** Larger than the network's MTU: sent in fragments. */
  readonly fragmented: boolean;
  readonly oneWay: boolean;
}

const FRAGMENT_BYTES = 1424;
const MORE_FRAGMENTS = 0x2000;
const UDP_HEADER_BYTES = 8;

/** The datagram as its sender's IP layer hands it over. */
const fragmentsOf = (whole: Segment): Segment[] => {
  const total = UDP_HEADER_BYTES + whole.payloadBytes;
  if (total <= FRAGMENT_BYTES) return [whole];
  const count = Math.ceil(total / FRAGMENT_BYTES);
  return Array.from({ length: count }, (_, i) => {
    const from = i * FRAGMENT_BYTES;
    const bytes = Math.min(FRAGMENT_BYTES, total - from);
    return {
      ...whole,
      dontFragment: false,
      fragment: (from >>> 3) | (i + 1 < count ? MORE_FRAGMENTS : 0),
      payloadBytes: i === 0 ? bytes - UDP_HEADER_BYTES : bytes,
      // Beyond the first 16 bytes the payload is zeros.
      payload: i === 0 ? whole.payload : [0, 0, 0, 0],
    };
  });
};

/** Datagrams; the peer answers each unless they go one way. */
export const datagrams = (
  world: World,
  ends: Ends,
  peer: Peer,
  series: Series,
  kind: DatagramKind,
  carry: World['carry'] = (...args) => world.carry(...args),
): void => {
  const { random, timeline } = world;
  const localPort = random.int(32_768, 60_999);
  const payloadBytes = kind.fragmented ? 4000 : random.pick([7, 16, 33, 512, 1200]);
  const same = words(random);
  let ipId = random.int(1, 60_000);
  for (let i = 0; i < series.count; i += 1) {
    const payload = kind.identical ? same : words(random);
    const segment = (direction: Direction): Segment => {
      ipId = (ipId + 1) & 0xffff;
      return {
        ...datagram,
        ...base(ends, direction, localPort, 1080),
        protocol: 'udp',
        ipId: kind.identical ? 0 : ipId,
        payloadBytes,
        datagramBytes: payloadBytes,
        payload,
      };
    };
    /** When the last fragment is there; null unless all are. */
    const send = (direction: Direction, now: number): number | null => {
      const parts = fragmentsOf(segment(direction)).map((part) => carry(part, direction, now));
      return parts.reduce<number | null>(
        (last, at) => (last === null || at === null ? null : Math.max(last, at)),
        0,
      );
    };
    timeline.at(series.startNs + i * series.gapNs, (now) => {
      const arrived = send('forward', now);
      if (arrived === null || kind.oneWay || peer !== 'answers') return;
      timeline.at(arrived + TURNAROUND_NS, (then) => send('reply', then));
    });
  }
};

const FIN = 1;
const SYN = 2;
const RST = 4;
const PSH = 8;
const ACK = 16;
const MSS = 1398;
const RETRY_NS = 250e6;
const TRIES = 3;

/** One end of a connection: what it still has to send, and what it got. */
interface End {
  readonly direction: Direction;
  seq: number;
  /** Next byte expected from the other end; 0 = nothing yet. */
  expected: number;
  acked: number;
  ipId: number;
  /** Segments that arrived out of order, by sequence number, with their length. */
  readonly early: Map<number, number>;
}

export interface Transfer {
  readonly startNs: number;
  /** Segments the VM sends, and the peer. */
  readonly upload: number;
  readonly download: number;
  /** From one burst to the next. */
  readonly gapNs: number;
  /** Segments that are handed over at once. */
  readonly burst: number;
}

/** One TCP connection from the VM: handshake, data both ways, close. */
export const connection = (
  world: World,
  ends: Ends,
  peer: Peer,
  transfer: Transfer,
  carry: World['carry'] | null = null,
): void => {
  const carryAll: World['carryAll'] = (segments, direction, now) =>
    carry === null
      ? world.carryAll(segments, direction, now)
      : segments.map((segment) => carry(segment, direction, now));
  const { random, timeline } = world;
  const localPort = random.int(32_768, 60_999);
  const stamps = { forward: random.word(), reply: random.word() };
  const makeEnd = (direction: Direction): End => {
    const seq = random.word();
    return {
      direction,
      seq,
      expected: 0,
      acked: seq,
      ipId: random.int(1, 60_000),
      early: new Map(),
    };
  };
  const client = makeEnd('forward');
  const server = makeEnd('reply');
  const other = (end: End): End => (end === client ? server : client);

  const segmentOf = (end: End, now: number, flags: number, seq: number, bytes: number): Segment => {
    end.ipId = (end.ipId + 1) & 0xffff;
    const stamp = (stamps[end.direction] + Math.floor(now / 1e6)) >>> 0;
    return {
      ...base(ends, end.direction, localPort, 80),
      protocol: 'tcp',
      seq,
      ack: (flags & ACK) === 0 ? 0 : end.expected,
      flags,
      tsval: stamp === 0 ? 1 : stamp,
      // A SYN-ACK of Linux has no identification.
      ipId: flags === (SYN | ACK) ? 0 : end.ipId,
      dontFragment: true,
      fragment: 0,
      payloadBytes: bytes,
      datagramBytes: bytes,
      payload: words(random),
    };
  };

  const launch = (end: End, now: number, segments: readonly Segment[]): void => {
    const arrivals = carryAll(segments, end.direction, now);
    for (const [index, { flags, seq, payloadBytes, ack }] of segments.entries()) {
      const arrived = arrivals[index] ?? null;
      if (arrived === null) continue;
      timeline.at(arrived, (then) => receive(other(end), then, flags, seq, payloadBytes, ack));
    }
  };

  const emit = (end: End, now: number, flags: number, seq: number, bytes: number): void =>
    launch(end, now, [segmentOf(end, now, flags, seq, bytes)]);

  const taken = (flags: number, bytes: number): number =>
    bytes + ((flags & SYN) === 0 ? 0 : 1) + ((flags & FIN) === 0 ? 0 : 1);

  const retryLater = (end: End, now: number, flags: number, seq: number, bytes: number): void => {
    const length = taken(flags, bytes);
    const retry = (tries: number) => (then: number) => {
      if (((end.acked - seq - length) | 0) >= 0) return;
      emit(end, then, flags, seq, bytes);
      if (tries + 1 < TRIES) timeline.at(then + RETRY_NS * (tries + 1), retry(tries + 1));
    };
    timeline.at(now + RETRY_NS, retry(1));
  };

  /** Sends, and again while it is not acknowledged. */
  const send = (end: End, now: number, flags: number, bytes: number, count = 1): void => {
    const segments = Array.from({ length: count }, () => {
      const { seq } = end;
      end.seq = (seq + taken(flags, bytes)) >>> 0;
      retryLater(end, now, flags, seq, bytes);
      return segmentOf(end, now, flags, seq, bytes);
    });
    launch(end, now, segments);
  };

  const sendAll = (end: End, now: number, segments: number, last: boolean): void => {
    const bursts = Math.ceil(segments / transfer.burst);
    for (let i = 0; i < bursts; i += 1) {
      const count = Math.min(transfer.burst, segments - i * transfer.burst);
      const at = now + i * transfer.gapNs * transfer.burst;
      timeline.at(at, (then) => send(end, then, ACK | PSH, MSS, count));
    }
    if (last)
      timeline.at(now + (segments + 1) * transfer.gapNs, (then) => send(end, then, FIN | ACK, 0));
  };

  const receive = (
    end: End,
    now: number,
    flags: number,
    seq: number,
    bytes: number,
    ack: number,
  ): void => {
    if (end === server && peer === 'silent') return;
    if (end === server && peer === 'refuses') {
      end.expected = (seq + taken(flags, bytes)) >>> 0;
      end.seq = 0;
      timeline.at(now + TURNAROUND_NS, (then) => emit(end, then, RST | ACK, 0, 0));
      return;
    }
    if ((flags & RST) !== 0) {
      end.acked = end.seq;
      return;
    }
    if ((flags & ACK) !== 0 && ((ack - end.acked) | 0) > 0) end.acked = ack;
    const length = taken(flags, bytes);
    if (length === 0) return;
    const isFirst = end.expected === 0;
    if (isFirst) end.expected = seq;
    end.early.set(seq, length);
    for (let got = end.early.get(end.expected); got !== undefined;) {
      end.early.delete(end.expected);
      end.expected = (end.expected + got) >>> 0;
      got = end.early.get(end.expected);
    }
    timeline.at(now + TURNAROUND_NS, (then) => {
      if (isFirst && end === server) send(end, then, SYN | ACK, 0);
      else emit(end, then, ACK, end.seq, 0);
      if (isFirst && end === client) {
        sendAll(client, then + TURNAROUND_NS, transfer.upload, true);
        sendAll(server, then + 3 * TURNAROUND_NS, transfer.download, false);
      }
    });
  };

  timeline.at(transfer.startNs, (now) => send(client, now, SYN, 0));
};
