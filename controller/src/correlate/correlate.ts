// The stage: a recording to journeys. Captures are summarised into columns, rows become lanes of
// points, NAT is undone, keys are joined, clocks aligned, and what proves arrival is collected.
// Everything is judged later; nothing here says where a packet was lost.

import { parseIpv4 } from '@hopscope/packet';
import type { Direction } from '../resolve/path.ts';
import type { Protocol } from '../request.ts';
import type { Recording } from '../run/recording.ts';
import { alignClocks } from './clock/align.ts';
import { timesOf, unclocked } from './clock/times.ts';
import { arpOf, icmpWitnesses, resetWitnesses } from './errors.ts';
import { joinCovered } from './covers.ts';
import { hasIdentical, pairByTime } from './identical.ts';
import { joinByKey, type Joined } from './join.ts';
import { JOURNEY } from './journeys.ts';
import type { ClockFit, Correlation, DirectionJourneys, Window } from './journeys.ts';
import { joinNat, type NatJoin } from './nat.ts';
import { madeInside } from './made-inside.ts';
import { lanesOf, viewCaptures, type CaptureView, type Lane } from './sightings.ts';
import { markUnsampled, sampleLimits, sampleShiftOf } from './sampled.ts';
import { countingWindows, markCensored, markControls, windowOf } from './window.ts';
import { answersOf, type Answers } from './witnesses.ts';

/** Each can be switched off to show that it is needed; the product never does. */
export interface CorrelateOptions {
  readonly kthPairing: boolean;
  readonly natJoin: boolean;
  readonly censoring: boolean;
}

const ALL: CorrelateOptions = { kthPairing: true, natJoin: true, censoring: true };

/** Marks journeys that were seen somewhere with headers the next hop will not take. */
const markRefused = (joined: Joined, flags: Uint16Array): void => {
  for (const { lane, columns } of joined.lanes) {
    for (const [rows, mark] of [
      [lane.wrongMac, JOURNEY.wrongMac],
      [lane.wrongAddress, JOURNEY.wrongAddress],
    ] as const) {
      for (const row of rows) {
        const port = columns.localPort[row] ?? 0;
        const j = joined.find(columns.keyHi[row] ?? 0, columns.keyLo[row] ?? 0, port);
        if (j >= 0) flags[j] = (flags[j] ?? 0) | mark;
      }
    }
  }
};

const markNatInferred = (joined: Joined, flags: Uint16Array, nat: NatJoin): void => {
  const inferred = new Set(
    nat.bindings.filter(({ source }) => source === 'inferred').map(({ localPort }) => localPort),
  );
  if (inferred.size === 0) return;
  for (let j = 0; j < flags.length; j += 1) {
    if (inferred.has(joined.port[j] ?? -1)) flags[j] = (flags[j] ?? 0) | JOURNEY.natInferred;
  }
};

interface Context {
  readonly clocks: readonly ClockFit[];
  readonly nat: NatJoin;
  readonly window: Window | null;
  /** Ports of probes that are no part of what is judged. */
  readonly controls: readonly number[];
  readonly protocol: Protocol;
  readonly sampleShift: number;
}

const finish = (
  direction: Direction,
  joined: Joined,
  answers: Answers,
  context: Context,
): DirectionJourneys => {
  const { lanes, count, sighting } = joined;
  const timeNs = timesOf(joined, context.clocks);
  const flags = joined.flags.slice();
  markRefused(joined, flags);
  markNatInferred(joined, flags, context.nat);
  markUnsampled(joined, flags, context.protocol, context.sampleShift);
  markControls(joined, flags, context.controls);
  if (context.window !== null) markCensored(joined, flags, timeNs, context.window);
  const isStepped = context.clocks.some(({ steps }) => steps > 0);
  const unsure = isStepped ? unclocked(joined, timeNs, context.clocks) : new Uint8Array(0);
  for (let j = 0; j < count; j += 1) {
    if (unsure[j] === 1) flags[j] = (flags[j] ?? 0) | JOURNEY.unclocked;
    if (answers.again[j] === 1) flags[j] = (flags[j] ?? 0) | JOURNEY.retransmission;
  }
  return {
    direction,
    points: lanes.map(({ lane }) => lane.point.id),
    count,
    sighting,
    timeNs,
    flags,
    witnessed: answers.witnessed,
    answered: answers.answered,
    opening: answers.opening,
    asking: answers.asking,
    copies: joined.copies,
    wrongChecksums: Uint32Array.from(lanes, ({ lane }) => lane.wrongChecksums),
  };
};

const limitsOf = (nat: NatJoin, clocks: readonly ClockFit[]): string[] => [
  ...(nat.unresolved === 0
    ? []
    : [`${nat.unresolved} outside ports could not be told to belong to this VM or to another`]),
  ...clocks
    .filter(({ steps }) => steps > 0)
    .map(({ node }) => `the clock of ${node} was set while the captures ran`),
];

/** The same from captures that were summarised before, in a worker or by an agent. */
export const correlateViews = (
  recording: Recording,
  views: readonly CaptureView[],
  options: Partial<CorrelateOptions> = {},
): Correlation => {
  const chosen = { ...ALL, ...options };
  const { flow } = recording.path;
  const lanes = lanesOf(recording.path.points, views);
  const along = (direction: Direction): Lane[] =>
    lanes.filter(({ point }) => point.direction === direction);
  const nat = joinNat(recording, along('forward'), along('reply'), chosen);
  const counted = { forward: joinByKey(nat.forward, chosen), reply: joinByKey(nat.reply, chosen) };
  const clocks = alignClocks(recording, counted.forward, counted.reply);
  // Without common time, counting is all there is.
  const isTimed = clocks.every(({ source }) => source !== 'none');
  const window = chosen.censoring ? windowOf(recording, views, clocks) : null;
  const paired = (joined: Joined): Joined => {
    if (!hasIdentical(joined)) return joined;
    const nodes = joined.lanes.map(({ lane }) => lane.point.node);
    const windows = countingWindows(recording, clocks, nodes, window);
    return pairByTime(joined, timesOf(joined, clocks), windows, isTimed);
  };
  const covered = (joined: Joined): Joined =>
    joinCovered(joined, flow.protocol, () => timesOf(joined, clocks));
  const forward = covered(paired(counted.forward));
  const reply = covered(paired(counted.reply));
  const sampleShift = sampleShiftOf(recording);
  const controls = recording.control?.ports ?? [];
  const context = { clocks, nat, window, controls, protocol: flow.protocol, sampleShift };
  const inner = parseIpv4(flow.localAddress) ?? 0;
  const localPortOf = (address: number, port: number): number => {
    if (address === inner) return port;
    return nat.bindings.find(({ natPort }) => natPort === port)?.localPort ?? -1;
  };
  const icmp = icmpWitnesses(views, forward, localPortOf);
  const resets = resetWitnesses(reply, forward, parseIpv4(flow.remoteAddress) ?? 0);
  const inside = madeInside(recording, reply);
  const answered = answersOf(flow.protocol, forward, reply, inside);
  return {
    forward: finish('forward', forward, answered, context),
    reply: finish('reply', reply, answersOf(flow.protocol, reply, forward), context),
    witnesses: [...icmp, ...resets],
    window,
    clocks,
    nat: nat.bindings,
    foreign: nat.foreign,
    natUnresolved: nat.unresolved,
    arp: arpOf(views),
    limits: [...limitsOf(nat, clocks), ...sampleLimits(sampleShift)],
  };
};

/** Journeys of both directions, clocks and witnesses of one recording. Pure; never throws. */
export const correlate = (
  recording: Recording,
  options: Partial<CorrelateOptions> = {},
): Correlation => correlateViews(recording, viewCaptures(recording), options);
