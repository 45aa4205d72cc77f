// Healthy paths: delivered both ways, with every point of the path seen, by probes and by the
// server's own traffic; for both firewalls and for a server on the SNAT node.

import test from 'ava';
import { TRACED } from '../lab/traffic/bystanders.ts';
import { victimOf } from '../lab/faults/victim.ts';
import { brief, drawFrom, everything, theLab, type Traced } from './support.ts';
import { isHealthy, traceInjected, traceLive } from './verdicts.ts';
import type { ExecutionContext } from 'ava';

const lab = theLab();
const PROTOCOLS = ['icmp', 'tcp', 'udp'] as const;
const PROBES = 20;

/** New packets a second that a live trace of TCP connections must see. */
const TCP_RATE_MIN = 10;
const LIVE_SECONDS = 3;

const everyPointSaw = (t: ExecutionContext, { verdict }: Traced, atLeast: number): void => {
  t.true(verdict.points.length >= 10, brief(verdict));
  for (const point of verdict.points) {
    t.true(point.armed, point.id);
    t.true(point.packets >= atLeast, `${point.id}: ${point.packets}; ${brief(verdict)}`);
    t.is(point.droppedByKernel + point.droppedByAgent, 0, point.id);
  }
};

for (const server of TRACED)
  for (const protocol of PROTOCOLS)
    test(`${server} is answered by ${protocol}: every point saw every probe`, async (t) => {
      const traced = await traceInjected(lab, victimOf(lab.topology, server, protocol));
      isHealthy(t, traced);
      t.is(traced.verdict.packets.injected, PROBES);
      t.is(traced.verdict.packets.answered, traced.verdict.packets.sent);
      everyPointSaw(t, traced, PROBES);
      t.true(traced.verdict.segments.every((segment) => segment.lost === 0));
    });

for (const protocol of PROTOCOLS) {
  const servers = everything ? TRACED : [drawFrom(`live ${protocol}`).one(TRACED)];
  for (const server of servers)
    test(`${server} is followed while it talks ${protocol} by itself`, async (t) => {
      const traced = await traceLive(lab, victimOf(lab.topology, server, protocol));
      isHealthy(t, traced);
      t.is(traced.verdict.packets.injected, 0);
      everyPointSaw(t, traced, (TCP_RATE_MIN * LIVE_SECONDS) / 2);
      t.true(traced.verdict.packets.sent >= TCP_RATE_MIN * LIVE_SECONDS, brief(traced.verdict));
    });
}
