// What link does with each verb: check, keep the books on leases and numbers, hand on to the
// privileged process. Only `clock` is answered here. Always resolves to a response message;
// what went wrong is its `failure`.

import { HopscopeError, toFailure, Wire } from '@hopscope/proto';
import type { Verb, WallClock } from '@hopscope/proto';
import type { Logger } from 'pino';

import { failureResponse, shiftTime } from '../channel/mod.ts';
import type { AgentPolicy, ClockShift } from '../channel/mod.ts';
import type { LinkConsoles } from './consoles.ts';
import { LINK_LIMITS } from './limits.ts';
import type { NodeProcess } from './node-process.ts';
import { checkArm, checkLease, checkName, checkProbe, decodeOrder } from './order-checks.ts';
import type { Orders } from './orders.ts';

export interface VerbsOptions {
  readonly policy: AgentPolicy;
  readonly orders: Orders;
  readonly consoles: LinkConsoles;
  readonly nodeProcess: NodeProcess;
  readonly instance: string;
  readonly clock: WallClock;
  readonly clockShift: ClockShift | null;
  /** Another agent wants the name that we serve. */
  readonly contested: () => void;
  readonly log: Logger;
}

/**
 * Answers one verb. `receivedMs` is when its bytes came in, on the steady clock; `asker` the inbox
 * that waits for the answer.
 */
export type AnswerVerb = (
  verb: Verb,
  body: Uint8Array,
  receivedMs: number,
  asker: string,
) => Uint8Array | Promise<Uint8Array>;

type Answer = (body: Uint8Array, asker: string) => Promise<Uint8Array>;

/** Four-timestamp exchange: when the request came in, when the answer leaves. */
const clockVerb =
  ({ clock, clockShift, instance, contested }: VerbsOptions) =>
  (body: Uint8Array, receivedMs: number): Uint8Array => {
    const { asker } = decodeOrder(Wire.ClockRequest, body);
    if (asker !== '' && asker !== instance) contested();
    const receivedAt = shiftTime(clock.at(receivedMs), clockShift);
    const repliedAt = shiftTime(clock.now(), clockShift);
    return Wire.ClockResponse.encode({ receivedAt, repliedAt, instance }).finish();
  };

const armVerb =
  ({ policy, orders, nodeProcess, log }: VerbsOptions): Answer =>
  async (body) => {
    const { trace, order, leaseMs } = checkArm(policy, body);
    // the lease runs from the answer: a slow start must not end an order before it began
    orders.admit(trace, order, leaseMs + LINK_LIMITS.verbMs.arm, performance.now());
    const answer = await nodeProcess.request('arm', body, LINK_LIMITS.verbMs.arm);
    orders.renew(trace, order, leaseMs, performance.now());
    const { failure, captures } = Wire.ArmResponse.decode(answer);
    if (failure?.code) orders.finish(trace, order, null);
    const refused = captures?.filter((capture) => capture.failure?.code).length;
    log.info({ trace, order, captures: captures?.length, refused, failure }, 'armed');
    return answer;
  };

const renewVerb =
  ({ orders, nodeProcess }: VerbsOptions): Answer =>
  async (body) => {
    const request = decodeOrder(Wire.RenewRequest, body);
    const trace = checkName(request.trace, 'trace');
    const order = checkName(request.order, 'order');
    const leaseMs = checkLease(request.leaseMs);
    if (orders.lastOfDead(trace) !== null)
      throw new HopscopeError('NODE_PROCESS_DIED', 'the privileged process ended');
    if (!nodeProcess.running())
      throw new HopscopeError('ORDER_UNKNOWN', 'no such order: its lease ended, or we restarted');
    const answer = await nodeProcess.request('renew', body, LINK_LIMITS.verbMs.renew);
    if (!Wire.RenewResponse.decode(answer).failure?.code)
      orders.renew(trace, order, leaseMs, performance.now());
    return answer;
  };

const releaseVerb =
  ({ orders, nodeProcess, log }: VerbsOptions): Answer =>
  async (body) => {
    const request = decodeOrder(Wire.ReleaseRequest, body);
    const trace = checkName(request.trace, 'trace');
    const order = checkName(request.order, 'order');
    const before = orders.answerOf(trace, order);
    if (before !== null) return before;
    const lastSequence = orders.lastOfDead(trace);
    if (lastSequence !== null) {
      const failure = toFailure(
        new HopscopeError('NODE_PROCESS_DIED', 'the privileged process of the agent ended'),
      );
      return Wire.ReleaseResponse.encode({ failure, lastSequence }).finish();
    }
    if (!nodeProcess.running())
      throw new HopscopeError('ORDER_UNKNOWN', 'no such order: its lease ended, or we restarted');
    const answer = await nodeProcess.request('release', body, LINK_LIMITS.verbMs.release);
    const response = Wire.ReleaseResponse.decode(answer);
    orders.finish(trace, order, response.failure?.code ? null : answer);
    log.info(
      { trace, order, parcels: response.lastSequence, failure: response.failure },
      'released',
    );
    return answer;
  };

const injectVerb =
  ({ policy, nodeProcess, log }: VerbsOptions): Answer =>
  async (body) => {
    const request = decodeOrder(Wire.InjectRequest, body);
    const tookMs = checkProbe(policy, body);
    log.info({ trace: request.trace, device: request.device, probe: request.probe }, 'inject');
    return nodeProcess.request('inject', body, LINK_LIMITS.verbMs.inject + tookMs);
  };

const forward =
  ({ nodeProcess }: VerbsOptions, verb: 'describe' | 'snapshot'): Answer =>
  (body) =>
    nodeProcess.request(verb, body, LINK_LIMITS.verbMs[verb]);

/** Never rejects: what goes wrong is in the answer. */
export const createVerbs = (options: VerbsOptions): AnswerVerb => {
  const clock = clockVerb(options);
  const answers: Record<Exclude<Verb, 'clock'>, Answer> = {
    describe: forward(options, 'describe'),
    snapshot: forward(options, 'snapshot'),
    arm: armVerb(options),
    renew: renewVerb(options),
    release: releaseVerb(options),
    inject: injectVerb(options),
    console: (body, asker) =>
      options.consoles.answer(body, asker, (request) =>
        options.nodeProcess.request('console', request, LINK_LIMITS.verbMs.console),
      ),
  };
  const refused = (verb: Verb, error: unknown): Uint8Array => {
    const { code, message, detail } = toFailure(error);
    options.log.warn({ verb, code, reason: message, detail }, 'refused');
    return failureResponse(error);
  };
  return (verb, body, receivedMs, asker) => {
    if (verb !== 'clock')
      return answers[verb](body, asker).catch((error: unknown) => refused(verb, error));
    try {
      return clock(body, receivedMs);
    } catch (error) {
      return refused(verb, error);
    }
  };
};
