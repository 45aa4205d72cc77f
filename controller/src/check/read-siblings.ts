// Reads and checks the siblings of a traced VM, when packets of it are lost. It gets little time:
// the verdict does not wait long for a comparison.

import type { OpenStack } from '@hopscope/openstack';
import { HopscopeError } from '@hopscope/proto';
import type { Request } from '../request.ts';
import { agentFacts } from '../resolve/facts.ts';
import { asking } from '../resolve/mod.ts';
import type { NodeAnswer } from '../resolve/node-facts.ts';
import type { Path } from '../resolve/path.ts';
import { describe } from '../run/mod.ts';
import type { Bus, EvidenceRecord } from '../run/mod.ts';
import type { SiblingRecord } from '../run/recording.ts';
import { checkPath } from './check-path.ts';
import { siblingRecord } from './comparison.ts';
import { CHECK_LIMITS } from './limits.ts';
import { checkReads, type CheckRead } from './needs.ts';
import { readState } from './read-state.ts';
import { siblingDraft, siblingsOf, type Sibling } from './siblings.ts';

export interface ReadSiblingsOptions {
  readonly bus: Bus;
  readonly openstack: OpenStack;
  readonly trace: string;
  readonly path: Path;
  readonly request: Request;
  /** What was read for the trace is not read again. */
  readonly evidence: readonly EvidenceRecord[];
  readonly baseSec: number;
}

export interface ReadSiblings {
  readonly siblings: readonly SiblingRecord[];
  readonly limits: readonly string[];
}

const isRead = (read: CheckRead, evidence: readonly EvidenceRecord[]): boolean =>
  evidence.some(
    (record) =>
      record.node === read.node &&
      record.reader === read.reader &&
      record.netns === read.netns &&
      record.selectors.join('\n') === read.selectors.join('\n'),
  );

const described = async (
  bus: Bus,
  order: { readonly node: string; readonly order: object } | null,
): Promise<NodeAnswer | null> => {
  if (order === null) return null;
  try {
    return { description: await describe(bus, order.node, order.order), failure: '' };
  } catch (thrown) {
    if (!(thrown instanceof HopscopeError)) throw thrown;
    return { description: null, failure: thrown.message };
  }
};

const readSibling = async (
  { bus, openstack, trace, path, request, evidence, baseSec }: ReadSiblingsOptions,
  sibling: Sibling,
): Promise<SiblingRecord> => {
  const { port, address, relation } = sibling;
  const knowsHost = path.neutron.agents.some(({ host }) => host === port.host);
  const [server, agents] = await asking(() =>
    Promise.all([
      openstack.compute.server(port.deviceId),
      knowsHost ? { items: [] } : openstack.network.agents({ host: port.host }),
    ]),
  );
  const known = { server, agents: agents.items.map((agent) => agentFacts(agent)), trace };
  const draft = siblingDraft(path, request, sibling, known);
  const own = draft.path(await described(bus, draft.order));
  const reads = checkReads(own).filter((read) => !isRead(read, evidence));
  const { records } = await readState(bus, reads, { trace, baseSec });
  const results = checkPath(own, [...evidence, ...records]);
  const name = server?.name || port.name || address;
  return siblingRecord({ relation, name, port: port.id, address, host: port.host }, results);
};

const outOfTime = (ms: number): { readonly over: Promise<null>; readonly stop: () => void } => {
  const { promise, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), ms);
  return { over: promise, stop: () => clearTimeout(timer) };
};

/** States of the siblings; what could not be had in time is said. Rejects only with defects. */
export const readSiblings = async (options: ReadSiblingsOptions): Promise<ReadSiblings> => {
  const time = outOfTime(CHECK_LIMITS.siblingsMs);
  const limits: string[] = [];
  const one = async (sibling: Sibling): Promise<SiblingRecord[]> => {
    const what = `${sibling.address} on ${sibling.port.host} was not compared`;
    try {
      const state = await Promise.race([readSibling(options, sibling), time.over]);
      if (state !== null) return [state];
      limits.push(`${what}: no answer in ${CHECK_LIMITS.siblingsMs} ms`);
    } catch (thrown) {
      if (!(thrown instanceof HopscopeError)) throw thrown;
      limits.push(`${what}: ${thrown.message}`);
    }
    return [];
  };
  try {
    const states = await Promise.all(siblingsOf(options.path).map(one));
    return { siblings: states.flat(), limits };
  } finally {
    time.stop();
  }
};
