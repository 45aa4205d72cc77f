// When none of many large probes is answered: a few small ones to the same place. If those are, it
// is the size; if they are not, size is not why. They are told by their ports, or their echo
// identifier, and count for nothing in the loss of the large ones.

import type { ProbePlan } from '../plan/plan.ts';
import type { Protocol } from '../request.ts';
import type { Injected } from './inject.ts';
import { RUN_LIMITS } from './limits.ts';
import type { ControlRecord } from './recording.ts';
import type { TapWatch } from './tap-watch.ts';

/** IPv4 without options, and an ICMP echo or UDP header. */
const HEADER_BYTES = 28;
/** RFC 791: every host takes a packet of that size; larger ones may be too large somewhere. */
const SMALL_BYTES_MAX = 576;
const PAYLOAD_BYTES = 56;
/** Three different packets are proof. */
const COPIES = 3;

/** True for probes that are large enough for their size to be the reason. */
export const areLarge = ({ payloadBytes, dns }: ProbePlan): boolean =>
  dns === null && payloadBytes + HEADER_BYTES > SMALL_BYTES_MAX;

export interface ControlOptions {
  readonly protocol: Protocol;
  readonly watch: Pick<TapWatch, 'answered' | 'until'>;
  readonly signal: AbortSignal;
  /** The n-th port behind those of the probes. */
  readonly port: (index: number) => number;
  readonly send: (
    probes: Pick<ProbePlan, 'payloadBytes' | 'count' | 'sourcePort'>,
  ) => Promise<Injected>;
}

/** Sends the small ones and waits for their answers. null = refused. Rejects when aborted. */
export const sendControls = async (options: ControlOptions): Promise<ControlRecord | null> => {
  const { protocol, watch, signal, port, send } = options;
  const sourcePort = port(0);
  const ports =
    protocol === 'icmp' ? [sourcePort] : Array.from({ length: COPIES }, (_, index) => port(index));
  const sent = await send({ payloadBytes: PAYLOAD_BYTES, count: COPIES, sourcePort });
  if (sent.failure !== '') return null;
  const answered = (): number => ports.reduce((sum, one) => sum + watch.answered(one), 0);
  await watch.until(() => answered() >= sent.sent, RUN_LIMITS.graceMs, signal);
  return {
    bytes: PAYLOAD_BYTES + HEADER_BYTES,
    ports,
    sent: sent.sent,
    answered: Math.min(answered(), sent.sent),
  };
};
