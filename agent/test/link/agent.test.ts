// Link over a real NATS server, with a fake privileged process behind it: what an agent promises
// to the network.
import {
  agentSubject,
  PRESENCE_BUCKET,
  SIGHTINGS_STREAM,
  traceSubjects,
  Wire,
} from '@hopscope/proto';
import type { Verb } from '@hopscope/proto';
import { jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import anyTest from 'ava';
import type { ExecutionContext, TestFn } from 'ava';

import { eventually } from '../../../test/support/eventually.ts';
import { startNatsServer } from '../../../test/support/nats-server.ts';
import type { NatsServer } from '../../../test/support/nats-server.ts';
import { startTestAgent } from '../support/test-agent.ts';
import type { TestAgent, TestAgentOptions } from '../support/test-agent.ts';

interface Context {
  server: NatsServer;
  connection: NatsConnection;
}

const test = anyTest as TestFn<Context>;

test.beforeEach(async (t) => {
  const server = await startNatsServer();
  const connection = await connect({ servers: server.url, reconnectTimeWait: 50 });
  t.context = { server, connection };
});

test.afterEach.always(async (t) => {
  await t.context.connection.close();
  await t.context.server.remove();
});

type Ctx = ExecutionContext<Context>;

const start = async (t: Ctx, options: Omit<TestAgentOptions, 'url'>): Promise<TestAgent> => {
  const agent = await startTestAgent({ url: t.context.server.url, ...options });
  t.teardown(agent.stop);
  return agent;
};

const ask = async (t: Ctx, node: string, verb: Verb, body: Uint8Array): Promise<Uint8Array> =>
  (await t.context.connection.request(agentSubject(node, verb), body, { timeout: 10_000 })).data;

const clock = async (t: Ctx, node: string) =>
  Wire.ClockResponse.decode(await ask(t, node, 'clock', Wire.ClockRequest.encode({}).finish()));

const armBody = (trace: string, leaseMs = 0, device = 'tap0'): Uint8Array =>
  Wire.ArmRequest.encode({
    trace,
    order: 'o1',
    leaseMs,
    captures: [
      {
        capture: 1,
        device: { device },
        match: { protocol: 'icmp', remote: '198.51.100.1', locals: ['10.0.0.5'] },
      },
    ],
  }).finish();

const arm = async (t: Ctx, node: string, trace: string, leaseMs = 0) =>
  Wire.ArmResponse.decode(await ask(t, node, 'arm', armBody(trace, leaseMs)));

const injectBody = (trace: string, dst = '198.51.100.1', rate = 100): Uint8Array =>
  Wire.InjectRequest.encode({
    trace,
    order: 'o1',
    device: 'tap0',
    probe: { protocol: 'icmp', src: '10.0.0.5', dst, count: 5, rate },
  }).finish();

const release = async (t: Ctx, node: string, trace: string) =>
  Wire.ReleaseResponse.decode(
    await ask(t, node, 'release', Wire.ReleaseRequest.encode({ trace, order: 'o1' }).finish()),
  );

const kernelOf = async (t: Ctx, node: string): Promise<string> =>
  Wire.DescribeResponse.decode(
    await ask(t, node, 'describe', Wire.DescribeRequest.encode({}).finish()),
  ).kernel;

const presences = async (t: Ctx, node: string) => {
  const bucket = await new Kvm(t.context.connection).create(PRESENCE_BUCKET, { ttl: 7_000 });
  const found = [];
  for await (const key of await bucket.keys()) {
    const entry = await bucket.get(key);
    if (entry !== null && entry.operation === 'PUT') found.push(Wire.Presence.decode(entry.value));
  }
  return found.filter((presence) => presence.node === node);
};

/** All parcels of a trace, once `count` of them are there. */
const parcels = async (t: Ctx, trace: string, count: number) => {
  const found: ReturnType<typeof Wire.Parcel.decode>[] = [];
  const subscription = t.context.connection.subscribe(traceSubjects(trace), { max: count });
  return {
    all: (async () => {
      for await (const message of subscription) found.push(Wire.Parcel.decode(message.data));
      return found;
    })(),
  };
};

const addStream = async (t: Ctx): Promise<void> => {
  const manager = await jetstreamManager(t.context.connection);
  await manager.streams.add({ name: SIGHTINGS_STREAM, subjects: ['hopscope.v1.sightings.*.*'] });
};

test.serial('clock is answered without the privileged process, with stamps in order', async (t) => {
  const agent = await start(t, { node: 'cn1.example.org', behaviour: { dieOn: 'describe' } });
  await agent.serving;
  const before = Date.now() / 1000;
  const answer = await clock(t, 'cn1.example.org');
  const seconds = (time: { sec?: number | null; nsec?: number | null } | null | undefined) =>
    (time?.sec ?? 0) + (time?.nsec ?? 0) / 1e9;
  t.is(answer.instance, agent.instance);
  t.true(seconds(answer.receivedAt) >= before - 0.01);
  t.true(seconds(answer.repliedAt) >= seconds(answer.receivedAt));
  t.true(seconds(answer.repliedAt) <= Date.now() / 1000 + 0.01);
});

test.serial('a shifted clock shows in the answers', async (t) => {
  const clockShift = { offsetUs: 7_000_000, driftPpm: 0, stepUs: 0, stepAtSec: 0 };
  const agent = await start(t, { node: 'n', clockShift });
  await agent.serving;
  const { receivedAt } = await clock(t, 'n');
  t.true(Math.abs((receivedAt?.sec ?? 0) - Date.now() / 1000 - 7) < 1.5);
});

test.serial(
  'the privileged process is started by the first verb that needs it, and once',
  async (t) => {
    const agent = await start(t, { node: 'n' });
    await agent.serving;
    const [first, second] = await Promise.all([kernelOf(t, 'n'), kernelOf(t, 'n')]);
    t.is(first, second);
    t.not(first, '');
  },
);

test.serial(
  'a second agent of one name is refused, says so, and serves once the name is free',
  async (t) => {
    const first = await start(t, { node: 'n' });
    await first.serving;
    const second = await start(t, { node: 'n' });
    await second.logged(({ code }) => code === 'AGENT_NAME_TAKEN');
    t.is((await clock(t, 'n')).instance, first.instance);
    const present = await eventually(
      () => presences(t, 'n'),
      ({ length }) => length === 2,
    );
    const states = present.map(({ instance, state }) => ({ instance, state }));
    t.deepEqual(
      new Set(states),
      new Set([
        { instance: first.instance, state: 'serving' },
        { instance: second.instance, state: 'refused' },
      ]),
    );
    await first.stop();
    await second.serving;
    t.is((await clock(t, 'n')).instance, second.instance);
  },
);

test.serial('of two agents that start at once, exactly one serves', async (t) => {
  const agents = await Promise.all([start(t, { node: 'n' }), start(t, { node: 'n' })]);
  const refused = await Promise.race(
    agents.map((agent) =>
      agent.logged(({ code }) => code === 'AGENT_NAME_TAKEN').then(() => agent),
    ),
  );
  const serving = agents.find((agent) => agent !== refused);
  await serving?.serving;
  const answers = await eventually(
    () => Promise.all(Array.from({ length: 5 }, () => clock(t, 'n'))),
    (all) => new Set(all.map(({ instance }) => instance)).size === 1,
  );
  t.is(answers[0]?.instance, serving?.instance);
});

test.serial('after the server was restarted the agent serves and is present again', async (t) => {
  const agent = await start(t, { node: 'n' });
  await agent.serving;
  await t.context.server.stop();
  await agent.logged(({ msg }) => msg === 'NATS connection lost');
  await t.context.server.start();
  await agent.logged(({ msg }) => msg === 'NATS connection is back');
  await t.context.connection.flush();
  t.is((await clock(t, 'n')).instance, agent.instance);
  const [presence] = await eventually(
    () => presences(t, 'n'),
    ({ length }) => length === 1,
  );
  t.is(presence?.state, 'serving');
});

test.serial('an agent started before its server connects when the server comes', async (t) => {
  await t.context.server.stop();
  const starting = start(t, { node: 'n' });
  await t.context.server.start();
  const agent = await starting;
  await agent.serving;
  t.is((await clock(t, 'n')).instance, agent.instance);
});

test.serial('policy is checked before the privileged process is started', async (t) => {
  const agent = await start(t, {
    node: 'n',
    behaviour: { dieOn: 'arm' },
    policy: {
      capture: false,
      inject: true,
      injectDestinations: ['192.0.2.0/24'],
      injectRateMax: 50,
    },
  });
  await agent.serving;
  t.is((await arm(t, 'n', 't1')).failure?.code, 'POLICY_DENIED');
  const inject = async (dst: string, rate: number) =>
    Wire.InjectResponse.decode(await ask(t, 'n', 'inject', injectBody('t1', dst, rate))).failure;
  t.is((await inject('198.51.100.1', 10))?.code, 'POLICY_DENIED');
  t.regex((await inject('198.51.100.1', 10))?.message ?? '', /destinations/);
  t.regex((await inject('192.0.2.1', 51))?.message ?? '', /at most 50/);
  t.is((await inject('192.0.2.1', 50))?.code, 'ORDER_UNKNOWN');
});

test.serial('an order that is no order is refused with a reason', async (t) => {
  const agent = await start(t, { node: 'n' });
  await agent.serving;
  const failureOf = async (body: Uint8Array) =>
    Wire.ArmResponse.decode(await ask(t, 'n', 'arm', body)).failure?.code;
  t.is(await failureOf(Buffer.from([0xff, 0xff, 0xff])), 'ORDER_INVALID');
  t.is(await failureOf(armBody('')), 'ORDER_INVALID');
  t.is(await failureOf(armBody('x'.repeat(65))), 'ORDER_INVALID');
  t.is(await failureOf(armBody('t', 61_000)), 'ORDER_INVALID');
});

test.serial('arm is idempotent, and a repeated release gets the same answer', async (t) => {
  await addStream(t);
  const agent = await start(t, { node: 'n', behaviour: { speaks: 3 } });
  await agent.serving;
  await arm(t, 'n', 't1');
  await arm(t, 'n', 't1');
  const first = await release(t, 'n', 't1');
  t.is(first.lastSequence, 1);
  t.deepEqual(await release(t, 'n', 't1'), first);
});

test.serial('parcels arrive in order and before the answer to release', async (t) => {
  await addStream(t);
  const agent = await start(t, { node: 'n', behaviour: { speaks: 3, answers: true } });
  await agent.serving;
  const { all } = await parcels(t, 't1', 3);
  await arm(t, 'n', 't1');
  await ask(t, 'n', 'inject', injectBody('t1'));
  const { lastSequence } = await release(t, 'n', 't1');
  t.deepEqual(
    (await all).map(({ sequence }) => sequence),
    [1, 2, 3],
  );
  t.is(lastSequence, 3);
});

test.serial(
  'when the privileged process dies, what waits is answered and the trace is told',
  async (t) => {
    await addStream(t);
    const agent = await start(t, { node: 'n', behaviour: { speaks: 2, dieOn: 'inject' } });
    await agent.serving;
    const { all } = await parcels(t, 't1', 2);
    await arm(t, 'n', 't1');
    const answer = Wire.InjectResponse.decode(await ask(t, 'n', 'inject', injectBody('t1')));
    t.is(answer.failure?.code, 'NODE_PROCESS_DIED');
    const [, event] = await all;
    t.is(event?.sequence, 2);
    t.is(event?.event?.code, 'NODE_PROCESS_DIED');
    t.regex(event?.event?.message ?? '', /exit status 9/);
    t.like(await release(t, 'n', 't1'), {
      lastSequence: 2,
      failure: { code: 'NODE_PROCESS_DIED' },
    });
    t.is((await arm(t, 'n', 't1')).failure?.code, 'NODE_PROCESS_DIED');
    t.is((await arm(t, 'n', 't2')).failure, null, 'a new trace gets a new process');
  },
);

test.serial('an order whose lease is not renewed ends', async (t) => {
  const agent = await start(t, { node: 'n' });
  await agent.serving;
  await arm(t, 'n', 't1', 50);
  await agent.logged(({ code }) => code === 'LEASE_LOST');
  const { failure } = await eventually(
    () => release(t, 'n', 't1'),
    (answer) => answer.failure !== null,
  );
  t.is(failure?.code, 'ORDER_UNKNOWN');
});

test.serial('renew without an order is refused and starts nothing', async (t) => {
  const agent = await start(t, { node: 'n', behaviour: { dieOn: 'renew' } });
  await agent.serving;
  const body = Wire.RenewRequest.encode({ trace: 't1', order: 'o1' }).finish();
  t.is(Wire.RenewResponse.decode(await ask(t, 'n', 'renew', body)).failure?.code, 'ORDER_UNKNOWN');
});

test.serial('an agent that ends releases what it holds and is present no more', async (t) => {
  await addStream(t);
  const agent = await start(t, { node: 'n' });
  await agent.serving;
  await arm(t, 'n', 't1');
  await agent.stop();
  t.deepEqual(await presences(t, 'n'), []);
  await t.throwsAsync(clock(t, 'n'), { message: /no responders/i });
});
