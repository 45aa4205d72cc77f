// What a capture costs: CPU per packet of every process involved, and packets lost, side by side
// with tcpdump and dumpcap, on a veth pair in namespaces of its own. Runs are interleaved, so that
// whatever else the machine does meets all alike; figures are medians.
//
//   npm run -s bench -- capture [--runs N] [--seconds S] [--rate PACKETS_PER_SECOND]

import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { agentContender, startAgent } from './capture/hopscope.ts';
import type { AgentUnderTest } from './capture/hopscope.ts';
import { idle } from './capture/contender.ts';
import type { Contender } from './capture/contender.ts';
import { CAPTURED_DEVICE, openPair } from './capture/pair.ts';
import type { Pair } from './capture/pair.ts';
import { dumpcap, tcpdump } from './capture/rivals.ts';
import { measure } from './capture/run.ts';
import type { Load, RunResult } from './capture/run.ts';
import type { Bench } from './main.ts';
import { printTable } from './table.ts';
import { benchFolder } from './folders.ts';

const WANTED_PORT = 4242;
const OTHER_PORT = 4243;
const SNAP_BYTES = 128;
/** As the controller orders it. */
const RAW_FRAMES = 2_000;
const MATCH = {
  protocol: 'udp',
  remote: '10.9.0.2',
  remotePort: WANTED_PORT,
  locals: ['10.9.0.1'],
  vni: 0,
  arp: [],
};

interface Settings {
  readonly runs: number;
  readonly seconds: number;
  readonly rate: number;
}

const settingsOf = (args: readonly string[]): Settings => {
  const option = (value: string) => ({ type: 'string', default: value }) as const;
  const options = { runs: option('5'), seconds: option('4'), rate: option('300000') };
  const { values } = parseArgs({ args: [...args], options });
  return {
    runs: Number(values.runs),
    seconds: Number(values.seconds),
    rate: Number(values.rate),
  };
};

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
};

const rounded = (value: number): number => Number(value.toPrecision(3));

/** Runs every contender once a round; the first round warms up and is not counted. */
const rounds = async (
  pair: Pair,
  contenders: readonly Contender[],
  load: Load,
  count: number,
): Promise<{ first: readonly RunResult[]; counted: readonly (readonly RunResult[])[] }> => {
  const all: RunResult[][] = [];
  for (let round = 0; round <= count; round += 1) {
    const results: RunResult[] = [];
    for (const contender of contenders) results.push(await measure(pair, contender, load));
    all.push(results);
  }
  const [first = [], ...counted] = all;
  return { first, counted };
};

const column = (
  counted: readonly (readonly RunResult[])[],
  index: number,
  pick: (result: RunResult) => number,
): number[] => counted.flatMap((round) => (round[index] === undefined ? [] : pick(round[index])));

/** Median over the rounds of the quotient within each round. */
const ratioOf = (counted: readonly (readonly RunResult[])[], ours: number, theirs: number) =>
  rounded(
    median(counted.map((round) => (round[ours]?.cpuUs ?? 0) / (round[theirs]?.cpuUs ?? Infinity))),
  );

interface Field {
  readonly pair: Pair;
  readonly agent: AgentUnderTest;
  readonly folder: string;
  readonly settings: Settings;
  /** Rendered by the agent. */
  filter: string;
}

const hopscopeOf = (field: Field, name: string, rawFrames: number): Contender => {
  let trace = 0;
  return agentContender({
    name,
    agent: field.agent,
    trace: () => `${name.replaceAll(/\W/g, '-')}-${(trace += 1)}`,
    capture: {
      capture: 1,
      device: { netns: field.pair.receiver, device: CAPTURED_DEVICE },
      match: MATCH,
      snapBytes: SNAP_BYTES,
      packetsMax: 5_000_000,
      bytesMax: 1024 * 1024 * 1024,
      rawFrames,
    },
    armed: (filter) => (field.filter = filter),
  });
};

const rivalOptions = ({ pair, filter, folder }: Field) => ({
  netns: pair.receiver,
  device: CAPTURED_DEVICE,
  filter,
  snapBytes: SNAP_BYTES,
  folder,
});

const matching = async (field: Field) => {
  const { settings, pair } = field;
  const hopscope = hopscopeOf(field, 'hopscope', RAW_FRAMES);
  // armed once for its filter, which the rivals are given too
  await (await hopscope.start()).stop(0);
  const contenders = [
    hopscope,
    hopscopeOf(field, 'hopscope --raw all', 0),
    tcpdump(rivalOptions(field)),
    dumpcap(rivalOptions(field)),
  ];
  const { seconds, rate, runs } = settings;
  const traffic = { port: WANTED_PORT, wanted: true, senders: 1 };
  const load = { ...traffic, seconds, packetsPerSecond: rate };
  const { first, counted } = await rounds(pair, contenders, load, runs);
  console.log(`${rate} packets/s of 64 bytes, all wanted, ${runs} runs`);
  printTable(
    ['', 'us CPU/packet', 'first run', 'x tcpdump', 'packets/s', 'lost'],
    contenders.map(({ name }, index) => [
      name,
      median(column(counted, index, ({ cpuUs }) => cpuUs)).toFixed(3),
      (first[index]?.cpuUs ?? 0).toFixed(3),
      ratioOf(counted, index, 2),
      Math.round(median(column(counted, index, ({ packetsPerSecond }) => packetsPerSecond))),
      column(counted, index, ({ lost }) => lost).reduce((sum, lost) => sum + lost, 0),
    ]),
  );
  const lost = column(counted, 0, (result) => result.lost);
  return {
    ratio: {
      tcpdump: ratioOf(counted, 0, 2),
      dumpcap: ratioOf(counted, 0, 3),
      tcpdumpRawAll: ratioOf(counted, 1, 2),
    },
    cpuUsPerPacket: rounded(median(column(counted, 0, ({ cpuUs }) => cpuUs))),
    dropped: lost.reduce((sum, value) => sum + value, 0),
    packetsPerSecond: Math.round(median(column(counted, 0, (result) => result.packetsPerSecond))),
  };
};

const NON_MATCHING_RATE = 1_000_000;

const nonMatching = async (field: Field) => {
  const { settings, pair } = field;
  const contenders = [
    idle('nobody'),
    hopscopeOf(field, 'hopscope', RAW_FRAMES),
    tcpdump(rivalOptions(field)),
  ];
  const load = {
    seconds: settings.seconds,
    packetsPerSecond: NON_MATCHING_RATE,
    port: OTHER_PORT,
    wanted: false,
    senders: 2,
  };
  const { counted } = await rounds(pair, contenders, load, settings.runs);
  const own = (index: number): number => median(column(counted, index, ({ cpuUs }) => cpuUs));
  // What the sender pays more than without a capture: the kernel's filter, and all it touches.
  const kernel = (index: number): number =>
    median(counted.map((round) => (round[index]?.senderUs ?? 0) - (round[0]?.senderUs ?? 0)));
  const speed = median(column(counted, 1, ({ packetsPerSecond }) => packetsPerSecond));
  console.log(`\nas many packets/s as can be sent, none wanted, ${settings.runs} runs`);
  printTable(
    ['', 'us CPU/packet', 'us in the kernel more', 'packets/s'],
    contenders.map(({ name }, index) => [
      name,
      own(index).toFixed(4),
      kernel(index).toFixed(3),
      Math.round(median(column(counted, index, ({ packetsPerSecond }) => packetsPerSecond))),
    ]),
  );
  const figures = (index: number) => ({
    cpuUsPerPacket: rounded(own(index)),
    kernelUsPerPacket: rounded(kernel(index)),
  });
  return {
    nonMatching: {
      packetsPerSecond: Math.round(speed),
      cpuUsPerPacket: rounded(own(1)),
      hopscope: figures(1),
      tcpdump: figures(2),
    },
  };
};

export const bench: Bench = {
  about: 'CPU per packet and drops of a capture, beside tcpdump and dumpcap',
  run: async (args) => {
    const settings = settingsOf(args);
    const folder = benchFolder({ inMemory: false });
    const pair = openPair();
    try {
      const agent = await startAgent();
      try {
        const field = { pair, agent, folder, settings, filter: '' };
        return { ...(await matching(field)), ...(await nonMatching(field)) };
      } finally {
        await agent.close();
      }
    } finally {
      pair.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
