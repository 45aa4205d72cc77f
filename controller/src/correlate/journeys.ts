// Which sightings are one packet: the result of correlate. Structure of arrays; an object is
// made only for the few packets a person or a cause looks at.

import type { Direction } from '../resolve/path.ts';

/** Marks of one journey, as bits. */
export const JOURNEY = {
  /** Truly identical packets: paired k-th with k-th; never named one by one. */
  ambiguous: 1,
  /** Compared by bytes, not by packets (segmentation offload). */
  interval: 2,
  /** A packet that was sent again, with its own journey. */
  retransmission: 4,
  fragment: 8,
  /** NAT pair inferred from packets, without conntrack evidence. */
  natInferred: 16,
  /** First seen outside the judged window: counts for nothing. */
  censored: 32,
  /** Seen somewhere with a MAC that the next hop will not accept. */
  wrongMac: 64,
  /** Seen behind the NAT router with an address that should have been translated. */
  wrongAddress: 128,
  /** Identical packets so close together that only their number at each point is known. */
  counted: 256,
  /** Seen while a clock was being set: its times on different nodes cannot be compared. */
  unclocked: 512,
} as const;

export interface DirectionJourneys {
  readonly direction: Direction;
  /** Point ids in travel order: the columns of `sighting`. */
  readonly points: readonly string[];
  readonly count: number;
  /** count × points.length; index of the frame in that point's capture, or -1 = not seen. */
  readonly sighting: Int32Array;
  /** Nanoseconds since baseSec, on the reference clock; NaN where not seen. Same shape. */
  readonly timeNs: Float64Array;
  readonly flags: Uint16Array;
  /** 1 = a witness further on (reply, ack, conntrack) proves that it arrived at the end. */
  readonly witnessed: Uint8Array;
  /** 1 = answered by the other direction, or needing no answer in a flow that has answers. */
  readonly answered: Uint8Array;
  /** 1 = opens a TCP connection (SYN without ACK). */
  readonly opening: Uint8Array;
  /** 1 = wants an answer: a bare acknowledgement, a reset and an echo reply do not. */
  readonly asking: Uint8Array;
  /** Copies of packets seen at each point beside the sighting; same order as `points`. */
  readonly copies: Uint32Array;
  /** Packets seen at each point with a wrong checksum, where it could be checked. */
  readonly wrongChecksums: Uint32Array;
}

/** An ICMP error or RST about a packet of this flow. */
export interface Witness {
  readonly kind: 'icmp-error' | 'rst';
  readonly point: string;
  readonly timeNs: number;
  readonly from: string;
  readonly icmpType: number;
  readonly icmpCode: number;
  /** Index of the forward journey it quotes, -1 = unknown. */
  readonly journey: number;
  /** Next-hop MTU of "fragmentation needed". */
  readonly mtu: number;
}

export interface ClockFit {
  readonly node: string;
  /** Nanoseconds to add to the node's stamps to reach the reference node's clock. */
  readonly offsetNs: number;
  readonly driftPpm: number;
  /** Half-width: the true offset lies within offset ± bound. */
  readonly boundNs: number;
  readonly source: 'reference' | 'same-kernel' | 'packets' | 'exchange' | 'none';
  readonly steps: number;
  /**
   * Only when the clock was stepped, in order; offset, drift and bound above are then of the piece
   * that most packets fall in, and the widest bound. `by`: what from and to are times of.
   */
  readonly pieces?: readonly {
    readonly by: 'stamp' | 'reference';
    readonly fromNs: number;
    readonly toNs: number;
    readonly offsetNs: number;
    readonly driftPpm: number;
    readonly boundNs: number;
  }[];
}

/** On the reference clock: what is judged was first seen in it. */
export interface Window {
  readonly fromNs: number;
  readonly toNs: number;
}

export interface Correlation {
  readonly forward: DirectionJourneys;
  readonly reply: DirectionJourneys;
  readonly witnesses: readonly Witness[];
  /** Null: everything is judged. */
  readonly window: Window | null;
  readonly clocks: readonly ClockFit[];
  readonly nat: readonly {
    readonly localPort: number;
    readonly natAddress: string;
    readonly natPort: number;
    readonly source: 'conntrack' | 'inferred';
  }[];
  /** Frames of other flows or of other VMs behind the same address, told apart and dropped. */
  readonly foreign: number;
  /**
   * Outside ports that nobody can say are this VM's: above 0, points behind the translation
   * prove presence only.
   */
  readonly natUnresolved: number;
  /** ARP seen at the points: requests without answer are evidence. */
  readonly arp: readonly {
    readonly point: string;
    readonly operation: 'request' | 'reply';
    readonly senderAddress: string;
    readonly senderMac: string;
    readonly targetAddress: string;
    readonly timeNs: number;
  }[];
  readonly limits: readonly string[];
}
