// The load of the capture benchmark: 64-byte UDP frames at a given rate, by sendmmsg on a packet
// socket through koffi, so that neither a compiler nor a kernel module is needed. Runs as a
// process of its own inside the namespace of the device it sends on:
//
//   node sender.ts DEVICE PACKETS_PER_SECOND SECONDS DESTINATION_PORT
//
// and prints what it sent and what that cost it as JSON. Rate 0 sends as fast as it can.

import { readdirSync, readFileSync } from 'node:fs';

import { buildProbeFrame } from '@hopscope/packet';
import koffi from 'koffi';

const AF_PACKET = 17;
const SOCK_RAW = 3;
const SOL_PACKET = 263;
const PACKET_QDISC_BYPASS = 20;
/** struct mmsghdr: msghdr of 56 bytes, u32 length, padding. */
const MESSAGE_BYTES = 64;
const IOVEC_BYTES = 16;
const FRAME_BYTES = 64;
const UDP_HEADERS_BYTES = 14 + 20 + 8;
/** Different packets, sent round and round: more than a ring or a batch holds. */
const FRAMES = 16_384;
const BURST_MAX = 256;
const PAUSE_US = 400;

const libc = koffi.load('libc.so.6');
const calls = {
  socket: libc.func('int socket(int, int, int)') as (d: number, t: number, p: number) => number,
  bind: libc.func('int bind(int, void*, uint)') as (f: number, a: Uint8Array, n: number) => number,
  setsockopt: libc.func('int setsockopt(int, int, int, void*, uint)') as (
    ...args: [number, number, number, Uint8Array, number]
  ) => number,
  ifNameToIndex: libc.func('uint if_nametoindex(str)') as (name: string) => number,
  sendmmsg: libc.func('int sendmmsg(int, uint64_t, uint, int)') as (
    ...args: [number, bigint, number, number]
  ) => number,
  usleep: libc.func('int usleep(uint)') as (us: number) => number,
};

const framesFor = (port: number): Buffer => {
  const frames = Buffer.alloc(FRAMES * FRAME_BYTES);
  const payload = new Uint8Array(FRAME_BYTES - UDP_HEADERS_BYTES);
  for (let index = 0; index < FRAMES; index += 1) {
    new DataView(payload.buffer).setUint32(0, index, true);
    const frame = buildProbeFrame({
      protocol: 'udp',
      sourceMac: '02:00:00:00:0a:01',
      destinationMac: '02:00:00:00:0b:02',
      source: '10.9.0.1',
      destination: '10.9.0.2',
      sourcePort: 40_000 + (index % 16),
      destinationPort: port,
      sequence: 0,
      ipId: (index % 0xffff) + 1,
      ttl: 64,
      dontFragment: false,
      payload,
    });
    frames.set(frame, index * FRAME_BYTES);
  }
  return frames;
};

/** One struct mmsghdr per frame, all in one buffer. */
const messagesOf = (frames: Buffer): Buffer[] => {
  const vectors = Buffer.alloc(FRAMES * IOVEC_BYTES);
  const messages = Buffer.alloc(FRAMES * MESSAGE_BYTES);
  const framesAt = koffi.address(frames);
  const vectorsAt = koffi.address(vectors);
  for (let index = 0; index < FRAMES; index += 1) {
    vectors.writeBigUInt64LE(framesAt + BigInt(index * FRAME_BYTES), index * IOVEC_BYTES);
    vectors.writeBigUInt64LE(BigInt(FRAME_BYTES), index * IOVEC_BYTES + 8);
    const at = index * MESSAGE_BYTES;
    messages.writeBigUInt64LE(vectorsAt + BigInt(index * IOVEC_BYTES), at + 16);
    messages.writeBigUInt64LE(1n, at + 24);
  }
  return [messages, vectors];
};

const openSocket = (device: string): number => {
  const fd = calls.socket(AF_PACKET, SOCK_RAW, 0);
  const address = Buffer.alloc(20);
  address.writeUInt16LE(AF_PACKET, 0);
  address.writeInt32LE(calls.ifNameToIndex(device), 4);
  calls.setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, Buffer.of(1, 0, 0, 0), 4);
  if (calls.bind(fd, address, address.length) !== 0) throw new Error(`cannot bind to ${device}`);
  return fd;
};

/** Nanoseconds this process was on a CPU, all threads. */
const cpuNs = (): number =>
  readdirSync('/proc/self/task').reduce(
    (sum, task) =>
      sum + Number(readFileSync(`/proc/self/task/${task}/schedstat`, 'utf8').split(' ')[0]),
    0,
  );

const main = ([device = '', rateText, secondsText, portText]: readonly string[]): void => {
  const rate = Number(rateText);
  const frames = framesFor(Number(portText));
  const [messages] = messagesOf(frames);
  if (messages === undefined) return;
  const base = koffi.address(messages);
  const fd = openSocket(device);
  const before = cpuNs();
  const started = performance.now();
  const ends = started + Number(secondsText) * 1000;
  let sent = 0;
  let refused = 0;
  for (let now = started; now < ends; now = performance.now()) {
    const due = rate === 0 ? BURST_MAX : Math.floor(((now - started) / 1000) * rate) - sent;
    if (due <= 0) {
      calls.usleep(PAUSE_US);
      continue;
    }
    const first = sent % FRAMES;
    const count = Math.min(due, BURST_MAX, FRAMES - first);
    const done = calls.sendmmsg(fd, base + BigInt(first * MESSAGE_BYTES), count, 0);
    if (done > 0) sent += done;
    else refused += 1;
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(JSON.stringify({ sent, refused, seconds, cpuNs: cpuNs() - before }));
};

main(process.argv.slice(2));
