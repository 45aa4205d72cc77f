// Delivered, and yet not seen where it should have passed, by captures that missed nothing else: it
// passes there under another address, or takes another way. Said when nothing tells which.

import { captureOf } from '../../localise/observability.ts';
import { type Point } from '../../resolve/path.ts';
import { affectsThisPort } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { isDelivered } from '../delivered.ts';
import { finding } from '../finding.ts';
import { checked } from '../lines.ts';
import { packets } from '../words.ts';

/** Fewer packets than this may have been missed. */
const PACKETS_MIN = 3;

/** Points on the way out that saw none of all that was answered, though somebody watched there. */
const unseenAt = (file: CaseFile): Point[] => {
  const { localisation, recording, path } = file;
  if (localisation.answered < PACKETS_MIN) return [];
  return path.points.filter((point) => {
    const found = localisation.points.find((one) => one.point === point.id);
    const capture = captureOf(recording, point);
    const isWatched = capture?.armed === true && capture.droppedByKernel === 0;
    return point.direction === 'forward' && isWatched && found?.packets === 0;
  });
};

export const passedUnseen: Cause = {
  code: 'PASSED_UNSEEN',
  owner: 'platform',
  summary:
    'Delivered, but not as planned: packets are answered, and were not seen where they pass.',
  segments: [],
  directions: ['forward'],
  catalogue: [],
  test: (file) => {
    if (!isDelivered(file)) return null;
    const points = unseenAt(file);
    const [first] = points;
    if (first === undefined) return null;
    const devices = [...new Set(points.map(({ device, node }) => `${device} on ${node}`))];
    const { answered } = file.localisation;
    return finding(file, passedUnseen, {
      confidence: 'likely',
      title: `all are answered, none is seen at ${devices.join(', ')}`,
      detail: 'They pass there with other addresses or ports, or take another way.',
      evidence: points.map((point) =>
        checked(
          { node: point.node, netns: point.netns },
          `seen at ${point.device} ${point.side}`,
          packets(answered),
          'none',
          false,
          `tcpdump -nei ${point.device}`,
        ),
      ),
      affects: affectsThisPort(file),
      fixes: [],
    });
  },
};
