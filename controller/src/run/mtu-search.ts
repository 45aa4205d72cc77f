// The largest probe with "don't fragment" that is answered: one size after the other, three probes
// each, all within one trace. Where the larger ones end, correlate sees as it sees any loss.

import assert from 'node:assert/strict';

import type { Protocol } from '../request.ts';
import type { Injected } from './inject.ts';
import { RUN_LIMITS } from './limits.ts';
import type { MtuRecord } from './recording.ts';
import { openSizeSearch } from './size-search.ts';
import type { SizeSearch } from './size-search.ts';
import type { TapWatch } from './tap-watch.ts';

/** IPv4 without options, and an ICMP echo or UDP header. */
const HEADER_BYTES = 28;
/** Of every size: one may be lost for another reason, and three different packets are proof. */
const COPIES = 3;

/** One size: where its answers come to, and how to send it. */
export interface SizedProbes {
  readonly payloadBytes: number;
  readonly count: number;
  /** Source port, or echo identifier, of the first one. */
  readonly sourcePort: number;
  /** Probes of the search sent before these. */
  readonly before: number;
}

export interface MtuSearchOptions {
  readonly protocol: Protocol;
  /** The largest IP packet to try, bytes: the MTU of the VM's network. */
  readonly bytesMax: number;
  readonly watch: TapWatch;
  readonly signal: AbortSignal;
  /** The n-th source port of the trace's own range. */
  readonly port: (index: number) => number;
  readonly send: (probes: SizedProbes) => Promise<Injected>;
  readonly told: (text: string) => void;
}

export interface MtuSearched {
  /** The first that was sent and all that were, together; null = the first was refused. */
  readonly injected: Injected | null;
  readonly mtu: MtuRecord | null;
}

/** Ports of one size: datagrams have one each, echoes share their identifier. */
const portsOf = ({ protocol, port }: MtuSearchOptions, before: number): number[] =>
  protocol === 'udp'
    ? Array.from({ length: COPIES }, (_, index) => port(before + index))
    : [port(before)];

const joined = (first: Injected | null, next: Injected): Injected =>
  first === null
    ? next
    : { ...first, sent: first.sent + next.sent, lastNs: next.lastNs, failure: next.failure };

const hear = (search: SizeSearch, watch: TapWatch): void => {
  const said = watch.tooBig();
  if (said > 0) search.hint(said);
};

/** Sends sizes until the border is known to the byte. Rejects when the signal fires. */
export const searchMtu = async (options: MtuSearchOptions): Promise<MtuSearched> => {
  const { protocol, bytesMax, watch, signal, send, told } = options;
  assert(protocol !== 'tcp', 'a SYN has no payload to make larger');
  const search = openSizeSearch(bytesMax);
  const tried: MtuRecord['tried'][number][] = [];
  let injected: Injected | null = null;
  let before = 0;
  for (let bytes = search.next(); bytes !== null; bytes = search.next()) {
    const ports = portsOf(options, before);
    const [sourcePort = 0] = ports;
    const payloadBytes = bytes - HEADER_BYTES;
    const sent = await send({ payloadBytes, count: COPIES, sourcePort, before });
    injected = joined(injected, sent);
    if (sent.failure !== '') return { injected, mtu: null };
    before += COPIES;
    const isAnswered = (): boolean => ports.some((port) => watch.answered(port) > 0);
    const passed = await watch.until(isAnswered, RUN_LIMITS.mtuStepMs, signal);
    search.tell(bytes, passed);
    hear(search, watch);
    tried.push({ bytes, answered: passed });
    told(`${bytes} bytes ${passed ? 'are answered' : 'are not answered'}`);
  }
  return { injected, mtu: { ...search.found(), bytesMax, nextHop: watch.tooBig(), tried } };
};
