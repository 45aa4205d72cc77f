// Renewals carry the rate of sampling from the node that needs it to all others.

import { mock } from 'node:test';
import test from 'ava';

import { Wire, WIRE_LIMITS } from '@hopscope/proto';

import type { Bus } from '../../src/run/bus.ts';
import { keepLeases } from '../../src/run/leases.ts';

interface Renewal {
  readonly node: string;
  readonly sampleShift: number;
}

/** Agents that answer each renewal with the shift that `inForce` says. */
const busOf = (inForce: (node: string) => number) => {
  const renewals: Renewal[] = [];
  const request = async (subject: string, body: Uint8Array) => {
    const node = subject.includes('cn1') ? 'cn1' : 'net1';
    renewals.push({ node, sampleShift: Wire.RenewRequest.decode(body).sampleShift });
    const answer = { remainingMs: 6_000, sampleShift: inForce(node) };
    return { data: Wire.RenewResponse.encode(answer).finish() };
  };
  return { bus: { connection: { request } } as unknown as Bus, renewals };
};

test('a node that samples makes all others sample as coarsely', async (t) => {
  mock.timers.enable({ apis: ['setInterval'] });
  t.teardown(() => mock.timers.reset());
  let busy = 0;
  const { bus, renewals } = busOf((node) => (node === 'net1' ? busy : 0));
  const leases = keepLeases(bus, 't-1', () => t.fail('nobody is lost'));
  leases.keep('cn1');
  leases.keep('net1');
  const round = async (): Promise<readonly number[]> => {
    renewals.length = 0;
    mock.timers.tick(WIRE_LIMITS.leaseMsDefault / 3);
    // answers are microtasks away
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    return renewals.map(({ sampleShift }) => sampleShift);
  };
  t.deepEqual(await round(), [0, 0]);
  busy = 2;
  t.deepEqual(await round(), [0, 0]);
  t.deepEqual(await round(), [2, 2]);
  busy = 1;
  t.deepEqual(await round(), [2, 2], 'never finer again');
  await leases.stop();
});
