// The orders of this node by (trace, order). Arm and release are idempotent: asked again, they
// give the same answer. An ended order is remembered for a while, for a release that comes late.

import { HopscopeError } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import type { EndReason } from '../capture/capture.ts';
import { NODE_LIMITS } from '../limits.ts';
import { openParcels } from '../parcels.ts';
import type { ParcelChannel, Parcels } from '../parcels.ts';
import { Order } from './order.ts';
import type { OrderContext } from './order.ts';
import { readArmOrder, readLeaseMs, readOrderName } from './validate.ts';
import type { OrderName } from './validate.ts';

export interface Orders {
  readonly arm: (wire: hopscope.v1.IArmRequest) => Promise<hopscope.v1.IArmResponse>;
  readonly renew: (wire: hopscope.v1.IRenewRequest) => Promise<hopscope.v1.IRenewResponse>;
  readonly release: (wire: hopscope.v1.IReleaseRequest) => Promise<hopscope.v1.IReleaseResponse>;
  /** The running order of that name. Throws ORDER_UNKNOWN. */
  readonly running: (name: OrderName) => Order;
  /** Ends all that run; resolves when they are closed. */
  readonly endAll: (reason: EndReason) => Promise<void>;
}

const keyOf = ({ trace, order }: OrderName): string => `${trace}\n${order}`;

const unknown = ({ trace, order }: OrderName, why: string): HopscopeError =>
  new HopscopeError('ORDER_UNKNOWN', `order ${order} of trace ${trace} ${why}`);

/** The oldest entries go when there are too many. */
const forget = <T>(map: Map<string, T>, max: number, mayGo: (value: T) => boolean): void => {
  for (const [key, value] of map) {
    if (map.size <= max) return;
    if (mayGo(value)) map.delete(key);
  }
};

export const openOrders = (channel: ParcelChannel, context: OrderContext): Orders => {
  const orders = new Map<string, Order>();
  const numbering = new Map<string, Parcels>();

  const parcelsOf = (trace: string): Parcels => {
    const parcels = numbering.get(trace) ?? openParcels(channel, trace);
    // Also an entry that exists becomes the newest.
    numbering.delete(trace);
    numbering.set(trace, parcels);
    forget(numbering, NODE_LIMITS.ordersMax + NODE_LIMITS.endedOrdersMax, () => true);
    return parcels;
  };

  const find = (name: OrderName): Order => {
    const order = orders.get(keyOf(name));
    if (order === undefined) throw unknown(name, 'is not armed on this node');
    return order;
  };

  const running = (name: OrderName): Order => {
    const order = find(name);
    if (!order.isRunning()) throw unknown(name, 'has ended');
    return order;
  };

  const arm = (wire: hopscope.v1.IArmRequest): Promise<hopscope.v1.IArmResponse> => {
    const order = readArmOrder(wire);
    const key = keyOf(order);
    const known = orders.get(key);
    if (known !== undefined) return known.answer();
    const active = [...orders.values()].filter((one) => one.isRunning()).length;
    if (active >= NODE_LIMITS.ordersMax)
      throw new HopscopeError('LIMIT_REACHED', `${active} orders are armed on this node`);
    const armed = new Order(order, context, parcelsOf(order.trace));
    orders.set(key, armed);
    forget(orders, NODE_LIMITS.endedOrdersMax, (one) => !one.isRunning());
    return armed.answer();
  };

  return {
    arm: async (wire) => arm(wire),
    renew: async (wire) => {
      const order = running(readOrderName(wire));
      const sampleShift = order.sample(wire.sampleShift ?? 0);
      return { remainingMs: order.renew(readLeaseMs(wire.leaseMs)), sampleShift };
    },
    release: async (wire) => find(readOrderName(wire)).release(),
    running,
    endAll: async (reason) => {
      await Promise.all([...orders.values()].map((order) => order.end(reason)));
    },
  };
};
