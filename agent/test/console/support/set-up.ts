// What tests of consoles begin with: a NATS server, an agent with its real privileged process, and
// a connection of the client.

import type { NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import type { ExecutionContext } from 'ava';

import { startNatsServer } from '../../../../test/support/nats-server.ts';
import type { NatsServer } from '../../../../test/support/nats-server.ts';
import { NO_CONSOLE } from '../../../src/channel/mod.ts';
import type { ConsolePolicy } from '../../../src/channel/mod.ts';
import { startTestAgent } from '../../support/test-agent.ts';
import type { TestAgent } from '../../support/test-agent.ts';
import { newSession, TestConsole } from './console-client.ts';
import type { TestConsoleOptions } from './console-client.ts';

export const NODE = 'cn1.example.org';

export interface ConsoleSetUp {
  readonly server: NatsServer;
  readonly connection: NatsConnection;
  readonly agent: TestAgent;
  /** Opened; rejects with what the agent says. */
  readonly open: (options?: TestConsoleOptions) => Promise<TestConsole>;
}

/** A shell is allowed unless the policy says something else. */
export const setUp = async (
  t: ExecutionContext,
  policy: Partial<ConsolePolicy> = {},
): Promise<ConsoleSetUp> => {
  const server = await startNatsServer();
  t.teardown(server.remove);
  const connection = await connect({ servers: server.url });
  t.teardown(() => connection.close());
  const agent = await startTestAgent({
    url: server.url,
    node: NODE,
    realNode: true,
    policy: { console: { ...NO_CONSOLE, allow: true, shell: true, ...policy } },
  });
  t.teardown(agent.stop);
  await agent.serving;
  return {
    server,
    connection,
    agent,
    open: async (options = {}) => {
      const console = new TestConsole(connection, NODE, options.session ?? newSession());
      t.teardown(() => console.stop());
      await console.open(options);
      return console;
    },
  };
};

/** The privileged process of this agent: link says in its log who said hello. */
export const nodePid = (agent: TestAgent): number => {
  const hello = agent.log.findLast(({ msg }) => msg === 'the privileged process is there');
  return Number(hello?.['pid']);
};
