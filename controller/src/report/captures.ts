// Which capture observed a point. The plan says it; the recording has the frames.

import type { CaptureRecording, Recording } from '../run/recording.ts';

/** Captures by the ids of the points they observe. */
export const capturesByPoint = (recording: Recording): Map<string, CaptureRecording> => {
  const byNumber = new Map<string, CaptureRecording>();
  for (const capture of recording.captures)
    byNumber.set(`${capture.node}\0${capture.capture}`, capture);
  const byPoint = new Map<string, CaptureRecording>();
  for (const { node, captures } of recording.plan.nodes) {
    for (const plan of captures) {
      const capture = byNumber.get(`${node}\0${plan.capture}`);
      if (capture === undefined) continue;
      for (const point of plan.points) byPoint.set(point, capture);
    }
  }
  return byPoint;
};
