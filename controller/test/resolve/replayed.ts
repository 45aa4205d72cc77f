// One call from a question to a path in the recorded cloud, over real HTTP.

import { connect, toCloud, type Io, type OpenStack } from '@hopscope/openstack';
import type { ExecutionContext } from 'ava';
import { startReplay, type Replay } from '../../../test/support/replay-cloud.ts';
import type { Request } from '../../src/request.ts';
import type { Describe, Path } from '../../src/resolve/mod.ts';
import { resolve } from '../../src/resolve/mod.ts';
import { describeRecorded, type Firewall } from './recorded-nodes.ts';

export const ask = (source: string, change: Partial<Request> = {}): Request => ({
  source,
  destination: '198.51.100.10',
  protocol: 'icmp',
  port: null,
  mode: 'inject',
  liveMs: 2_000,
  probes: 20,
  probeRate: 100,
  probeBytes: 56,
  ...change,
});

export const io: Io = {
  fetch: (url, request) => fetch(url, request),
  now: () => Date.parse('2026-11-23T14:00:00Z'),
  random: () => 0,
  sleep: () => Promise.resolve(),
};

export const openStackOf = (replay: Replay, user: string, world: Io = io): OpenStack =>
  connect(
    toCloud(
      { auth: { auth_url: replay.url, username: user, password: user, project_name: 'admin' } },
      'the test',
    ),
    world,
  );

export interface Recorded {
  readonly replay: Replay;
  readonly trace: (request: Request, describe?: Describe) => Promise<Path>;
}

/** The recorded cloud of one firewall, asked with the rights of one user. */
export const recordedCloud = async (
  t: ExecutionContext,
  firewall: Firewall,
  user: 'admin' | 'member' = 'admin',
): Promise<Recorded> => {
  const replay = await startReplay(firewall, user);
  t.teardown(() => replay.close());
  return {
    replay,
    trace: (request, describe = describeRecorded(firewall)) =>
      resolve(request, { openstack: openStackOf(replay, user), describe, trace: 't-test' }),
  };
};

/** Points as `node device side`, one direction. */
export const walked = (path: Path, direction: 'forward' | 'reply'): string[] =>
  path.points
    .filter((point) => point.direction === direction)
    .map((point) => `${point.node} ${point.device} ${point.side}`);
