// The inject verb: checks the order once more, raises a way in at the tap and sends the probes. The
// way in ends with the order it belongs to, and not before: a device that comes or goes makes Open
// vSwitch in userspace read all routes anew, and for that moment tunnels lose packets.

import { HopscopeError } from '@hopscope/proto';
import type { WireTime, hopscope } from '@hopscope/proto';
import { setTimeout as settle } from 'node:timers/promises';
import { getSystemErrorMessage } from 'node:util';

import { checkInject } from '../../channel/mod.ts';
import type { AgentPolicy } from '../../channel/mod.ts';
import type { Kernel } from '../capture/kernel.ts';
import type { NodeClock } from '../clock.ts';
import type { Tools } from '../evidence/tools.ts';
import { NODE_LIMITS } from '../limits.ts';
import { checkDeviceName } from '../netns/names.ts';
import type { Orders } from '../order/orders.ts';
import { readOrderName } from '../order/validate.ts';
import { openInjector } from './injector.ts';
import type { Injector } from './injector.ts';
import { paced } from './pace.ts';
import { probeFrames, readProbe } from './probe.ts';
import type { ProbePlan } from './probe.ts';

export interface InjectContext {
  readonly kernel: Kernel;
  readonly tools: Tools;
  readonly orders: Orders;
  readonly clock: NodeClock;
  readonly policy: AgentPolicy;
  /** A name for a device that no other process uses. */
  readonly deviceName: () => string;
}

/** From linux/errno.h: the device's queue has no room now. */
const ENOBUFS = 105;

/** Sends probes by number; knows when the first and the last went out. */
const openSender = (injector: Injector, plan: ProbePlan, clock: NodeClock) => {
  const sent: { firstAt?: WireTime; lastAt?: WireTime } = {};
  let retries = 0;
  const put = (frame: Uint8Array): number => {
    let errno = injector.send(frame);
    for (; errno === ENOBUFS && retries < NODE_LIMITS.probeRetries; retries += 1)
      errno = injector.send(frame);
    return errno;
  };
  return {
    sent,
    send: (index: number): void => {
      const at = clock.now();
      for (const frame of probeFrames(plan, index)) {
        const errno = put(frame);
        if (errno === 0) continue;
        const why = getSystemErrorMessage(-errno);
        throw new HopscopeError('INJECT_FAILED', `probe ${index + 1}: ${why}`);
      }
      sent.firstAt ??= at;
      sent.lastAt = at;
    },
  };
};

/** Throws ORDER_INVALID, ORDER_UNKNOWN, POLICY_DENIED, DEVICE_MISSING or INJECT_FAILED. */
export const inject = async (
  context: InjectContext,
  wire: hopscope.v1.IInjectRequest,
): Promise<hopscope.v1.IInjectResponse> => {
  const { kernel, tools, clock, policy } = context;
  const device = checkDeviceName(wire.device ?? '');
  const plan = readProbe(wire.probe);
  checkInject(policy, { dst: plan.destination, rate: plan.rate });
  const order = context.orders.running(readOrderName(wire));
  const open = async (): Promise<Injector> => {
    const opened = await openInjector({ kernel, tools, device, outer: context.deviceName() });
    await settle(NODE_LIMITS.wayInSettleMs);
    return opened;
  };
  const injector = await order.hold(`injector ${device}`, open);
  const { send, sent } = openSender(injector, plan, clock);
  const { count, rate } = plan;
  const mayGoOn = (): boolean => order.isRunning();
  return { sent: await paced({ count, rate, mayGoOn }, send), ...sent };
};
