// The stage: everything found out about one trace, as the public verdict. Pure; what a person reads
// is rendered from the verdict alone, so that a kept trace shows what a fresh one does.

import type { Correlation } from '../correlate/journeys.ts';
import type { CauseFinding } from '../explain/cause.ts';
import type { Localisation } from '../localise/finding.ts';
import type { Path, Point } from '../resolve/path.ts';
import { UNKNOWN_DEVICE } from '../resolve/path.ts';
import type { CaptureRecording, MtuRecord, Recording } from '../run/recording.ts';
import { capturesByPoint } from './captures.ts';
import { notesOf } from './notes.ts';
import { roundTripOf } from './round-trip.ts';
import { VERDICT_SCHEMA } from './verdict.ts';
import type { Verdict, VerdictCause, VerdictPoint } from './verdict.ts';
import { causeLink } from './cause-page.ts';
import { ownerOf, summaryText } from './words.ts';

const exitText = ({ flow, exit, points, neutron }: Path): string => {
  const router = neutron.router === null ? '' : ` by router ${neutron.router.name}`;
  const last = points.findLast(({ direction }) => direction === 'forward');
  const isNamed = last?.role === 'ext-nic' && last.device !== UNKNOWN_DEVICE;
  const leaves = isNamed ? `; leaves by ${last.device}` : '';
  const on = last === undefined ? '' : ` on ${last.node}`;
  if (exit === 'snat') return `SNAT to ${flow.natAddress}${router}${on}${leaves}`;
  if (exit === 'fip') return `floating IP ${flow.natAddress}${router}${on}${leaves}`;
  return last?.role === 'tap' ? `no NAT; stays in the cloud${on}` : `no NAT${router}${on}${leaves}`;
};

const flowOf = (path: Path): Verdict['flow'] => {
  const { flow } = path;
  return {
    server: { id: flow.serverId, name: flow.serverName },
    project: flow.projectId,
    port: flow.portId,
    protocol: flow.protocol,
    localAddress: flow.localAddress,
    remoteAddress: flow.remoteAddress,
    remotePort: flow.remotePort,
    natAddress: flow.natAddress,
    exit: path.exit,
    exitText: exitText(path),
  };
};

/** Ends of a capture that are as planned. */
const ENDED_WELL: readonly string[] = ['release', 'duration', 'packets', 'bytes'];

const problemOf = (
  capture: CaptureRecording | undefined,
  armed: boolean,
  isReached: boolean,
): string => {
  if (capture === undefined)
    return isReached ? 'no capture was planned here' : 'its agent was not reached';
  if (!armed) return capture.failure || 'not armed';
  if (capture.endedBy === '') return 'the agent gave no counts';
  return ENDED_WELL.includes(capture.endedBy) ? '' : `the capture ended by ${capture.endedBy}`;
};

const pointsOf = (
  recording: Recording,
  localisation: Localisation,
  notes: ReadonlyMap<string, string>,
): VerdictPoint[] => {
  const captures = capturesByPoint(recording);
  const silent = new Set(
    recording.path.nodes.filter(({ agentReached }) => !agentReached).map(({ name }) => name),
  );
  return recording.path.points.map((point: Point): VerdictPoint => {
    const capture = captures.get(point.id);
    const finding = localisation.points.find((candidate) => candidate.point === point.id);
    const armed = capture?.armed ?? false;
    return {
      id: point.id,
      node: point.node,
      netns: point.netns,
      device: point.device,
      side: point.side,
      role: point.role,
      direction: point.direction,
      armed,
      problem: problemOf(capture, armed, !silent.has(point.node)),
      packets: finding?.packets ?? 0,
      seen: capture?.seen ?? 0,
      matched: capture?.matched ?? 0,
      droppedByKernel: capture?.droppedByKernel ?? 0,
      droppedByAgent: capture?.droppedByAgent ?? 0,
      missRate: finding?.missRate ?? 0,
      note: notes.get(point.id) ?? '',
    };
  });
};

const segmentsOf = (localisation: Localisation): Verdict['segments'] =>
  localisation.segments.map(({ segment, latency, ...finding }) => ({
    from: segment.from,
    to: segment.to,
    kind: segment.kind,
    direction: segment.direction,
    sent: finding.sent,
    lost: finding.lost,
    lossLow: finding.lossLow,
    lossHigh: finding.lossHigh,
    reordered: finding.reordered,
    duplicated: finding.duplicated,
    latency: latency === null ? null : { ...latency },
    observable: finding.observable,
  }));

const causeOf = (cause: CauseFinding): VerdictCause => ({
  code: cause.code,
  confidence: cause.confidence,
  owner: cause.owner,
  title: cause.title,
  detail: cause.detail,
  evidence: cause.evidence.map((line) => ({ ...line })),
  affects:
    cause.affects === null
      ? null
      : {
          text: cause.affects.text,
          ports: [...cause.affects.ports],
          projects: [...cause.affects.projects],
          networks: [...cause.affects.networks],
          hosts: [...cause.affects.hosts],
        },
  fix: cause.fixes.map((fix) => ({ ...fix, commands: [...fix.commands] })),
  objects: { ...cause.objects },
  references: [...cause.references],
  ...(cause.follows === undefined ? {} : { follows: cause.follows }),
  docs: causeLink(cause.code),
});

const clockOf = ({ clocks }: Correlation): Verdict['clock'] =>
  Object.fromEntries(
    clocks.map(({ node, offsetNs, boundNs, driftPpm, source }) => [
      node,
      { offsetNs, boundNs, driftPpm, source },
    ]),
  );

const guiltyOf = ({ guilty }: Localisation): Verdict['segment'] => {
  if (guilty === null) return null;
  const { from, to, via, kind } = guilty.segment;
  return { from, to, via: [...via], kind };
};

const limitsOf = (
  recording: Recording,
  correlation: Correlation,
  localisation: Localisation,
): string[] => {
  const injectFailure = recording.injected?.failure ?? '';
  const all = [
    ...localisation.limits,
    ...recording.limits,
    ...recording.path.limits,
    ...correlation.limits,
    ...(injectFailure === '' ? [] : [`inject: ${injectFailure}`]),
  ];
  return [...new Set(all)];
};

const controlOf = ({ control }: Recording): Pick<Verdict, 'control'> => {
  if (control === undefined) return {};
  const { bytes, sent, answered } = control;
  return { control: { bytes, sent, answered } };
};

const mtuOf = (found: MtuRecord): NonNullable<Verdict['mtu']> => ({
  ...found,
  tried: found.tried.map((one) => ({ ...one })),
});

/**
 * The public verdict of one trace. `causes` are ranked, best first; `timings` are milliseconds per
 * stage, by default those of the recording.
 */
export const makeVerdict = (
  recording: Recording,
  correlation: Correlation,
  localisation: Localisation,
  causes: readonly CauseFinding[],
  timings: Readonly<Record<string, number>> = recording.timings,
): Verdict => {
  const { path } = recording;
  const notes = notesOf({ recording, path, correlation, localisation });
  const isHealthy = localisation.status === 'DELIVERED';
  return {
    schema: VERDICT_SCHEMA,
    trace: recording.trace,
    startedAt: recording.startedAt,
    request: { ...recording.request },
    flow: flowOf(path),
    status: localisation.status,
    owner: ownerOf(localisation.status, causes),
    direction: localisation.guilty === null ? null : localisation.direction,
    summary: summaryText(path, localisation, causes),
    segment: guiltyOf(localisation),
    packets: {
      sent: localisation.sent,
      answered: localisation.answered,
      injected: recording.injected?.sent ?? 0,
      lossRateBelow: isHealthy ? localisation.rateBelow : null,
    },
    ...controlOf(recording),
    ...(recording.mtu === undefined ? {} : { mtu: mtuOf(recording.mtu) }),
    roundTrip: roundTripOf(recording, correlation),
    points: pointsOf(recording, localisation, notes),
    segments: segmentsOf(localisation),
    causes: causes.map(causeOf),
    clock: clockOf(correlation),
    limits: limitsOf(recording, correlation, localisation),
    timings: { ...timings },
  };
};
