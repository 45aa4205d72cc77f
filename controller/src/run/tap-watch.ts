// A look at the VM's tap while sightings come in: does the VM talk, are the probes answered. A
// hint for when to go on, never evidence: correlate judges from the frames themselves.

import { decodeFrame, parseIpv4 } from '@hopscope/packet';

import type { Plan } from '../plan/plan.ts';
import type { Request } from '../request.ts';
import type { Flow, Path } from '../resolve/path.ts';
import type { Collector } from './collect.ts';
import { forEachFrame, type Batch } from './merge.ts';

export interface TapWatch {
  /** Packets of the flow that came out of the VM. */
  readonly spoken: () => number;
  /** Different answers that reached one port (or echo identifier) of the VM. */
  readonly answered: (port: number) => number;
  /** Milliseconds since an answer was last seen at any point; Infinity = never. */
  readonly quietMs: () => number;
  /** Next-hop MTU of the newest "fragmentation needed" that reached the VM; 0 = none did. */
  readonly tooBig: () => number;
  /** True when `enough` came true within `ms`; rejects when the signal fires. */
  readonly until: (enough: () => boolean, ms: number, signal: AbortSignal) => Promise<boolean>;
}

/** Node and capture number that see the VM's tap; null when there is none. */
const tapCapture = (path: Path, plan: Plan): { node: string; capture: number } | null => {
  const points = new Set(path.points.filter(({ role }) => role === 'tap').map((point) => point.id));
  for (const { node, captures } of plan.nodes)
    for (const { capture, points: seen } of captures)
      if (seen.some((id) => points.has(id))) return { node, capture };
  return null;
};

const SIDE_IN = 0;
const ECHO_REPLY = 0;

/** An answer begins with the VM's port (or echo identifier) and a slash. */
export type Look = 'spoken' | `answer ${number}/${string}` | `too big ${number}` | null;

/** What one frame at the tap is for this flow. `count` makes datagrams without a number unique. */
export const lookAt = (flow: Flow, frame: Uint8Array, side: number, count: number): Look => {
  const { layers } = decodeFrame(frame);
  const ip = layers.find((layer) => layer.kind === 'ipv4');
  if (ip === undefined) return null;
  const local = parseIpv4(flow.localAddress);
  const remote = parseIpv4(flow.remoteAddress);
  const upper = layers.find(({ kind }) => kind === flow.protocol);
  if (side === SIDE_IN)
    return ip.source === local && ip.destination === remote && upper ? 'spoken' : null;
  const icmp = layers.find((layer) => layer.kind === 'icmp');
  if (ip.destination === local && icmp?.mtu && icmp.quoted?.ipv4.destination === remote)
    return `too big ${icmp.mtu}`;
  if (ip.source !== remote || ip.destination !== local || upper === undefined) return null;
  if (upper.kind === 'icmp')
    return upper.type === ECHO_REPLY ? `answer ${upper.id ?? 0}/${upper.sequence}` : null;
  if (upper.kind === 'tcp') return `answer ${upper.destinationPort}/${upper.acknowledgement}`;
  return upper.kind === 'udp' ? `answer ${upper.destinationPort}/${count}` : null;
};

/** Tells answers anywhere on their way back; to a shared address they may be somebody else's. */
const answersTo = ({ flow, exit }: Path): ((frame: Uint8Array) => boolean) => {
  const remote = parseIpv4(flow.remoteAddress);
  const local = parseIpv4(flow.localAddress);
  const own = exit === 'fip' ? parseIpv4(flow.natAddress) : local;
  return (frame) => {
    const ip = decodeFrame(frame).layers.findLast((layer) => layer.kind === 'ipv4');
    return ip?.source === remote && (ip.destination === local || ip.destination === own);
  };
};

/** Rejects with the signal's reason when it fires first. */
const wait = (ms: number, signal: AbortSignal, wake: Promise<void>): Promise<void> =>
  new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    const abort = (): void => {
      end();
      reject(signal.reason);
    };
    const go = (): void => {
      end();
      resolve();
    };
    const timer = setTimeout(go, ms);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    void wake.then(go);
  });

/** Waits `ms`; rejects with the signal's reason when it fires first. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  wait(ms, signal, new Promise(() => {}));

/** Watches what the collector gets from the tap. */
export const openTapWatch = (
  collector: Collector,
  path: Path,
  plan: Plan,
  mode: Request['mode'],
): TapWatch => {
  const tap = tapCapture(path, plan);
  const answers = new Map<number, Set<string>>();
  let mtu = 0;
  let spoken = 0;
  let seen = 0;
  let woken = Promise.withResolvers<void>();
  let answerMs = -Infinity;
  const comesBack = answersTo(path);
  // Only answers to probes are waited for: live nobody asks, and traffic may be heavy.
  const lookForAnswers = (batch: Batch): void => {
    if (mode === 'live') return;
    let found = false;
    forEachFrame(batch, (frame) => (found ||= comesBack(frame)));
    if (found) answerMs = performance.now();
  };
  collector.listen((node, capture, batch) => {
    lookForAnswers(batch);
    if (tap === null || node !== tap.node || capture !== tap.capture) return;
    forEachFrame(batch, (frame, side) => {
      const look = lookAt(path.flow, frame, side, (seen += 1));
      if (look === 'spoken') spoken += 1;
      else if (look?.startsWith('too big ') === true) mtu = Number(look.slice('too big '.length));
      else if (look !== null) {
        const port = Number(look.slice('answer '.length, look.indexOf('/')));
        answers.set(port, (answers.get(port) ?? new Set()).add(look));
      }
    });
    woken.resolve();
    woken = Promise.withResolvers<void>();
  });
  return {
    spoken: () => spoken,
    answered: (port) => answers.get(port)?.size ?? 0,
    quietMs: () => performance.now() - answerMs,
    tooBig: () => mtu,
    until: async (enough, ms, signal) => {
      const deadline = performance.now() + ms;
      while (!enough()) {
        const left = deadline - performance.now();
        if (left <= 0) return false;
        await wait(left, signal, woken.promise);
      }
      return true;
    },
  };
};
