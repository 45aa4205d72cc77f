// Cases in which the lost packet itself was kept by the capture of the last point that saw it.

import { type FrameColumns } from '@hopscope/packet';
import { type Localisation } from '../../src/localise/finding.ts';
import { type Recording } from '../../src/run/recording.ts';
import { type CauseFinding } from '../../src/explain/cause.ts';
import { explain } from '../../src/explain/explain.ts';
import { type CaseSpec, emptyCorrelation, lostAfter, recordingOf } from './case-builder.ts';

const columns = (frame: Uint8Array): FrameColumns => ({
  count: 1,
  sec: new Uint32Array(1),
  nsec: new Uint32Array(1),
  side: new Uint8Array(1),
  originalBytes: Uint32Array.of(frame.length),
  capturedBytes: Uint32Array.of(frame.length),
  offset: new Uint32Array(1),
  bytes: frame,
});

/** The recording and localisation of a case in which `frame` is what was lost. */
export const capturedCase = (
  spec: CaseSpec,
  frame: Uint8Array,
): { recording: Recording; localisation: Localisation } => {
  const recording = recordingOf(spec);
  const localisation = lostAfter(spec.path, spec.loss);
  const point = localisation.guilty?.segment.from ?? '';
  const node = spec.path.points.find(({ id }) => id === point)?.node ?? '';
  const plan = {
    ...recording.plan,
    nodes: recording.plan.nodes.map((one) =>
      one.node === node
        ? {
            ...one,
            captures: [
              {
                capture: 1,
                netns: '',
                device: 'x',
                promiscuous: false,
                vni: 0,
                locals: [],
                arp: [],
                snapBytes: 192,
                points: [point],
              },
            ],
          }
        : one,
    ),
  };
  const capture = {
    node,
    capture: 1,
    armed: true,
    failure: '',
    filter: '',
    seen: 1,
    matched: 1,
    droppedByKernel: 0,
    droppedByAgent: 0,
    endedBy: 'release',
    frames: columns(frame),
  };
  return {
    recording: { ...recording, plan: plan as typeof recording.plan, captures: [capture] },
    localisation: { ...localisation, lostSamples: [{ point, frame: 0, journey: 0 }] },
  };
};

/** Causes when `frame` is what was lost. */
export const captured = (spec: CaseSpec, frame: Uint8Array): readonly CauseFinding[] => {
  const { recording, localisation } = capturedCase(spec, frame);
  return explain(recording, emptyCorrelation(spec.path, spec.correlation), localisation).causes;
};
