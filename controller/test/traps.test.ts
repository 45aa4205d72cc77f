// What fools a tracer on real clouds, as far as no other test has it: see the table of
// docs/TESTING.md.

import type { FrameColumns } from '@hopscope/packet';
import test from 'ava';
import { correlate } from '../src/correlate/mod.ts';
import { localise } from '../src/localise/mod.ts';
import type { CaptureRecording, Recording } from '../src/run/recording.ts';
import { lose, withCaptures } from './helpers/lose.ts';
import { recordedRecording } from './helpers/recorded.ts';

const judged = (recording: Recording) => localise(recording, correlate(recording));

/** The point of that role and side on the way out. */
const pointOf = ({ path }: Recording, role: string, side: 'in' | 'out'): string =>
  path.points.find(
    (point) => point.role === role && point.side === side && point.direction === 'forward',
  )?.id ?? '';

test('behind an offloaded device silence proves nothing: INCONCLUSIVE, not LOST', (t) => {
  const recording = recordedRecording('hybrid', 'snat', 'icmp');
  const whole = correlate(recording);
  const at = whole.forward.points.indexOf(pointOf(recording, 'tunnel-nic', 'out'));
  const broken = lose(
    recording,
    whole,
    (direction, _, point) => direction === 'reply' || point > at,
  );
  t.is(judged(broken).status, 'LOST');
  const points = broken.path.points.map((point) => ({
    ...point,
    offloaded: point.direction === 'reply' || whole.forward.points.indexOf(point.id) > at,
  }));
  const { status, limits } = judged({ ...broken, path: { ...broken.path, points } });
  t.is(status, 'INCONCLUSIVE');
  t.true(limits.some((limit) => limit.includes('may be offloaded to hardware')));
});

/** Frames of one capture, changed. */
const withFrames = (
  recording: Recording,
  id: string,
  change: (frames: FrameColumns) => FrameColumns,
): Recording =>
  withCaptures(recording, (capture, points): CaptureRecording => {
    return points.includes(id) ? { ...capture, frames: change(capture.frames) } : capture;
  });

test('a frame with a MAC that is not the port of the router is seen there, and not accepted', (t) => {
  const recording = recordedRecording('hybrid', 'snat', 'icmp');
  const id = pointOf(recording, 'qr', 'in');
  const whole = correlate(recording);
  const at = whole.forward.points.indexOf(id);
  const blocked = lose(
    recording,
    whole,
    (direction, _, point) => direction === 'reply' || point > at,
  );
  const strange = withFrames(blocked, id, (frames) => {
    const bytes = frames.bytes.slice();
    for (const offset of frames.offset.subarray(0, frames.count)) bytes[offset + 5] = 0xff;
    return { ...frames, bytes };
  });
  const { guilty, status } = judged(strange);
  t.is(status, 'LOST');
  t.is(guilty?.segment.to, id);
});

const LATE_NS = 8_000_000;

/** Each frame that goes out is there a second time, for another node. */
const flooded = (frames: FrameColumns): FrameColumns => {
  const rows = Array.from({ length: frames.count }, (_, row) => row).flatMap((row) =>
    frames.side[row] === 1 ? [row, row] : [row],
  );
  const isCopy = rows.map((row, index) => rows[index - 1] === row);
  const nsec = rows.map((row, index) => (frames.nsec[row] ?? 0) + (isCopy[index] ? LATE_NS : 0));
  return {
    count: rows.length,
    sec: Uint32Array.from(
      rows,
      (row, i) => (frames.sec[row] ?? 0) + ((nsec[i] ?? 0) >= 1e9 ? 1 : 0),
    ),
    nsec: Uint32Array.from(nsec, (ns) => ns % 1e9),
    side: Uint8Array.from(rows, (row) => frames.side[row] ?? 0),
    originalBytes: Uint32Array.from(rows, (row) => frames.originalBytes[row] ?? 0),
    capturedBytes: Uint32Array.from(rows, (row) => frames.capturedBytes[row] ?? 0),
    offset: Uint32Array.from(rows, (row) => frames.offset[row] ?? 0),
    bytes: frames.bytes,
  };
};

for (const protocol of ['icmp', 'tcp', 'udp'] as const)
  test(`${protocol} that a switch floods into a second tunnel is not lost there`, (t) => {
    const recording = recordedRecording('hybrid', 'snat', protocol);
    const id = pointOf(recording, 'tunnel-nic', 'out');
    const { status, guilty } = judged(withFrames(recording, id, flooded));
    t.is(status, 'DELIVERED', guilty?.segment.id ?? '');
  });
