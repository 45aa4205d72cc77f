// The inject verb: checks the order once more, raises a way in at the tap, sends the probes, takes
// the way down again. It ends early when the order it belongs to ends.

import { HopscopeError } from '@hopscope/proto';
import type { WireTime, hopscope } from '@hopscope/proto';
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
import { paced } from './pace.ts';
import { probeFrame, readProbe } from './probe.ts';

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
  const injector = await openInjector({ kernel, tools, device, outer: context.deviceName() });
  order.onEnding(injector.close);
  let firstAt: WireTime | null = null;
  let lastAt: WireTime | null = null;
  let retries = 0;
  const send = (index: number): void => {
    const frame = probeFrame(plan, index);
    const at = clock.now();
    let errno = injector.send(frame);
    for (; errno === ENOBUFS && retries < NODE_LIMITS.probeRetries; retries += 1)
      errno = injector.send(frame);
    if (errno !== 0)
      throw new HopscopeError(
        'INJECT_FAILED',
        `probe ${index + 1}: ${getSystemErrorMessage(-errno)}`,
      );
    firstAt ??= at;
    lastAt = at;
  };
  try {
    const { count, rate } = plan;
    const sent = await paced({ count, rate, mayGoOn: () => order.isRunning() }, send);
    return {
      sent,
      ...(firstAt === null ? {} : { firstAt }),
      ...(lastAt === null ? {} : { lastAt }),
    };
  } finally {
    await injector.close();
  }
};
