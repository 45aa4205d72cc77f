// One probe order to the node of the VM's tap. What the agent refuses or cannot do is recorded:
// the run goes on to release, and the verdict says that nothing was sent.

import assert from 'node:assert/strict';

import { encodeDnsQuery } from '@hopscope/packet';
import { fromFailure, HopscopeError, relativeNs, Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import type { ProbePlan } from '../plan/plan.ts';
import type { Flow } from '../resolve/path.ts';
import { ask } from './ask.ts';
import type { Bus } from './bus.ts';
import { RUN_LIMITS } from './limits.ts';
import type { Recording } from './recording.ts';

export type Injected = NonNullable<Recording['injected']>;

export interface InjectOptions {
  readonly trace: string;
  readonly probe: ProbePlan;
  readonly flow: Flow;
  readonly baseSec: number;
  /** IP id of the first probe: the others count on. */
  readonly ipIdFirst: number;
}

/** What each probe carries: a question of DNS with a number of its own, or filled bytes. */
const payloadOf = (
  { dns, payloadBytes }: ProbePlan,
  ipIdFirst: number,
): Pick<hopscope.v1.Probe.$Properties, 'payload' | 'payloadBytes' | 'payloadNumbered'> => {
  if (dns === null) return { payloadBytes };
  const payload = encodeDnsQuery(ipIdFirst, dns);
  assert(payload !== null, 'a name is checked where it is typed');
  return { payload, payloadNumbered: true };
};

const stamp = (time: hopscope.v1.Time.$Properties | null | undefined, baseSec: number): number =>
  time ? relativeNs({ sec: time.sec ?? 0, nsec: time.nsec ?? 0 }, baseSec) : 0;

/** Sends the probes and waits until the last is out. Never throws for what the world refuses. */
export const inject = async (bus: Bus, options: InjectOptions): Promise<Injected> => {
  const { trace, probe, flow, baseSec, ipIdFirst } = options;
  const question = {
    verb: 'inject',
    request: Wire.InjectRequest,
    response: Wire.InjectResponse,
    timeoutMs: RUN_LIMITS.injectMs + Math.ceil((1000 * probe.count) / probe.rate),
  } as const;
  const facts = { node: probe.node, protocol: flow.protocol, sourcePort: probe.sourcePort };
  try {
    const response = await ask(bus, probe.node, question, {
      trace,
      order: trace,
      device: probe.device,
      probe: {
        protocol: flow.protocol,
        srcMac: probe.sourceMac,
        dstMac: probe.destinationMac,
        src: flow.localAddress,
        dst: flow.remoteAddress,
        srcPort: probe.sourcePort,
        dstPort: flow.remotePort ?? 0,
        count: probe.count,
        rate: probe.rate,
        ...payloadOf(probe, ipIdFirst),
        dontFragment: probe.dontFragment,
        mtu: probe.dontFragment ? 0 : probe.mtu,
        ipIdFirst,
      },
    });
    const failure = fromFailure(response.failure);
    return {
      ...facts,
      sent: response.sent ?? 0,
      firstNs: stamp(response.firstAt, baseSec),
      lastNs: stamp(response.lastAt, baseSec),
      failure: failure === null ? '' : `${failure.code}: ${failure.message}`,
    };
  } catch (error) {
    if (!(error instanceof HopscopeError)) throw error;
    const failure = `${error.code}: ${error.message}`;
    return { ...facts, sent: 0, firstNs: 0, lastNs: 0, failure };
  }
};
