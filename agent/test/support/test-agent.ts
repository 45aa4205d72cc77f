// Real agents for tests: link as it is, with a fake privileged process behind it.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { pino } from 'pino';

import { NO_CONSOLE } from '../../src/channel/mod.ts';
import type { ClockShift, ConsolePolicy } from '../../src/channel/mod.ts';
import { startAgent } from '../../src/link/agent.ts';
import type { Agent } from '../../src/link/agent.ts';
import { newInstance } from '../../src/link/claim.ts';
import { launchChild } from '../../src/link/launch.ts';
import { natsSettingsSchema } from '@hopscope/settings';

import { fakeNodePath } from './fake-node.ts';
import type { FakeBehaviour } from './fake-node.ts';

export interface TestAgentOptions {
  readonly url: string;
  readonly node: string;
  readonly behaviour?: FakeBehaviour;
  /** The privileged process as it is, instead of the fake one. */
  readonly realNode?: boolean;
  readonly policy?: Partial<{
    capture: boolean;
    inject: boolean;
    injectDestinations: string[];
    injectRateMax: number;
    console: ConsolePolicy;
  }>;
  readonly clockShift?: Omit<ClockShift, 'originMs'>;
  /** Older instances win a name. */
  readonly startedMs?: number;
}

export interface TestAgent extends Agent {
  readonly instance: string;
  /** Lines of its log, parsed. */
  readonly log: readonly Record<string, unknown>[];
  /** Lines of the privileged process. */
  readonly nodeLog: readonly string[];
  /** Resolves with the first line, past or to come, of which `wanted` is true. */
  readonly logged: (wanted: (line: Record<string, unknown>) => boolean) => Promise<unknown>;
}

/** Connects; await `serving` for the name. */
export const startTestAgent = async (options: TestAgentOptions): Promise<TestAgent> => {
  const lines: Record<string, unknown>[] = [];
  const nodeLines: string[] = [];
  const waiting: { wanted: (line: Record<string, unknown>) => boolean; go: () => void }[] = [];
  const log = pino(
    { level: 'debug' },
    {
      write: (text: string) => {
        const line = JSON.parse(text) as Record<string, unknown>;
        lines.push(line);
        for (const { wanted, go } of waiting) if (wanted(line)) go();
      },
    },
  );
  const instance = newInstance(options.startedMs ?? Date.now(), randomBytes(4).toString('hex'));
  const agent = await startAgent({
    config: {
      nats: natsSettingsSchema.parse({ servers: options.url }),
      policy: {
        capture: true,
        inject: true,
        injectDestinations: [],
        injectRateMax: 1_000,
        dropReasons: false,
        console: NO_CONSOLE,
        ...options.policy,
      },
      clockShift: options.clockShift ?? null,
      ringMiBMax: 64,
    },
    node: options.node,
    instance,
    release: '0.0.0-test',
    launch: launchChild(
      options.realNode === true
        ? [process.execPath, join(import.meta.dirname, '../../src/node/main.ts')]
        : [process.execPath, fakeNodePath, JSON.stringify(options.behaviour ?? {})],
    ),
    logLine: (line) => void nodeLines.push(line),
    log,
  });
  return {
    ...agent,
    instance,
    log: lines,
    nodeLog: nodeLines,
    logged: (wanted) =>
      new Promise((resolve) => {
        if (lines.some(wanted)) resolve(null);
        else waiting.push({ wanted, go: () => resolve(null) });
      }),
  };
};
