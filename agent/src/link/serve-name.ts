// Serves a node name while it is ours alone; see claim.ts for the rule. Until then, and after
// giving way, it tries again every few seconds.

import { setTimeout as sleep } from 'node:timers/promises';

import type { ErrorCode } from '@hopscope/proto';
import type { NatsConnection, Subscription } from '@nats-io/nats-core';
import type { Logger } from 'pino';

import { askName, givesWay } from './claim.ts';
import type { Asked } from './claim.ts';
import { LINK_LIMITS } from './limits.ts';

export interface ServeNameOptions {
  readonly connection: NatsConnection;
  readonly node: string;
  readonly instance: string;
  readonly subscribe: () => Subscription;
  /** Another agent took over: what was ordered here ends. */
  readonly yielded: () => Promise<void>;
  readonly say: (state: 'serving' | 'refused', reason: string) => void;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

export interface ServedName {
  /** Resolves when the name is served for the first time. */
  readonly serving: Promise<void>;
  /** Looks again whether the name is still ours alone. */
  readonly verify: () => void;
  readonly stop: () => void;
}

class NameServer {
  subscription: Subscription | null = null;
  readonly served = Promise.withResolvers<void>();
  private refusedFor: string | null = null;
  private contested = false;
  private looking = false;
  private readonly options: ServeNameOptions;

  constructor(options: ServeNameOptions) {
    this.options = options;
  }

  private ask(): Promise<Asked> {
    const { connection, node, instance } = this.options;
    return askName(connection, node, instance);
  }

  /** Not served, for a reason that is told once and shown until it ends. */
  private refuse(code: ErrorCode, reason: string): false {
    const { log, say } = this.options;
    if (this.refusedFor !== reason) log.error({ code }, reason);
    this.refusedFor = reason;
    say('refused', `${code}: ${reason}`);
    return false;
  }

  private taken(rival: string): false {
    const reason = `agent ${rival} serves the name ${this.options.node}`;
    return this.refuse('AGENT_NAME_TAKEN', reason);
  }

  /** True when it serves now. */
  private async claim(): Promise<boolean> {
    const { signal, subscribe, instance, say, log, node } = this.options;
    const before = await this.ask();
    if (before.rival !== null) return this.taken(before.rival);
    if (signal.aborted) return false;
    const mine = subscribe();
    const { rival, heardSelf } = await this.ask();
    if (rival !== null && givesWay(instance, rival)) {
      mine.unsubscribe();
      return this.taken(rival);
    }
    if (rival === null && !heardSelf) {
      mine.unsubscribe();
      return this.refuse('NATS_REFUSED', `nothing sent to ${node} arrives here: permissions?`);
    }
    this.subscription = mine;
    this.refusedFor = null;
    say('serving', '');
    log.info({ node }, 'serving');
    this.served.resolve();
    return true;
  }

  async run(): Promise<void> {
    const { signal } = this.options;
    while (!signal.aborted && !(await this.claim()))
      await sleep(LINK_LIMITS.claimRetryMs, undefined, { signal }).catch(() => {});
    // somebody may have asked for the name while we were claiming it
    if (this.contested) this.lookAround();
  }

  private async verify(): Promise<void> {
    const { rival } = await this.ask();
    if (rival === null || !givesWay(this.options.instance, rival)) return;
    this.subscription?.unsubscribe();
    this.subscription = null;
    this.taken(rival);
    await this.options.yielded();
    this.start();
  }

  /** One look at a time; a rival heard of meanwhile is looked for afterwards. */
  lookAround(): void {
    this.contested = true;
    if (this.looking || this.subscription === null || this.options.signal.aborted) return;
    this.looking = true;
    this.contested = false;
    this.verify()
      .catch((error: unknown) => this.failed(error))
      .finally(() => {
        this.looking = false;
        if (this.contested) this.lookAround();
      });
  }

  private failed(error: unknown): void {
    this.options.log.error({ error }, 'the name cannot be claimed');
  }

  start(): void {
    this.run().catch((error: unknown) => this.failed(error));
  }
}

/** Serves the name as soon as nobody else does, and gives way to an older instance. */
export const serveName = (options: ServeNameOptions): ServedName => {
  const server = new NameServer(options);
  server.start();
  return {
    serving: server.served.promise,
    verify: () => server.lookAround(),
    stop: () => server.subscription?.unsubscribe(),
  };
};
