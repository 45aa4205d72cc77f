// The second lock on leases, and the end of a privileged process that has nothing to do. Ticks
// cost nothing while there is neither an order nor a process.

import { HopscopeError, Wire } from '@hopscope/proto';
import type { Logger } from 'pino';

import { LINK_LIMITS } from './limits.ts';
import type { NodeProcess } from './node-process.ts';
import type { Orders } from './orders.ts';

export interface HousekeepingOptions {
  readonly nodeProcess: NodeProcess;
  readonly orders: Orders;
  /** Consoles that are open. */
  readonly consoles: { readonly size: number };
  readonly log: Logger;
}

/** Ends leases, and the process when there is nothing to do. Runs while there is a process. */
export const openHousekeeping = ({
  nodeProcess,
  orders,
  consoles,
  log,
}: HousekeepingOptions): (() => void) => {
  /** What does not even end an order must not keep its captures. */
  const stuck = (error: unknown): void => {
    if (!(error instanceof HopscopeError) || error.code !== 'TIMED_OUT') return;
    log.error({ code: error.code }, 'the privileged process is stuck: killed');
    nodeProcess.kill();
  };
  const tick = async (): Promise<void> => {
    for (const { trace, order } of orders.expired(performance.now())) {
      log.warn({ trace, order, code: 'LEASE_LOST' }, 'the lease of an order ended');
      orders.finish(trace, order, null);
      if (!nodeProcess.running()) continue;
      const body = Wire.ReleaseRequest.encode({ trace, order }).finish();
      // node ends it by its own clock too; this is the second lock
      await nodeProcess
        .request('release', body, LINK_LIMITS.verbMs.release)
        .catch((error: unknown) => stuck(error));
    }
    const isUsed = orders.size > 0 || consoles.size > 0;
    if (!isUsed && nodeProcess.running() && nodeProcess.idleMs() > LINK_LIMITS.idleMs)
      await nodeProcess.stop();
  };
  let ticking = false;
  const timer = setInterval(() => {
    if (ticking || !(nodeProcess.running() || orders.size > 0)) return;
    ticking = true;
    tick()
      .catch((error: unknown) => log.error({ error }, 'housekeeping'))
      .finally(() => (ticking = false));
  }, LINK_LIMITS.tickMs);
  return () => clearInterval(timer);
};
