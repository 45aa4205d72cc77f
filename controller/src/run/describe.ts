// What exists on a node: the question resolve asks of each agent on the way.

import { fromFailure, Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

import { ask } from './ask.ts';
import type { Bus } from './bus.ts';
import { RUN_LIMITS } from './limits.ts';

export type DescribeRequest = hopscope.v1.DescribeRequest.$Properties;
export type DescribeResponse = hopscope.v1.DescribeResponse;

/** Throws AGENT_UNREACHABLE, TIMED_OUT, or what the agent says went wrong. */
export const describe = async (
  bus: Bus,
  node: string,
  request: DescribeRequest,
): Promise<DescribeResponse> => {
  const question = {
    verb: 'describe',
    request: Wire.DescribeRequest,
    response: Wire.DescribeResponse,
    timeoutMs: RUN_LIMITS.describeMs,
  } as const;
  const response = await ask(bus, node, question, request);
  const failure = fromFailure(response.failure);
  if (failure !== null) throw failure;
  return response;
};
