// Digests in real life: two agents, a router between two namespaces that loses every 20th packet,
// and a flood of pings. Whether frames or digests come home must make no difference.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import anyTest from 'ava';
import type { TestFn } from 'ava';

import { correlate } from '../controller/src/correlate/mod.ts';
import { localise } from '../controller/src/localise/mod.ts';
import type { Request } from '../controller/src/request.ts';
import { busSettings, connectBus, runTrace } from '../controller/src/run/mod.ts';
import type { Bus, Recording } from '../controller/src/run/mod.ts';
import { parseCaptureMap, recordingOfFiles } from '../controller/src/store/foreign/mod.ts';
import { startNatsServer } from './support/nats-server.ts';
import type { NatsServer } from './support/nats-server.ts';
import { startRealAgent } from './support/real-agent.ts';
import type { RealAgent } from './support/real-agent.ts';
import { smallRequest } from './support/small-path.ts';

interface Context {
  server: NatsServer;
  bus: Bus;
  agents: RealAgent[];
  names: { vm: string; router: string; peer: string };
}

const test = anyTest as TestFn<Context>;

const ip = (...argv: string[]): string => execFileSync('ip', argv).toString('utf8');
const inside = (netns: string, ...argv: string[]): string => ip('netns', 'exec', netns, ...argv);

/** vm - router - peer, each a namespace; the router drops every 20th echo request. */
const raise = (): Context['names'] => {
  const [vm, router, peer] = ['v', 'r', 'p'].map((end) => `hsDig${process.pid}-${end}`);
  const names = { vm: vm!, router: router!, peer: peer! };
  for (const name of Object.values(names)) {
    ip('netns', 'add', name);
    inside(name, 'sysctl', '-qw', 'net.ipv6.conf.default.disable_ipv6=1');
  }
  const wire = (from: string, a: string, to: string, b: string, net: string): void => {
    ip('-n', from, 'link', 'add', a, 'type', 'veth', 'peer', 'name', b, 'netns', to);
    ip('-n', from, 'addr', 'add', `${net}.2/24`, 'dev', a);
    ip('-n', to, 'addr', 'add', `${net}.1/24`, 'dev', b);
    ip('-n', from, 'link', 'set', a, 'up');
    ip('-n', to, 'link', 'set', b, 'up');
    ip('-n', from, 'route', 'add', 'default', 'via', `${net}.1`);
  };
  wire(names.vm, 'eth0', names.router, 'tap0', '10.9.1');
  wire(names.peer, 'eth0', names.router, 'ext0', '10.9.2');
  inside(names.router, 'sysctl', '-qw', 'net.ipv4.ip_forward=1');
  const every = ['-m', 'statistic', '--mode', 'nth', '--every', '20', '--packet', '7'];
  const echo = ['-p', 'icmp', '--icmp-type', 'echo-request'];
  inside(names.router, 'iptables', '-A', 'FORWARD', ...echo, ...every, '-j', 'DROP');
  return names;
};

test.before(async (t) => {
  const server = await startNatsServer();
  const bus = await connectBus({ settings: busSettings({ nats: server.url }, {}) });
  const agents = await Promise.all(['cn1', 'net1'].map((node) => startRealAgent(node, server.url)));
  t.context = { server, bus, agents, names: raise() };
});

test.after.always(async ({ context: { server, bus, agents, names } }) => {
  await Promise.all(agents.map((agent) => agent.stop()));
  await bus.close();
  await server.remove();
  for (const name of Object.values(names)) ip('netns', 'del', name);
});

/** Path and plan of what a person would write into a map of capture files. */
const pathAndPlan = ({ router }: Context['names']) => {
  const hop = (node: string, device: string, role: string, side: string) => ({
    ...{ file: `${device}.pcap`, node, netns: router, device, role, side },
  });
  const map = {
    schema: 'hopscope.map/1',
    flow: { local: '10.9.1.2', remote: '10.9.2.2', protocol: 'icmp' },
    forward: [hop('cn1', 'tap0', 'tap', 'in'), hop('net1', 'ext0', 'ext-nic', 'out')],
    reply: [hop('net1', 'ext0', 'ext-nic', 'in'), hop('cn1', 'tap0', 'tap', 'out')],
  };
  const { path, plan } = recordingOfFiles(parseCaptureMap(JSON.stringify(map)), []);
  return { path, plan };
};

const PINGS = 4_000;

/** Traces while a flood of pings goes on. */
const traceFlood = async (
  { bus, names }: Context,
  trace: string,
  request: Partial<Request>,
): Promise<Recording> => {
  const stop = new AbortController();
  const flood = Promise.withResolvers<void>();
  const recording = runTrace({
    bus,
    trace,
    ...pathAndPlan(names),
    request: { ...smallRequest('live', 5_000), ...request },
    progress: ({ stage, state }) => {
      if (stage === 'listen' && state === 'begin') flood.resolve();
    },
    signal: stop.signal,
    random: () => 0.5,
  });
  await flood.promise;
  const argv = ['-f', '-q', '-n', '-c', String(PINGS), '-s', '56', '10.9.2.2'];
  const ping = spawn('ip', ['netns', 'exec', names.vm, 'ping', ...argv], { stdio: 'ignore' });
  await once(ping, 'exit');
  return recording;
};

const judge = (recording: Recording) => {
  const correlation = correlate(recording);
  return localise(recording, correlation);
};

const digestsIn = ({ captures }: Recording): number =>
  captures.flatMap(({ digests = [] }) => digests).reduce((sum, { count }) => sum + count, 0);

test.serial('frames, digests and a sample of them give one verdict', async (t) => {
  const raw = await traceFlood(t.context, 'raw', { rawAll: true });
  const mixed = await traceFlood(t.context, 'mixed', {});
  const sampled = await traceFlood(t.context, 'sampled', { sampleShift: 1 });
  t.is(digestsIn(raw), 0);
  t.true(digestsIn(mixed) > PINGS, `${digestsIn(mixed)} digests`);
  for (const { captures } of [raw, mixed, sampled])
    for (const capture of captures) {
      t.is(capture.droppedByAgent + capture.droppedByKernel, 0);
      t.is(capture.matched + (capture.sampledOut ?? 0), capture.seen);
    }
  const verdicts = [raw, mixed, sampled].map(judge);
  for (const { status, guilty } of verdicts) {
    t.is(status, 'DEGRADED');
    t.regex(guilty?.segment.from ?? '', /tap0\/in\/forward$/);
    t.regex(guilty?.segment.to ?? '', /ext0\/out\/forward$/);
    const share = (guilty?.lost ?? 0) / (guilty?.sent ?? 1);
    t.true(Math.abs(share - 0.05) < 0.02, `${share} lost`);
  }
  const [whole, , half] = verdicts.map(({ sent }) => sent);
  t.true((half ?? 0) > (whole ?? 0) * 0.35 && (half ?? 0) < (whole ?? 0) * 0.65);
  t.true(verdicts[2]?.limits.some((limit) => limit.startsWith('sampled: 1 of 2 packets')));
});
