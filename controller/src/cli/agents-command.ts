// `hopscope agents`: who is there, and what each node allows.

import { listAgents } from '../run/mod.ts';
import type { AgentListing } from '../run/mod.ts';
import { unlessAborted } from '../pipeline.ts';
import { withBus } from './context.ts';
import type { BusOptions, Context } from './context.ts';
import { EXIT } from './exit-code.ts';
import { tableText } from './output.ts';

const yes = (allowed: boolean): string => (allowed ? 'yes' : 'no');

const rowOf = (agent: AgentListing): string[] => [
  agent.node,
  agent.state === 'serving' ? 'serving' : `refused: ${agent.reason}`,
  agent.version,
  yes(agent.capture),
  yes(agent.inject),
  yes(agent.console),
  agent.answeredMs === null ? 'no answer' : `${agent.answeredMs} ms`,
  agent.since.slice(0, 19).replace('T', ' '),
];

const HEADER = [
  ...['NODE', 'STATE', 'VERSION', 'CAPTURE', 'INJECT', 'CONSOLE'],
  ...['ANSWERED', 'SINCE (UTC)'],
];

/** Runs `hopscope agents`. */
export const agentsCommand = async (
  context: Context,
  options: BusOptions & { readonly json?: boolean },
): Promise<number> => {
  const [agents, server] = await withBus(context, options, async (connecting) => {
    const bus = await unlessAborted(connecting, context.signal);
    const listed = await unlessAborted(listAgents(bus), context.signal);
    return [listed, bus.embedded ? 'a private NATS server' : bus.server] as const;
  });
  if (options.json === true) context.output.print(`${JSON.stringify(agents, null, 2)}\n`);
  else if (agents.length === 0) context.output.print(`no agents on ${server}\n`);
  else context.output.print(tableText([HEADER, ...agents.map(rowOf)]));
  return EXIT.ok;
};
