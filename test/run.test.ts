// The controller's run against real agents over a real NATS server; only what the privileged
// process sees is made up. What can go wrong on the way is a limit of the recording, not its end.
import { agentSubject, HopscopeError } from '@hopscope/proto';
import anyTest from 'ava';
import type { ExecutionContext, TestFn } from 'ava';

import { startTestAgent } from '../agent/test/support/test-agent.ts';
import type { TestAgent, TestAgentOptions } from '../agent/test/support/test-agent.ts';
import {
  connectBus,
  busSettings,
  describe,
  listAgents,
  reread,
  runTrace,
} from '../controller/src/run/mod.ts';
import type { Bus, ProgressEvent, RunOptions } from '../controller/src/run/mod.ts';
import { eventually } from './support/eventually.ts';
import { startNatsServer } from './support/nats-server.ts';
import type { NatsServer } from './support/nats-server.ts';
import { smallPath, smallPlan, smallRequest } from './support/small-path.ts';

interface Context {
  server: NatsServer;
  bus: Bus;
}

const test = anyTest as TestFn<Context>;
type Ctx = ExecutionContext<Context>;

test.before(async (t) => {
  const server = await startNatsServer();
  const bus = await connectBus({ settings: busSettings({ nats: server.url }, {}) });
  t.context = { server, bus };
});

test.after.always(async (t) => {
  await t.context.bus.close();
  await t.context.server.remove();
});

const agents = async (
  t: Ctx,
  options: Record<string, Omit<TestAgentOptions, 'url' | 'node'>>,
): Promise<Record<string, TestAgent>> => {
  const started = await Promise.all(
    Object.entries(options).map(async ([node, rest]) => {
      const agent = await startTestAgent({ url: t.context.server.url, node, ...rest });
      t.teardown(agent.stop);
      await agent.serving;
      return [node, agent] as const;
    }),
  );
  return Object.fromEntries(started);
};

const run = (t: Ctx, options: Partial<RunOptions> = {}) =>
  runTrace({
    bus: t.context.bus,
    trace: 't-1',
    path: smallPath(),
    plan: smallPlan(),
    request: smallRequest('inject'),
    progress: () => {},
    signal: new AbortController().signal,
    random: () => 0.5,
    ...options,
  });

const has = (t: Ctx, limits: readonly string[], wanted: RegExp): boolean =>
  t.true(
    limits.some((limit) => wanted.test(limit)),
    `${wanted} in ${JSON.stringify(limits)}`,
  );

test.serial(
  'a probe that is answered is recorded at every point, with nothing left to say',
  async (t) => {
    await agents(t, { cn1: { behaviour: { answers: true } }, net1: {} });
    const events: ProgressEvent[] = [];
    const recording = await run(t, { progress: (event) => events.push(event) });
    const frames = recording.captures.map(({ node, frames, armed, endedBy }) => [
      node,
      frames.count,
      armed,
      endedBy,
    ]);
    t.deepEqual(frames, [
      ['cn1', 10, true, 'release'],
      ['net1', 0, true, 'release'],
    ]);
    t.deepEqual(recording.limits, []);
    t.like(recording.injected, { node: 'cn1', sent: 5, failure: '', sourcePort: 4242 });
    t.true(recording.clocks.filter(({ node }) => node === 'net1').length >= 10);
    t.true(recording.clocks.every(({ t0, t1, t2, t3 }) => t0 < t3 && t1 <= t2));
    t.deepEqual(
      recording.windows.map(({ node }) => node),
      ['cn1', 'net1'],
    );
    t.true(recording.windows.every(({ armedNs, stoppedNs }) => stoppedNs > armedNs));
    t.is(recording.evidence[0]?.text, 'before');
    t.true(events.some(({ text }) => text === 'armed 2/2 points on 2 nodes'));
    t.true(events.some(({ text }) => text === '5 of 5 answered'));
  },
);

test.serial(
  'state is read beside the captures behind the probes, or while only listening',
  async (t) => {
    await agents(t, { cn1: { behaviour: { answers: true } }, net1: {} });
    const order: string[] = [];
    const watched = {
      progress: ({ stage, state }: ProgressEvent) => void order.push(`${stage} ${state}`),
      onArmed: () => void order.push('told'),
    };
    await run(t, watched);
    t.deepEqual(
      order.filter((step) => /^(?:arm|inject) |told/.test(step)),
      ['arm begin', 'arm end', 'inject begin', 'told', 'inject end'],
    );
    order.length = 0;
    const request = { ...smallRequest('live'), liveMs: 100 };
    await run(t, { ...watched, request });
    const told = order.indexOf('told');
    t.true(told > 0 && told < order.indexOf('listen end'), order.join(', '));
  },
);

test.serial('frames come back as they were captured, in columns', async (t) => {
  await agents(t, { cn1: { behaviour: { answers: true } }, net1: {} });
  const { captures } = await run(t);
  const frames = captures[0]?.frames;
  t.deepEqual([...(frames?.side ?? [])], [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
  t.deepEqual(
    [...(frames?.capturedBytes ?? [])],
    Array.from({ length: 10 }, () => 58),
  );
  t.deepEqual(
    [...(frames?.offset ?? [])],
    Array.from({ length: 10 }, (_, index) => 58 * index),
  );
  const now = Date.now() / 1000;
  t.true([...(frames?.sec ?? [])].every((sec) => Math.abs(sec - now) < 30));
});

test.serial(
  'a probe without answer is waited for as long as an answer may take, no longer',
  async (t) => {
    await agents(t, { cn1: {}, net1: {} });
    const started = performance.now();
    const { timings, limits } = await run(t);
    t.true(performance.now() - started < 2_500, 'the whole run');
    t.true((timings['wait'] ?? 0) >= 590 && (timings['wait'] ?? 0) < 1_200);
    t.deepEqual(limits, []);
  },
);

test.serial('a point that cannot be armed is named, and the trace goes on', async (t) => {
  await agents(t, { cn1: { behaviour: { answers: true } }, net1: {} });
  const recording = await run(t, { plan: smallPlan('missing0') });
  t.like(recording.captures[1], { armed: false, endedBy: '' });
  has(t, recording.limits, /^missing0 on net1 not armed: DEVICE_MISSING/);
  t.is(recording.captures[0]?.frames.count, 10);
});

test.serial('a node without an agent is named, and the trace goes on', async (t) => {
  await agents(t, { cn1: { behaviour: { answers: true } } });
  const { limits, captures } = await run(t);
  has(t, limits, /^nothing armed on net1: AGENT_UNREACHABLE: no agent serves net1/);
  t.is(captures[0]?.frames.count, 10);
  t.deepEqual(
    limits.filter((limit) => /lost during/.test(limit)),
    [],
  );
});

test.serial('when nothing can be armed the run ends with the reason', async (t) => {
  const error = await t.throwsAsync(run(t), { message: /no agent serves cn1/ });
  t.like(error, { code: 'AGENT_UNREACHABLE' });
});

test.serial('a parcel that got lost is named as a gap', async (t) => {
  await agents(t, { cn1: { behaviour: { answers: true, skipSequence: 2 } }, net1: {} });
  const { limits, captures } = await run(t);
  has(t, limits, /^1 of 3 parcels of cn1 did not arrive/);
  t.is(captures[0]?.frames.count, 5);
});

test.serial(
  'a privileged process that dies in the middle is named, its captures have no end',
  async (t) => {
    await agents(t, { cn1: { behaviour: { dieOn: 'inject' } }, net1: {} });
    const recording = await run(t);
    has(t, recording.limits, /^cn1 was lost during the trace: NODE_PROCESS_DIED/);
    has(t, recording.limits, /^no probe was sent on cn1: NODE_PROCESS_DIED/);
    t.like(recording.captures[0], { armed: true, endedBy: '' });
    t.is(recording.events[0]?.code, 'NODE_PROCESS_DIED');
    t.is(recording.captures[1]?.endedBy, 'release');
  },
);

test.serial('an agent that vanishes in the middle is named, and the trace ends', async (t) => {
  const { net1 } = await agents(t, { cn1: {}, net1: {} });
  const recording = await run(t, {
    request: smallRequest('live', 3_000),
    progress: ({ stage, state }) => {
      if (stage === 'listen' && state === 'begin') void net1?.stop();
    },
  });
  has(t, recording.limits, /^net1 was lost during the trace: AGENT_UNREACHABLE/);
  t.is(recording.captures.find(({ node }) => node === 'net1')?.endedBy, '');
  t.true(recording.windows.some(({ node }) => node === 'net1'));
});

test.serial('a server that restarts in the middle costs nothing that was captured', async (t) => {
  const { cn1 } = await agents(t, { cn1: { behaviour: { speaks: 6 } }, net1: {} });
  const { server } = t.context;
  const restart = async (): Promise<void> => {
    await server.stop();
    await server.start();
  };
  let restarted: Promise<void> | null = null;
  const { limits, captures } = await run(t, {
    request: smallRequest('live', 4_000),
    progress: ({ stage, state }) => {
      if (stage === 'listen' && state === 'begin') restarted = restart();
    },
  });
  t.truthy(restarted);
  await Promise.resolve(restarted);
  t.true(cn1?.log.some(({ msg }) => msg === 'NATS connection is back'));
  t.deepEqual(limits, []);
  t.is(captures[0]?.frames.count, 6);
});

test.serial('a VM that talks is listened to and not probed', async (t) => {
  await agents(t, { cn1: { behaviour: { speaks: 6 } }, net1: {} });
  const { injected, captures } = await run(t, { request: smallRequest('auto') });
  t.is(injected, null);
  t.is(captures[0]?.frames.count, 6);
});

test.serial('a silent VM is probed after two seconds', async (t) => {
  await agents(t, { cn1: { behaviour: { answers: true } }, net1: {} });
  const { injected, timings } = await run(t, { request: smallRequest('auto') });
  t.is(injected?.sent, 5);
  t.true((timings['listen'] ?? 0) >= 1_990 && (timings['listen'] ?? 0) < 3_500);
});

test.serial('a silent VM on a node whose policy forbids probes is said to be silent', async (t) => {
  await agents(t, { cn1: { policy: { inject: false } }, net1: {} });
  const { injected, limits } = await run(t, {
    request: smallRequest('auto'),
    path: smallPath(false),
  });
  t.is(injected, null);
  has(t, limits, /the VM sent 0 packets, and the policy of cn1 forbids probes/);
});

test.serial('a probe the policy forbids is recorded with its reason', async (t) => {
  await agents(t, { cn1: { policy: { inject: false } }, net1: {} });
  const { injected, limits } = await run(t);
  t.regex(injected?.failure ?? '', /^POLICY_DENIED/);
  has(t, limits, /no probe was sent on cn1: POLICY_DENIED/);
});

test.serial('a node that was armed early keeps its lease while a slow one arms', async (t) => {
  const { cn1 } = await agents(t, {
    cn1: { behaviour: { answers: true } },
    net1: { behaviour: { armMs: 6_600 } },
  });
  const { limits, captures } = await run(t);
  t.deepEqual(limits, []);
  t.deepEqual(
    captures.map(({ endedBy }) => endedBy),
    ['release', 'release'],
  );
  t.false(cn1?.log.some(({ code }) => code === 'LEASE_LOST'));
});

test.serial('an interrupted run releases everything before it ends', async (t) => {
  const { cn1 } = await agents(t, { cn1: {}, net1: {} });
  const abort = new AbortController();
  const error = await t.throwsAsync(
    run(t, {
      request: smallRequest('live', 60_000),
      signal: abort.signal,
      progress: ({ stage }) => {
        if (stage === 'listen') abort.abort(new Error('Ctrl-C'));
      },
    }),
  );
  t.is(error?.message, 'Ctrl-C');
  t.true(cn1?.log.some(({ msg, trace }) => msg === 'released' && trace === 't-1'));
});

test.serial('a clock that is off shows in the exchange', async (t) => {
  const clockShift = { offsetUs: 250_000, driftPpm: 0, stepUs: 0, stepAtSec: 0 };
  await agents(t, { cn1: { behaviour: { answers: true } }, net1: { clockShift } });
  const { clocks } = await run(t);
  const offsets = clocks
    .filter(({ node }) => node === 'net1')
    .map(({ t0, t1, t2, t3 }) => (t1 - t0 + (t2 - t3)) / 2);
  t.true(offsets.every((offset) => Math.abs(offset - 250e6) < 20e6));
});

test.serial(
  'state is read again until it explains what was lost, or the time is over',
  async (t) => {
    await agents(t, { cn1: {} });
    const want = {
      node: 'cn1',
      evidence: { evidence: 1, reader: 'flows', netns: '', selectors: [], phase: 'after' },
    } as const;
    const options = {
      trace: 't-1',
      baseSec: 0,
      wants: [want],
      signal: new AbortController().signal,
    };
    const covered = await reread(t.context.bus, {
      ...options,
      done: ([record]) => record?.text === 'read 3',
    });
    t.like(covered, { covered: true, limits: [] });
    t.like(covered.records[0], { text: 'read 3', phase: 'later', reader: 'flows', node: 'cn1' });
    const never = await reread(t.context.bus, { ...options, forMs: 200, done: () => false });
    t.false(never.covered);
    t.true(never.waitedMs >= 200 && never.waitedMs < 1_200);
  },
);

test.serial('describe answers what the node says, and names a node without an agent', async (t) => {
  await agents(t, { cn1: {} });
  t.is((await describe(t.context.bus, 'cn1', {})).node, 'fake');
  const error = await t.throwsAsync(describe(t.context.bus, 'cn9', {}));
  t.like(error, { code: 'AGENT_UNREACHABLE', message: 'no agent serves cn9' });
});

test.serial('two agents of one name are listed as one serving and one refused', async (t) => {
  t.deepEqual(await listAgents(t.context.bus), []);
  await agents(t, { cn1: { policy: { inject: false } } });
  const second = await startTestAgent({ url: t.context.server.url, node: 'cn1' });
  t.teardown(second.stop);
  const listed = await eventually(
    () => listAgents(t.context.bus),
    ({ length }) => length === 2,
  );
  t.deepEqual(
    listed.map(({ node, state }) => [node, state]),
    [
      ['cn1', 'serving'],
      ['cn1', 'refused'],
    ],
  );
  t.false(listed[0]?.inject);
  t.is(typeof listed[0]?.answeredMs, 'number');
  t.regex(listed[1]?.reason ?? '', /AGENT_NAME_TAKEN/);
});

test('a silent agent is named within 3 s', async (t) => {
  const { bus } = t.context;
  const deaf = bus.connection.subscribe(agentSubject('deaf', 'describe'));
  await bus.connection.flush();
  const error = await t.throwsAsync(describe(bus, 'deaf', {}), { instanceOf: HopscopeError });
  t.is(error.code, 'TIMED_OUT');
  const [, waitedMs] =
    /^the agent of deaf did not answer describe in (\d+) ms$/.exec(error.message) ?? [];
  t.true(Number(waitedMs) <= 3_000, error.message);
  deaf.unsubscribe();
});
