// Who opens connections, gets answers and never goes on does not hear; everybody else does.

import test from 'ava';
import type { Correlation } from '../../src/correlate/journeys.ts';
import { deafGuest } from '../../src/localise/deaf-guest.ts';
import type { Judgement } from '../../src/localise/judge.ts';
import type { Recording } from '../../src/run/recording.ts';

interface Heard {
  /** 1 = a SYN without ACK. */
  readonly opening?: readonly number[];
  readonly answers?: number;
  readonly protocol?: string;
  readonly injected?: object | null;
  readonly sight?: string;
  readonly stepNs?: number;
}

/** Ten SYNs of the VM, 50 ms apart, all answered at its port; changed as asked. */
const judged = (heard: Heard = {}) => {
  const opening = heard.opening ?? Array.from({ length: 10 }, () => 1);
  const recording = {
    injected: heard.injected ?? null,
    path: { flow: { protocol: heard.protocol ?? 'tcp' } },
  } as unknown as Recording;
  const step = heard.stepNs ?? 50_000_000;
  const forward = {
    points: ['tap'],
    count: opening.length,
    opening: Uint8Array.from(opening),
    timeNs: Float64Array.from(opening, (_, at) => at * step),
  };
  const reply = {
    journeys: { points: ['ext', 'tap'] },
    sights: [{ sight: 'trusted' }, { sight: heard.sight ?? 'trusted' }],
    seen: [10, heard.answers ?? 10],
  } as unknown as Judgement;
  return deafGuest(recording, { forward } as unknown as Correlation, reply);
};

test('answers that nobody acknowledges are lost behind the last point of the reply', (t) => {
  const found = judged();
  t.deepEqual([found?.from, found?.to, found?.lost, found?.total], [1, 2, 10, true]);
});

test('one packet that goes on, an acknowledgement or a reset, is a guest that hears', (t) => {
  t.is(judged({ opening: [1, 1, 1, 1, 0, 1, 1, 1] }), null);
});

test('nothing is concluded from probes, other protocols, few answers or a blind end', (t) => {
  t.is(judged({ injected: { sent: 10 } }), null);
  t.is(judged({ protocol: 'udp' }), null);
  t.is(judged({ answers: 2 }), null);
  t.is(judged({ sight: 'blind' }), null);
});

test('a guest has some time to go on', (t) => {
  t.is(judged({ stepNs: 1_000_000 }), null);
});
