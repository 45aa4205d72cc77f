// Which connections the lost packets were of: the port of the VM's side, or the identifier of its
// echo requests. Taken from the packets that were kept; how probes are numbered is known.
// A router tracks many connections between the same two addresses: only these say why these failed.

import { JOURNEY } from '../correlate/journeys.ts';
import { probePort } from '../plan/make-plan.ts';
import { type CaseFile } from './case-file.ts';
import { type LostSample, lostSamples, sampleAt } from './sample.ts';

/** Packets without an answer that are looked at, when none was lost inside the cloud. */
const UNANSWERED_MAX = 32;

const ownPort = (file: CaseFile, sample: LostSample): number[] => {
  const port = sample.source === file.path.flow.remoteAddress ? 'destinationPort' : 'sourcePort';
  const number = file.path.flow.protocol === 'icmp' ? sample.icmpId : sample[port];
  return number === null ? [] : [number];
};

/** Of packets that left and were not answered: where the first point saw them. */
const unanswered = (file: CaseFile): LostSample[] => {
  const { points, count, sighting, answered, asking, flags } = file.correlation.forward;
  const [first = ''] = points;
  const found: LostSample[] = [];
  for (let j = 0; j < count && found.length < UNANSWERED_MAX; j += 1) {
    if (answered[j] === 1 || asking[j] !== 1 || ((flags[j] ?? 0) & JOURNEY.censored) !== 0)
      continue;
    const sample = sampleAt(file, first, sighting[j * points.length] ?? -1);
    if (sample !== null) found.push(sample);
  }
  return found;
};

/** Probes: echo requests share one identifier, the others count on from the first port. */
const probed = ({ recording }: CaseFile): number[] => {
  const { injected } = recording;
  if (injected === null || injected.sent === 0) return [];
  return Array.from({ length: injected.sent }, (_, index) =>
    probePort(injected.sourcePort + index),
  );
};

/** Ports (ICMP: identifiers) of the VM's side; null = not known, never "none". */
export const lostConnections = (file: CaseFile): ReadonlySet<number> | null => {
  const samples = lostSamples(file);
  const seen = samples.length > 0 ? samples : unanswered(file);
  const ports = seen.flatMap((sample) => ownPort(file, sample));
  const all = ports.length > 0 ? ports : probed(file);
  return all.length === 0 ? null : new Set(all);
};
