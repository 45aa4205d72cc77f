// The shortcut from a frame to its digest, for the packets that there are millions of: whole TCP
// segments and UDP datagrams of the flow in plain frames, without IP options. Columns are skipped:
// writing and reading twenty of them costs as much as everything else. Whatever is unusual is left
// to summarise, which says what a digest means; a property test holds the two together.

import { pseudoHeaderSum } from '../checksum.ts';
import type { FrameColumns } from '../columns.ts';
import { HEAD_WORDS, type DigestWriter } from './digest.ts';
import { hashBytes, highLane, lowLane, macHashAt } from './hash.ts';
import { DIRECTION, KIND } from './packet-columns.ts';
import { addsUp, isPartial, transportResidual } from './residual.ts';
import type { SummariseContext } from './summarise.ts';
import { KEY_PAYLOAD_BYTES, PROTOCOL } from './transport.ts';

const ETHERNET_BYTES = 14;
const IPV4_BYTES = 20;
const UDP_BYTES = 8;
const TCP_BYTES = 20;
/** Ethertype IPv4, version 4, no options: the 4 bytes at 12, without the DSCP. */
const PLAIN_IPV4 = 0x08004500;
/** Two no-operations and a timestamp: what Linux puts into every segment. RFC 7323, appendix A. */
const STAMP_OPTION = 0x0101080a;
const STAMPED_TCP_BYTES = 32;
const RST = 4;
/** Words that tell whether a packet has the head of the one before: MACs, and all the rest. */
const SEEN_WORDS = 8;
const WAYS = 8;

export class QuickDigest {
  private readonly writer: DigestWriter;
  private readonly view: DataView;
  private readonly bytesEnd: number;
  private readonly protocol: number;
  private readonly remote: number;
  private readonly remotePort: number;
  private readonly locals: Int32Array;
  private readonly head = new Int32Array(HEAD_WORDS);
  /** By side and direction: what the head in `heads` was made of. */
  private readonly seen = new Int32Array(WAYS * SEEN_WORDS);
  private readonly heads = new Int32Array(WAYS).fill(-1);
  /** Of the writer, that the heads are numbers of. */
  private batch = -1;
  // Of the packet under way.
  private seq = 0;
  private ack = 0;
  private flags = 0;
  private payloadBytes = 0;
  private hash = 0;
  private l4a = 0;
  private l4b = 0;
  private kind = 0;
  private residual = 0;
  private checksum = 0;
  /** What the checksum covers. */
  private covered = 0;
  private weakWithoutId = false;

  /** `bytes`: where the frames of all calls lie. */
  constructor(writer: DigestWriter, context: SummariseContext, bytes: Uint8Array) {
    this.writer = writer;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.bytesEnd = bytes.length;
    this.protocol = PROTOCOL[context.protocol];
    this.remote = context.remote | 0;
    this.remotePort = context.remotePort;
    this.locals = Int32Array.from(context.locals);
  }

  /** True when the shortcut is one for this flow at this kind of point. */
  static serves({ protocol, vnis }: SummariseContext): boolean {
    return protocol !== 'icmp' && vnis.length === 0;
  }

  /**
   * Appends the digests of frames `from` up to `to` (not included) until it meets one that is no
   * plain packet, or of whose side and direction (3 × side + direction) `spared` is above 0, or
   * that the writer has no room for; how many it took.
   */
  run(frames: FrameColumns, from: number, to: number, spared: Int32Array): number {
    let index = from;
    while (index < to && this.add(frames, index, spared)) index += 1;
    return index - from;
  }

  private add(frames: FrameColumns, index: number, spared: Int32Array): boolean {
    const { view } = this;
    const start = frames.offset[index]!;
    const end = Math.min(start + frames.capturedBytes[index]!, this.bytesEnd);
    const ip = start + ETHERNET_BYTES;
    const l4 = ip + IPV4_BYTES;
    if (l4 + UDP_BYTES > end || (view.getInt32(start + 12) & 0xffffff00) !== PLAIN_IPV4)
      return false;
    const lengthAndId = view.getInt32(ip + 2);
    const ipBytes = lengthAndId >>> 16;
    const fragmentAndTtl = view.getInt32(ip + 6);
    const isWhole = (fragmentAndTtl & 0x3fff0000) === 0;
    if (!isWhole || ipBytes < IPV4_BYTES + UDP_BYTES || (fragmentAndTtl & 0xff) !== this.protocol)
      return false;
    const source = view.getInt32(ip + 12);
    const destination = view.getInt32(ip + 16);
    const forward = destination === this.remote && this.isLocal(source);
    if (!forward && !(source === this.remote && this.isLocal(destination))) return false;
    const ports = view.getInt32(l4);
    const localPort = forward ? ports >>> 16 : ports & 0xffff;
    const remotePort = forward ? ports & 0xffff : ports >>> 16;
    if (this.remotePort !== 0 && remotePort !== this.remotePort) return false;
    const direction = forward ? DIRECTION.forward : DIRECTION.reply;
    const side = frames.side[index]!;
    if (spared[side * 3 + direction]! > 0) return false;

    const ipId = lengthAndId & 0xffff;
    this.kind = KIND.flow;
    const l4Bytes = ipBytes - IPV4_BYTES;
    const isUdp = this.protocol === PROTOCOL.udp;
    if (!(isUdp ? this.takeUdp(l4, end, l4Bytes) : this.takeTcp(l4, end, l4Bytes))) return false;
    if (ipId === 0 && this.weakWithoutId) this.kind |= KIND.weak;
    const localAddress = forward ? source : destination;
    if (!isUdp || this.checksum !== 0)
      this.takeChecksum(l4, end, source, destination, localAddress, localPort);
    const fragment = fragmentAndTtl >>> 16;
    const portAndFragment = remotePort | (fragment << 16);
    const marks = this.kind | (this.flags << 16) | (((fragmentAndTtl >>> 8) & 0xff) << 24);
    const way = (side << 2) | direction;
    const head = this.headOf(way, start, localAddress, portAndFragment, marks);
    if (head < 0) return false;
    const port = this.protocol | (remotePort << 8);
    return this.writer.put(
      frames.sec[index]!,
      frames.nsec[index]!,
      highLane(port, this.remote, ipId, this.l4a, this.l4b, ipBytes),
      lowLane(port, this.remote, ipId, this.l4a, this.l4b, ipBytes),
      this.seq,
      this.ack === 0 ? this.hash : this.ack,
      this.payloadBytes,
      localPort | (ipId << 16),
      this.residual | (head << 16),
    );
  }

  private isLocal(address: number): boolean {
    const { locals } = this;
    for (let at = 0; at < locals.length; at += 1) if (locals[at] === address) return true;
    return false;
  }

  private takeUdp(at: number, end: number, l4Bytes: number): boolean {
    const { view } = this;
    const lengthAndChecksum = view.getInt32(at + 4);
    this.covered = lengthAndChecksum >>> 16;
    this.checksum = lengthAndChecksum & 0xffff;
    this.payloadBytes = l4Bytes - UDP_BYTES;
    const hashed = Math.min(this.payloadBytes, KEY_PAYLOAD_BYTES);
    if (at + UDP_BYTES + hashed > end) return false;
    this.seq = 0;
    this.ack = 0;
    this.flags = 0;
    this.hash = hashBytes(view, at + UDP_BYTES, hashed);
    this.l4a = this.covered;
    this.l4b = this.hash;
    this.weakWithoutId = true;
    this.residual = 0;
    return true;
  }

  private takeTcp(at: number, end: number, l4Bytes: number): boolean {
    const { view } = this;
    if (at + TCP_BYTES > end) return false;
    const offsetAndFlags = view.getUint16(at + 12);
    const headerBytes = (offsetAndFlags >>> 12) * 4;
    const isStamped = headerBytes === STAMPED_TCP_BYTES;
    if ((!isStamped && headerBytes !== TCP_BYTES) || headerBytes > l4Bytes) return false;
    if (at + headerBytes > end) return false;
    if (isStamped && view.getInt32(at + TCP_BYTES) !== STAMP_OPTION) return false;
    const stamp = isStamped ? view.getInt32(at + TCP_BYTES + 4) : 0;
    this.seq = view.getInt32(at + 4);
    this.ack = view.getInt32(at + 8);
    this.flags = offsetAndFlags & 0xff;
    if ((this.flags & RST) !== 0) this.kind |= KIND.rst;
    this.checksum = view.getUint16(at + 16);
    this.covered = l4Bytes;
    this.payloadBytes = l4Bytes - headerBytes;
    this.hash = 0;
    this.l4a = this.seq;
    this.l4b = this.ack ^ Math.imul(this.flags & 0x3f, 0x01000193) ^ stamp;
    this.weakWithoutId = stamp === 0;
    this.residual = 0;
    return true;
  }

  private takeChecksum(
    at: number,
    end: number,
    source: number,
    destination: number,
    localAddress: number,
    localPort: number,
  ): void {
    const { checksum, covered, protocol, view } = this;
    const pseudoHeader = pseudoHeaderSum(source, destination, protocol, covered);
    if (isPartial(checksum, pseudoHeader)) {
      this.kind |= KIND.partialChecksum;
      return;
    }
    this.residual = transportResidual(checksum, localAddress, localPort);
    const isWhole = at + covered <= end;
    if (isWhole && !addsUp(view, at, covered, pseudoHeader)) this.kind |= KIND.wrongChecksum;
  }

  /** The number of the head, mostly that of the packet before this way; -1 = no room. */
  private headOf(
    way: number,
    mac: number,
    localAddress: number,
    portAndFragment: number,
    marks: number,
  ): number {
    const { view, seen, heads, writer } = this;
    if (this.batch !== writer.batch) {
      this.batch = writer.batch;
      heads.fill(-1);
    }
    const hasAck = this.ack === 0 ? 0 : 1;
    const at = way * SEEN_WORDS;
    const first = view.getInt32(mac);
    const second = view.getInt32(mac + 4);
    const third = view.getInt32(mac + 8);
    const known = heads[way]!;
    if (
      known >= 0 &&
      seen[at] === first &&
      seen[at + 1] === second &&
      seen[at + 2] === third &&
      seen[at + 3] === localAddress &&
      seen[at + 4] === portAndFragment &&
      seen[at + 5] === marks &&
      seen[at + 6] === hasAck
    )
      return known;
    seen[at] = first;
    seen[at + 1] = second;
    seen[at + 2] = third;
    seen[at + 3] = localAddress;
    seen[at + 4] = portAndFragment;
    seen[at + 5] = marks;
    seen[at + 6] = hasAck;
    return (heads[way] = this.findHead(way, mac, localAddress, portAndFragment, marks, hasAck));
  }

  private findHead(
    way: number,
    mac: number,
    localAddress: number,
    portAndFragment: number,
    marks: number,
    hasAck: number,
  ): number {
    const { head, view } = this;
    head[0] = macHashAt(view, mac + 6);
    head[1] = macHashAt(view, mac);
    head[2] = localAddress;
    head[3] = portAndFragment;
    head[4] = marks;
    head[5] = (way >>> 2) | ((way & 3) << 8) | (hasAck << 16);
    head[6] = 0;
    return this.writer.headNumber(head);
  }
}
