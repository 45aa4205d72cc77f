// Captures of any size on disk: a VM that talks TCP (long transfers and short ones), UDP and ICMP
// with one peer through SNAT, seven capture points, VXLAN on the underlay and a VLAN tag outside.
// Written as pcapng by an encoder of its own, in episodes, so that memory stays small.

import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameColumns } from '@hopscope/packet';
import { Translator } from './address-translation.ts';
import { seeded } from './random.ts';
import type { Sink } from './sink.ts';
import { topologyOf, type Topology } from './topology.ts';
import { connection, datagrams, pings, type Ends } from './traffic.ts';
import { BASE_SEC, newSinks, World, type Conditions } from './world.ts';

const LOCAL = '10.1.0.52';
const REMOTE = '198.51.100.10';
const NAT = '172.24.4.180';
const ENDS: Ends = { local: 0x0a010034, remote: 0xc633640a };
const NAT_NUMBER = 0xac1804b4;
const SNAP_BYTES = 128;

const CONDITIONS: Conditions = {
  loss: null,
  missRate: 0,
  copyRate: 0,
  jitterRate: 0.0005,
  queueMeanNs: 3000,
  clocks: new Map([
    ['cn1', { offsetNs: 0, drift: 0, stepAtNs: 0, stepNs: 0 }],
    ['net1', { offsetNs: 2_300_000, drift: 12e-6, stepAtNs: 0, stepNs: 0 }],
  ]),
  recording: new Map(),
  floodRate: 0,
  snapBytes: SNAP_BYTES,
  offload: false,
};

export const BULK_PROTOCOLS = ['tcp', 'udp', 'icmp'] as const;
type BulkProtocol = (typeof BULK_PROTOCOLS)[number];

const bulkTopology = (protocol: BulkProtocol): Topology =>
  topologyOf(
    { shape: 'snat', hybrid: false, partialChecksums: true, externalVlan: 101 },
    { local: LOCAL, remote: REMOTE, nat: NAT, protocol },
  );

export interface BulkFiles {
  readonly packets: number;
  readonly frames: number;
  readonly bytes: number;
  /** Names within the folder. */
  readonly captures: readonly string[];
  readonly maps: Readonly<Record<BulkProtocol, string>>;
}

const block = (type: number, body: number): { bytes: Buffer; at: number } => {
  const length = 12 + ((body + 3) & ~3);
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(type, 0);
  bytes.writeUInt32LE(length, 4);
  bytes.writeUInt32LE(length, length - 4);
  return { bytes, at: 8 };
};

/** Section header and one Ethernet interface with nanosecond stamps. */
const fileHead = (): Buffer => {
  const section = block(0x0a0d0d0a, 16);
  section.bytes.writeUInt32LE(0x1a2b3c4d, 8);
  section.bytes.writeUInt16LE(1, 12);
  section.bytes.fill(0xff, 16, 24);
  const description = block(1, 20);
  description.bytes.writeUInt16LE(1, 8);
  description.bytes.writeUInt32LE(SNAP_BYTES, 12);
  // if_tsresol 9, end of options.
  description.bytes.writeUInt16LE(9, 16);
  description.bytes.writeUInt16LE(1, 18);
  description.bytes.writeUInt8(9, 20);
  return Buffer.concat([section.bytes, description.bytes]);
};

/** Enhanced packet blocks with their direction flag. */
const packetBlocks = (frames: FrameColumns): Buffer => {
  const { count, bytes, offset, capturedBytes, originalBytes, sec, nsec, side } = frames;
  const out = Buffer.allocUnsafe(count * 48 + bytes.length + count * 3);
  let at = 0;
  for (let row = 0; row < count; row += 1) {
    const captured = capturedBytes[row] ?? 0;
    const padded = (captured + 3) & ~3;
    const length = 44 + padded;
    const stamp = BigInt(sec[row] ?? 0) * 1_000_000_000n + BigInt(nsec[row] ?? 0);
    out.writeUInt32LE(6, at);
    out.writeUInt32LE(length, at + 4);
    out.writeUInt32LE(0, at + 8);
    out.writeUInt32LE(Number(stamp >> 32n), at + 12);
    out.writeUInt32LE(Number(stamp & 0xffffffffn), at + 16);
    out.writeUInt32LE(captured, at + 20);
    out.writeUInt32LE(originalBytes[row] ?? 0, at + 24);
    const from = offset[row] ?? 0;
    out.set(bytes.subarray(from, from + captured), at + 28);
    out.fill(0, at + 28 + captured, at + 28 + padded);
    out.writeUInt32LE(0x0004_0002, at + 28 + padded);
    out.writeUInt32LE((side[row] ?? 0) + 1, at + 32 + padded);
    out.writeUInt32LE(0, at + 36 + padded);
    out.writeUInt32LE(length, at + 40 + padded);
    at += length;
  }
  return out.subarray(0, at);
};

const EPISODE_NS = 400e6;
const QUIET_NS = 600e6;

/** What happens in one episode: some 20,000 packets, seven of ten of them TCP. */
const talk = (worlds: Record<BulkProtocol, World>, startNs: number): void => {
  const { tcp, udp, icmp } = worlds;
  for (let i = 0; i < 4; i += 1) {
    const upload = i % 2 === 0 ? 1500 : 60;
    const transfer = { startNs: startNs + i * 1e6, upload, download: 1560 - upload };
    connection(tcp, ENDS, 'answers', { ...transfer, gapNs: EPISODE_NS / 1600, burst: 1 });
  }
  for (let i = 0; i < 60; i += 1) {
    const at = startNs + (i * EPISODE_NS) / 60;
    connection(tcp, ENDS, 'answers', {
      startNs: at,
      upload: 2,
      download: 4,
      gapNs: 50_000,
      burst: 1,
    });
  }
  const series = (count: number) => ({ count, startNs, gapNs: EPISODE_NS / count });
  datagrams(udp, ENDS, 'answers', series(2500), {
    identical: false,
    oneWay: false,
    fragmented: false,
  });
  pings(icmp, ENDS, 'answers', series(500));
};

const mapOf = (topology: Topology, names: ReadonlyMap<string, string>): string => {
  const { path } = topology;
  const entry = (direction: 'forward' | 'reply') =>
    path.points
      .filter((point) => point.direction === direction)
      .map((point) => ({
        file: names.get(`${point.node} ${point.netns} ${point.device}`),
        node: point.node,
        netns: point.netns,
        device: point.device,
        role: point.role,
        side: point.side,
        address: point.expect.localAddress === LOCAL ? 'local' : 'nat',
        vni: point.vni,
      }));
  const { protocol } = path.flow;
  return JSON.stringify({
    schema: 'hopscope.map/1',
    flow: { local: LOCAL, remote: REMOTE, nat: NAT, protocol },
    forward: entry('forward'),
    reply: entry('reply'),
    conntrack: [{ file: `conntrack-${protocol}.txt`, node: 'net1', netns: 'snat-1' }],
    window: 'whole',
  });
};

/** Writes captures of at least `packets` packets into the folder, with a map per protocol. */
export const writeBulk = (folder: string, packets: number, seed: number): BulkFiles => {
  const topology = bulkTopology('tcp');
  const sinks = newSinks(topology, SNAP_BYTES);
  const translators = Object.fromEntries(
    BULK_PROTOCOLS.map((protocol, index) => [
      protocol,
      new Translator(seeded(seed + index), { protocol, remote: REMOTE, nat: NAT }),
    ]),
  ) as Record<BulkProtocol, Translator>;
  const names = new Map<string, string>();
  const files = topology.plan.nodes.flatMap(({ node, captures }) =>
    captures.map(({ capture, netns, device }) => {
      const name = `${node}-${device}.pcapng`;
      names.set(`${node} ${netns} ${device}`, name);
      const file = openSync(join(folder, name), 'w');
      writeSync(file, fileHead());
      return { name, file, key: `${node} ${capture}` };
    }),
  );
  let written = 0;
  let frames = 0;
  let bytes = 0;
  for (let episode = 0; written < packets; episode += 1) {
    const worldOf = (protocol: BulkProtocol, index: number): World =>
      new World(
        seeded(seed + 1000 * episode + index),
        bulkTopology(protocol),
        translators[protocol],
        CONDITIONS,
        NAT_NUMBER,
        sinks,
      );
    const worlds = {
      tcp: worldOf('tcp', 1),
      udp: worldOf('udp', 2),
      icmp: worldOf('icmp', 3),
    };
    talk(worlds, episode * (EPISODE_NS + QUIET_NS));
    for (const world of Object.values(worlds)) {
      world.timeline.run(Infinity);
      written += world.truths.length;
    }
    for (const { file, key } of files) {
      const sink = sinks.get(key) as Sink;
      const done = sink.finish().frames;
      const blocks = packetBlocks(done);
      writeSync(file, blocks);
      frames += done.count;
      bytes += blocks.length;
      sinks.set(key, newSinks(topology, SNAP_BYTES).get(key) as Sink);
    }
  }
  for (const { file } of files) closeSync(file);
  const maps = Object.fromEntries(
    BULK_PROTOCOLS.map((protocol) => {
      const translator = translators[protocol];
      writeFileSync(join(folder, `conntrack-${protocol}.txt`), translator.events);
      writeFileSync(join(folder, `map-${protocol}.json`), mapOf(bulkTopology(protocol), names));
      return [protocol, `map-${protocol}.json`];
    }),
  ) as Record<BulkProtocol, string>;
  return { packets: written, frames, bytes, captures: files.map(({ name }) => name), maps };
};

export { BASE_SEC };
