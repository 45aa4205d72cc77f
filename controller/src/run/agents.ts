// Who is there: the presence bucket as a list, each agent asked once so that a key which outlived
// its agent is told apart. Two agents of one name show as one serving and one refused.

import { PRESENCE_BUCKET, Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';
import { Kvm } from '@nats-io/kv';
import type { KvEntry } from '@nats-io/kv';

import { ask } from './ask.ts';
import type { Bus } from './bus.ts';
import { RUN_LIMITS } from './limits.ts';

export interface AgentListing {
  readonly node: string;
  readonly instance: string;
  readonly version: string;
  readonly state: 'serving' | 'refused';
  /** Why it is refused. */
  readonly reason: string;
  /** ISO time of its start. */
  readonly since: string;
  readonly capture: boolean;
  readonly inject: boolean;
  readonly console: boolean;
  /** Round trip of one question; null when it did not answer, or was not asked. */
  readonly answeredMs: number | null;
}

const QUESTION = {
  verb: 'clock',
  request: Wire.ClockRequest,
  response: Wire.ClockResponse,
  timeoutMs: RUN_LIMITS.agentsMs,
} as const;

/** Live entries of the bucket: the first `delta` of 0 is the last of what is there now. */
const entries = async (bus: Bus): Promise<KvEntry[]> => {
  const bucket = await new Kvm(bus.connection).open(PRESENCE_BUCKET);
  if ((await bucket.status()).values === 0) return [];
  const found = new Map<string, KvEntry>();
  const watch = await bucket.watch();
  // a bucket that forgets may be empty by the time it is read
  const timer = setTimeout(() => watch.stop(), RUN_LIMITS.agentsMs);
  for await (const entry of watch) {
    if (entry.operation === 'PUT') found.set(entry.key, entry);
    else found.delete(entry.key);
    if (entry.delta === 0) break;
  }
  clearTimeout(timer);
  watch.stop();
  return [...found.values()];
};

const listingOf = (presence: hopscope.v1.Presence.$Properties): AgentListing => ({
  node: presence.node ?? '',
  instance: presence.instance ?? '',
  version: presence.version ?? '',
  state: presence.state === 'serving' ? 'serving' : 'refused',
  reason: presence.reason ?? '',
  since: new Date((presence.since?.sec ?? 0) * 1000).toISOString(),
  capture: presence.policy?.capture ?? false,
  inject: presence.policy?.inject ?? false,
  console: presence.policy?.console ?? false,
  answeredMs: null,
});

const asked = async (bus: Bus, listing: AgentListing): Promise<AgentListing> => {
  if (listing.state !== 'serving') return listing;
  const startedMs = performance.now();
  try {
    const answer = await ask(bus, listing.node, QUESTION, {});
    if (answer.instance !== listing.instance) return listing;
    return { ...listing, answeredMs: Math.round((performance.now() - startedMs) * 10) / 10 };
  } catch {
    return listing; // it is in the bucket and does not answer: that is what answeredMs says
  }
};

/** All agents, by node name; the serving one of a name first. */
export const listAgents = async (bus: Bus): Promise<readonly AgentListing[]> => {
  const listings: AgentListing[] = [];
  for (const entry of await entries(bus)) {
    try {
      listings.push(listingOf(Wire.Presence.decode(entry.value)));
    } catch {
      continue; // a key that no agent of ours wrote
    }
  }
  const sorted = listings.toSorted(
    (a, b) =>
      a.node.localeCompare(b.node) ||
      b.state.localeCompare(a.state) ||
      a.instance.localeCompare(b.instance),
  );
  return Promise.all(
    sorted.map((listing, index) =>
      index < RUN_LIMITS.agentsAskedMax ? asked(bus, listing) : Promise.resolve(listing),
    ),
  );
};
