// Packets that are not the same everywhere: a large transfer leaves its server in super-packets and
// crosses the wires in segments; large datagrams cross them in fragments. Every journey is whole.

import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { destinationOf, victimOf, type Victim } from '../lab/faults/victim.ts';
import { talk, transfer } from '../lab/traffic/talk-of.ts';
import { brief, everything, theLab, trace, type Traced } from './support.ts';
import { isHealthy } from './verdicts.ts';

const lab = theLab();
const SERVER = 'a1';
const BULK_BYTES = 1_500_000;
/** What a device of the server's network carries: an MTU of 1450, and an Ethernet header. */
const FRAME_MAX = 1464;
/** The slower tests. */
const long = everything ? test : test.skip;

/**
 * Traces a server while it does the same again and again. The end of a trace lasts, so that what
 * still goes on then is not waited for: it ends by itself.
 */
const traceWhile = async (
  victim: Victim,
  doing: () => Promise<unknown>,
  ...more: readonly string[]
): Promise<Traced> => {
  const end = new AbortController();
  const again = async (): Promise<void> => {
    while (!end.signal.aborted) await doing();
  };
  const busy = again();
  try {
    return await trace(lab, SERVER, destinationOf(victim), '--live', '3s', ...more);
  } finally {
    end.abort();
    await busy;
  }
};

/** Segments that the guest and the internet host sent again, since they started. */
const retransmitted = async (): Promise<number> => {
  const argv = ['nstat', '-asz', 'TcpRetransSegs'];
  const told = await Promise.all([lab.inServer(SERVER, argv), lab.exec('internet', argv)]);
  return told.reduce((sum, { stdout }) => sum + Number(/Segs\s+(\d+)/.exec(stdout)?.[1]), 0);
};

/** Small buffers: a burst that overruns the switch's own sockets would be lost for real. */
const withSmallBuffers = async <T>(during: () => Promise<T>): Promise<T> => {
  const names = ['net.ipv4.tcp_wmem', 'net.ipv4.tcp_rmem'];
  const before = await lab.inServer(SERVER, ['sysctl', '-n', ...names]);
  const [wmem = '', rmem = ''] = before.stdout.split('\n');
  const set = (send: string, receive: string) =>
    lab.inServer(SERVER, ['sysctl', '-q', '-w', `${names[0]}=${send}`, `${names[1]}=${receive}`]);
  await set('4096 65536 65536', '4096 65536 65536');
  try {
    return await during();
  } finally {
    await set(wmem, rmem);
  }
};

/** No capture lacks a packet that went on, and what is lost was really sent again. */
const isWhole = (t: ExecutionContext, { verdict }: Traced, sentAgain: number): void => {
  const said = brief(verdict);
  for (const { id, missRate, packets, droppedByKernel } of verdict.points) {
    t.is(missRate, 0, `${id}: ${said}`);
    t.is(droppedByKernel, 0, id);
    t.true(packets > 100, `${id}: ${packets}`);
  }
  const lost = verdict.segments.reduce((sum, segment) => sum + segment.lost, 0);
  t.true(lost <= sentAgain, `${lost} lost, ${sentAgain} sent again: ${said}`);
  t.is(verdict.status, lost === 0 ? 'DELIVERED' : 'DEGRADED', said);
};

const frameLengths = async (bundle: string, device: string): Promise<number[]> => {
  const file = join(bundle, 'merged.pcapng');
  const chosen = `frame.interface_name contains "${device}"`;
  const argv = ['tshark', '-r', file, '-Y', chosen, '-T', 'fields', '-e', 'frame.len'];
  const { stdout } = await lab.exec('ctl', argv);
  return stdout.split('\n').map(Number);
};

for (const direction of ['upload', 'download'] as const) {
  const run = direction === 'upload' ? test : long;
  run(`a large ${direction}: super-packets and segments are one transfer`, async (t) => {
    const victim = victimOf(lab.topology, SERVER, 'tcp');
    const bundle = join(lab.stateDirectory, `${direction}-${process.pid}`);
    const before = await retransmitted();
    const doing = () => transfer(lab, SERVER, direction, BULK_BYTES);
    const traced = await withSmallBuffers(() => traceWhile(victim, doing, '-o', bundle));
    isWhole(t, traced, (await retransmitted()) - before);
    // The server's own stack makes them; what comes from outside is cut by the first switch.
    if (direction === 'download') return;
    const large = (await frameLengths(bundle, victim.tap)).filter((bytes) => bytes > FRAME_MAX);
    t.true(large.length > 50, `${large.length} super-packets at the tap`);
    const outside = await frameLengths(bundle, victim.qg);
    t.true(
      outside.every((bytes) => bytes <= FRAME_MAX),
      'segments at the gateway',
    );
  });
}

test('datagrams in fragments: every fragment is followed, by both firewalls', async (t) => {
  for (const name of everything ? ['a1', 'b1'] : ['a1']) {
    const victim = victimOf(lab.topology, name, 'udp');
    const talking = talk(lab, name, 'udp', { rate: 20, seconds: 7, size: 4000 });
    const traced = await trace(lab, name, destinationOf(victim), '--live', '3s');
    const { answered, sent } = await talking;
    t.is(answered, sent);
    isHealthy(t, traced);
    // Three fragments each way.
    for (const { from, to, sent: packets, lost } of traced.verdict.segments) {
      t.is(lost, 0, `${from} > ${to}`);
      t.true(packets >= 3 * 20, `${from} > ${to}: ${packets}`);
    }
    for (const { id, missRate } of traced.verdict.points) t.is(missRate, 0, id);
  }
});
