// From a question to the path its packets should take: OpenStack first, then the agents of the
// nodes it names, all at once. The decisions are in pure modules; this one only asks.

import type { OpenStack } from '@hopscope/openstack';
import { fromFailure, HopscopeError } from '@hopscope/proto';
import type { Request } from '../request.ts';
import { buildPath, type Answers } from './build-path.ts';
import { companionsOf, withCompanions } from './companions.ts';
import { asking } from './convert-error.ts';
import { describeOrders, type DescribeOrder, type Description } from './describe-orders.ts';
import { gather } from './gather.ts';
import { neutronFacts } from './neutron-facts.ts';
import type { NodeAnswer } from './node-facts.ts';
import type { Path } from './path.ts';
import { sceneOf } from './scene-of.ts';
import { roundTrip } from './shapes.ts';
import { isIpv4 } from './subnets.ts';

/** Asks the agent of one node; rejects with HopscopeError when it cannot be reached. */
export type Describe = (node: string, order: DescribeOrder) => Promise<Description>;

export interface ResolveDeps {
  readonly openstack: OpenStack;
  readonly describe: Describe;
  /** Name of the trace, for the agents' logs. */
  readonly trace: string;
}

const answered = async (
  describe: Describe,
  node: string,
  order: DescribeOrder,
): Promise<NodeAnswer> => {
  try {
    const description = await describe(node, order);
    const failure = fromFailure(description.failure);
    if (failure === null) return { description, failure: '' };
    return { description: null, failure: failure.message || failure.code };
  } catch (thrown) {
    // One silent agent must not end the trace: the rest of the path can still be seen.
    if (!(thrown instanceof HopscopeError)) throw thrown;
    return { description: null, failure: thrown.message };
  }
};

const askAgents = async (
  describe: Describe,
  orders: ReadonlyMap<string, DescribeOrder>,
): Promise<Answers> => {
  const answers = await Promise.all(
    [...orders].map(
      async ([node, order]) => [node, await answered(describe, node, order)] as const,
    ),
  );
  return new Map(answers);
};

const checkDestination = (destination: string | null): void => {
  if (destination === null || isIpv4(destination)) return;
  if (destination.includes(':'))
    throw new HopscopeError('PATH_UNSUPPORTED', `${destination}: IPv6 cannot be followed yet`);
  throw new HopscopeError('USAGE', `the destination ${destination} is no IPv4 address`);
};

/**
 * Resolves a request to its path, companions not yet asked for. Rejects with HopscopeError: USAGE,
 * OPENSTACK_AUTH, OPENSTACK_UNREACHABLE, OPENSTACK_REFUSED, OPENSTACK_RIGHTS, NOT_FOUND, AMBIGUOUS,
 * PATH_UNSUPPORTED. An agent that cannot be reached is no error: see `NodeFacts.failure`.
 */
export const resolvePath = async (request: Request, deps: ResolveDeps): Promise<Path> => {
  checkDestination(request.destination);
  const gathered = await asking(() => gather(request, deps.openstack));
  const facts = neutronFacts(gathered);
  const scene = sceneOf(facts, gathered.source.localAddress, request);
  const orders = describeOrders(scene, roundTrip(scene), deps.trace);
  const answers = await askAgents(deps.describe, orders);
  return buildPath(scene, request, answers, gathered.limits);
};

/** The path with its companions: for callers that have no packets to wait for meanwhile. */
export const resolve = async (request: Request, deps: ResolveDeps): Promise<Path> => {
  const path = await resolvePath(request, deps);
  return withCompanions(path, await companionsOf(path, deps.openstack));
};
