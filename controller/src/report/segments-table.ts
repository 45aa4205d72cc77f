// Times and order of every segment, for a reader who wants all of it: percentiles with the clocks'
// bound, the histogram as one line of bars, how many packets were overtaken or came twice. Within
// the bound nobody knows which end was first: then the two are concurrent.

import type { Verdict } from './verdict.ts';

type Segment = Verdict['segments'][number];
export type Latency = NonNullable<Segment['latency']>;

const BARS = '▁▂▃▄▅▆▇█';

/** True when the usual time is less than what the clocks of the two ends may be off. */
export const isConcurrent = ({ p50Ns, boundNs }: Pick<Latency, 'p50Ns' | 'boundNs'>): boolean =>
  boundNs > 0 && Math.abs(p50Ns) <= boundNs;

const micros = (ns: number): string => (ns / 1000).toFixed(ns < 100_000 ? 1 : 0);

const bucketText = (bucket: number): string => {
  const us = 2 ** bucket;
  return us < 1000 ? `${us} us` : `${Math.round(us / 1000)} ms`;
};

/** `▁█▂ 4 us to 32 us`: one bar for each doubling, between the first and the last that has any. */
export const histogramText = (histogram: readonly number[]): string => {
  const first = histogram.findIndex((count) => count > 0);
  if (first < 0) return '';
  const last = histogram.findLastIndex((count) => count > 0);
  const most = Math.max(...histogram);
  const bars = histogram.slice(first, last + 1).map((count) => {
    const height = Math.ceil((count / most) * BARS.length);
    return count === 0 ? ' ' : (BARS[height - 1] ?? '');
  });
  const low = first === 0 ? '0' : bucketText(first - 1);
  const high = last === histogram.length - 1 ? 'more' : bucketText(last);
  return `${bars.join('')} ${low} to ${high}`;
};

const boundText = (latency: Latency): string => {
  const { boundNs } = latency;
  if (boundNs === 0) return '';
  return `±${micros(boundNs)}${isConcurrent(latency) ? ', concurrent' : ''}`;
};

/** Cells of one row per segment with times; none when nothing was timed. */
export const segmentRows = ({ segments }: Verdict): readonly (readonly string[])[] =>
  segments.flatMap(({ kind, direction, sent, lost, reordered, duplicated, latency }) => {
    if (latency === null) return [];
    const { p50Ns, p90Ns, p99Ns, maxNs, histogram } = latency;
    const times = [p50Ns, p90Ns, p99Ns, maxNs].map(micros);
    const counts = [sent, lost, reordered, duplicated].map(String);
    const way = direction === 'forward' ? 'out' : 'back';
    return [[`${way} ${kind}`, ...counts, ...times, boundText(latency), histogramText(histogram)]];
  });
