// The link process put together: connection, name, presence, verbs, parcels, and the privileged
// process behind them. Everything it needs from outside comes in; it reads no file and no flag.

import { createWallClock, Wire } from '@hopscope/proto';
import type { WallClock } from '@hopscope/proto';
import type { NatsConnection } from '@nats-io/nats-core';
import type { Logger } from 'pino';

import { CHANNEL_VERSION, policyOnWire, shiftTime } from '../channel/mod.ts';
import type { ClockShift } from '../channel/mod.ts';
import { openAckedStream } from './acknowledgements.ts';
import { connectForEver, followConnection } from './bus.ts';
import { LinkConsoles } from './consoles.ts';
import type { AgentConfig } from './config.ts';
import { openHousekeeping } from './housekeeping.ts';
import type { Launch } from './launch.ts';
import { LINK_LIMITS } from './limits.ts';
import { openNodeProcess } from './node-process.ts';
import type { NodeProcess } from './node-process.ts';
import { Orders } from './orders.ts';
import { openPublisher, sequenceOf } from './parcels.ts';
import type { ParcelPublisher } from './parcels.ts';
import { openPresence } from './presence.ts';
import { serveName } from './serve-name.ts';
import { openService } from './service.ts';
import { createVerbs } from './verbs.ts';

export interface AgentOptions {
  readonly config: Omit<AgentConfig, 'node' | 'logLevel' | 'nodeSocket'>;
  readonly node: string;
  readonly instance: string;
  readonly release: string;
  readonly launch: Launch;
  readonly logLine: (line: string) => void;
  readonly log: Logger;
  /** Ends the tries to connect; `stop` ends the rest. */
  readonly signal?: AbortSignal;
}

export interface Agent {
  /** Resolves when it serves its name for the first time. */
  readonly serving: Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Parts {
  readonly consoles: LinkConsoles;
  readonly nodeProcess: NodeProcess;
  readonly orders: Orders;
  readonly publisher: ParcelPublisher;
}

const openParts = (
  connection: NatsConnection,
  options: AgentOptions,
  clock: WallClock,
  clockShift: ClockShift | null,
): Parts => {
  const { config, node, instance, log } = options;
  const orders = new Orders();
  const consoles = new LinkConsoles({
    connection,
    node,
    policy: config.policy,
    toNode: (session, frame) => nodeProcess.console(session, frame),
    log,
  });
  const publisher = openPublisher(
    openAckedStream(connection),
    node,
    (held) => nodeProcess.hold(held),
    log,
  );
  const publish = (trace: string, parcel: Uint8Array, done: () => void): void => {
    orders.saw(trace, sequenceOf(parcel));
    publisher.publish(trace, parcel, done);
  };
  const nodeProcess = openNodeProcess({
    launch: options.launch,
    hello: {
      version: CHANNEL_VERSION,
      node,
      instance,
      release: options.release,
      policy: config.policy,
      clockShift,
      ringMiBMax: config.ringMiBMax,
    },
    parcel: publish,
    consoleFrame: (session, frame) => consoles.output(session, frame),
    died: (reason) => {
      consoles.bury('the privileged process of the agent ended');
      // at once: from now on the trace is known to have ended
      const buried = orders.bury();
      const tell = async (): Promise<void> => {
        const why = await reason;
        log.error({ code: 'NODE_PROCESS_DIED', reason: why }, 'the privileged process ended');
        const message = `the privileged process of the agent ended: ${why || 'no reason known'}`;
        const at = shiftTime(clock.now(), clockShift);
        const event = { at, code: 'NODE_PROCESS_DIED', capture: 0, message };
        for (const { trace, sequence } of buried)
          publisher.publish(trace, Wire.Parcel.encode({ sequence, event }).finish());
      };
      void tell();
    },
    logLine: options.logLine,
    log,
  });
  return { nodeProcess, orders, publisher, consoles };
};

/** Rejects with TIMED_OUT's silence: whatever is not done by then is left to leases and ages. */
const within = async (promise: Promise<unknown>, ms: number): Promise<void> => {
  const timer = Promise.withResolvers<void>();
  const handle = setTimeout(timer.resolve, ms);
  await Promise.race([promise.catch(() => {}), timer.promise]);
  clearTimeout(handle);
};

/**
 * Connects, claims the name and serves it until stopped. Rejects with CONFIG_INVALID when the
 * credentials cannot be read; everything else is tried for ever.
 */
export const startAgent = async (options: AgentOptions): Promise<Agent> => {
  const { config, node, instance, log } = options;
  const stopping = new AbortController();
  const stopped = options.signal
    ? AbortSignal.any([stopping.signal, options.signal])
    : stopping.signal;
  const since = Date.now();
  const clock = createWallClock({ dateMs: Date.now, steadyMs: () => performance.now() });
  const clockShift = config.clockShift && { ...config.clockShift, originMs: since };
  const connection = await connectForEver(config.nats, `agent ${node}`, log, stopped);
  const parts = openParts(connection, options, clock, clockShift);
  const { nodeProcess, orders, publisher, consoles } = parts;
  const verbs = createVerbs({
    policy: config.policy,
    orders,
    consoles,
    nodeProcess,
    instance,
    clock,
    clockShift,
    contested: () => name.verify(),
    log,
  });
  const presence = openPresence(connection, log);
  const endHousekeeping = openHousekeeping({ nodeProcess, orders, consoles, log });
  const say = (state: 'serving' | 'refused', reason: string): void =>
    presence.say({
      node,
      instance,
      version: options.release,
      policy: policyOnWire(config.policy),
      state,
      reason,
      since: shiftTime({ sec: Math.floor(since / 1000), nsec: 0 }, clockShift),
    });
  const name = serveName({
    connection,
    node,
    instance,
    log,
    say,
    signal: stopped,
    subscribe: () => openService(connection, node, verbs, log),
    yielded: async () => {
      consoles.bury('another agent serves this node now');
      await nodeProcess.stop();
    },
  });
  void followConnection(connection, log, name.verify).catch((error: unknown) =>
    log.error({ error }, 'the connection is not followed any more'),
  );

  const stop = async (): Promise<void> => {
    stopping.abort();
    name.stop();
    endHousekeeping();
    consoles.stop();
    for (const { trace, order } of orders.all()) {
      const body = Wire.ReleaseRequest.encode({ trace, order }).finish();
      await within(nodeProcess.request('release', body, LINK_LIMITS.stopMs), LINK_LIMITS.stopMs);
    }
    await within(nodeProcess.stop(), LINK_LIMITS.stopMs);
    await within(publisher.settled(), LINK_LIMITS.stopMs);
    await within(presence.leave(), LINK_LIMITS.stopMs);
    await within(connection.close(), LINK_LIMITS.stopMs);
    log.info({ parcels: publisher.counts() }, 'agent ends');
  };
  return { serving: name.serving, stop };
};
