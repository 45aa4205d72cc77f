// Clouds and inputs and outputs for tests: a replayed cloud, and a world whose pauses are noted
// instead of waited for.

import { connect, toCloud, type Io, type OpenStack } from '../src/mod.ts';

export const cloudAt = (url: string, user: string, password: string = user): OpenStack['cloud'] =>
  toCloud(
    {
      auth: {
        auth_url: url,
        username: user,
        password,
        user_domain_id: 'default',
        project_name: 'admin',
        project_domain_id: 'default',
      },
      region_name: 'RegionOne',
    },
    'the test',
  );

export interface TestIo extends Io {
  readonly pauses: number[];
  nowMs: number;
}

export const testIo = (): TestIo => {
  const io: TestIo = {
    pauses: [],
    nowMs: Date.parse('2026-11-23T14:00:00Z'),
    fetch: (url, ask) => fetch(url, ask),
    now: () => io.nowMs,
    random: () => 0.5,
    sleep: (ms) => {
      io.pauses.push(ms);
      return Promise.resolve();
    },
  };
  return io;
};

export const openStackAt = (url: string, user: string, io: Io = testIo()): OpenStack =>
  connect(cloudAt(url, user), io);
