// A privileged process that touches nothing: it speaks the channel and makes up what it saw.
// For tests of link, of NATS and of the controller's run; started like the real one, fd 3.
// Its behaviour is one JSON argument, see FakeBehaviour.

import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { HopscopeError, Wire, wireNow } from '@hopscope/proto';
import type { hopscope, Verb } from '@hopscope/proto';
import { buildProbeFrame } from '@hopscope/packet';

import {
  CHANNEL_VERSION,
  decodeHello,
  encodeHello,
  failureResponse,
  openChannel,
  shiftTime,
} from '../../src/channel/mod.ts';
import type { Channel, ClockShift } from '../../src/channel/mod.ts';

export interface FakeBehaviour {
  /** Ends with status 9 when it gets this verb. */
  readonly dieOn?: Verb;
  /** Never answers this verb. */
  readonly silentOn?: Verb;
  /** Probes are answered at the tap. */
  readonly answers?: boolean;
  /** Leaves out this parcel number. */
  readonly skipSequence?: number;
  /** Takes this long to arm, milliseconds. */
  readonly armMs?: number;
  /** Packets the VM sends by itself right after arm. */
  readonly speaks?: number;
}

type Bytes = Uint8Array;
type Probe = hopscope.v1.Probe.$Properties;

interface Trace {
  sequence: number;
  readonly captures: number[];
  readonly protocol: string;
  readonly remote: string;
  readonly local: string;
}

const ANSWER_BYTE = 34;

/** Columns of one sightings batch. */
const batchOf = (
  capture: number,
  side: number,
  frames: readonly Bytes[],
  shift: ClockShift | null,
) => {
  const sec = new Uint32Array(frames.length);
  const nsec = new Uint32Array(frames.length);
  frames.forEach((_frame, index) => {
    const stamp = shiftTime(wireNow(), shift);
    sec[index] = stamp.sec;
    nsec[index] = stamp.nsec;
  });
  const bytes = (column: Uint32Array | Uint16Array): Bytes =>
    new Uint8Array(column.buffer, 0, column.byteLength);
  return {
    capture,
    count: frames.length,
    sec: bytes(sec),
    nsec: bytes(nsec),
    side: new Uint8Array(frames.length).fill(side),
    originalBytes: bytes(Uint32Array.from(frames, (frame) => frame.length)),
    capturedBytes: bytes(Uint16Array.from(frames, (frame) => frame.length)),
    frames: Buffer.concat(frames),
  };
};

class FakeNode {
  private readonly traces = new Map<string, Trace>();
  private shift: ClockShift | null = null;
  private readonly behaviour: FakeBehaviour;
  private readonly channel: Channel;

  constructor(behaviour: FakeBehaviour) {
    this.behaviour = behaviour;
    this.channel = openChannel(new Socket({ fd: 3 }), {
      hello: (payload) => {
        this.shift = decodeHello(payload).clockShift;
        this.channel.hello(encodeHello({ version: CHANNEL_VERSION, pid: process.pid }));
      },
      request: (verb, body) => this.answer(verb, body),
    });
    void this.channel.closed.then(() => process.exit(0));
  }

  private now() {
    return shiftTime(wireNow(), this.shift);
  }

  private parcel(trace: string, content: hopscope.v1.Parcel.$Properties): void {
    const state = this.traces.get(trace);
    if (state === undefined) return;
    state.sequence += 1;
    if (state.sequence === this.behaviour.skipSequence) return;
    const parcel = { sequence: state.sequence, ...content };
    this.channel.parcel(trace, Wire.Parcel.encode(parcel).finish());
  }

  private sight(trace: string, side: number, frames: readonly Bytes[]): void {
    for (const capture of this.traces.get(trace)?.captures ?? [])
      this.parcel(trace, { sightings: batchOf(capture, side, frames, this.shift) });
  }

  private frames(probe: Probe, count: number): Bytes[] {
    return Array.from({ length: count }, (_, sequence) =>
      buildProbeFrame({
        protocol: 'icmp',
        sourceMac: 'fa:16:3e:00:00:01',
        destinationMac: 'fa:16:3e:00:00:02',
        source: probe.src ?? '',
        destination: probe.dst ?? '',
        sourcePort: probe.srcPort ?? 0,
        destinationPort: 0,
        sequence,
        ipId: sequence + 1,
        ttl: 64,
        dontFragment: false,
        payload: new Uint8Array(16),
      }),
    );
  }

  private answersOf(probe: Probe, count: number): Bytes[] {
    const swapped = { ...probe, src: probe.dst ?? '', dst: probe.src ?? '' };
    return this.frames(swapped, count).map((frame) => {
      frame[ANSWER_BYTE] = 0; // echo reply
      return frame;
    });
  }

  private async answer(verb: Verb, body: Bytes): Promise<Bytes> {
    if (this.behaviour.dieOn === verb) process.exit(9);
    if (this.behaviour.silentOn === verb) return new Promise(() => {});
    switch (verb) {
      case 'describe':
        return Wire.DescribeResponse.encode({ node: 'fake', kernel: String(process.pid) }).finish();
      case 'arm':
        await sleep(this.behaviour.armMs ?? 0);
        return this.arm(Wire.ArmRequest.decode(body));
      case 'renew':
        return this.renew(Wire.RenewRequest.decode(body));
      case 'release':
        return this.release(Wire.ReleaseRequest.decode(body));
      case 'inject':
        return this.inject(Wire.InjectRequest.decode(body));
      case 'snapshot':
        return this.snapshot(Wire.SnapshotRequest.decode(body));
      case 'clock':
      case 'console':
        return failureResponse(new HopscopeError('ORDER_INVALID', `no ${verb} here`));
    }
  }

  private arm(request: hopscope.v1.ArmRequest.$Properties): Bytes {
    const trace = request.trace ?? '';
    const captures = (request.captures ?? []).map(({ capture, device }) => ({
      capture: capture ?? 0,
      filter: 'icmp',
      ...(device?.device?.startsWith('missing')
        ? { failure: { code: 'DEVICE_MISSING', message: `no ${device.device} here` } }
        : {}),
    }));
    if (!this.traces.has(trace)) {
      const match = request.captures?.[0]?.match;
      this.traces.set(trace, {
        sequence: 0,
        captures: captures.filter((one) => !('failure' in one)).map(({ capture }) => capture),
        protocol: match?.protocol ?? '',
        remote: match?.remote ?? '',
        local: match?.locals?.[0] ?? '',
      });
      for (const read of request.evidence ?? [])
        this.parcel(trace, { evidence: { ...read, phase: 'before', body: Buffer.from('before') } });
      const probe = { src: match?.locals?.[0] ?? '', dst: match?.remote ?? '', srcPort: 1 };
      const { speaks = 0 } = this.behaviour;
      if (speaks > 0) this.sight(trace, 0, this.frames(probe, speaks));
    }
    return Wire.ArmResponse.encode({ captures, armedAt: this.now() }).finish();
  }

  private known(trace: string | null | undefined): Trace {
    const state = this.traces.get(trace ?? '');
    if (state === undefined) throw new HopscopeError('ORDER_UNKNOWN', `no order of ${trace}`);
    return state;
  }

  private renew({ trace }: hopscope.v1.RenewRequest.$Properties): Bytes {
    this.known(trace);
    return Wire.RenewResponse.encode({ remainingMs: 1_000 }).finish();
  }

  private release({ trace }: hopscope.v1.ReleaseRequest.$Properties): Bytes {
    const { sequence, captures } = this.known(trace);
    this.traces.delete(trace ?? '');
    return Wire.ReleaseResponse.encode({
      lastSequence: sequence,
      stoppedAt: this.now(),
      captures: captures.map((capture) => ({ capture, endedBy: 'release', seen: 1, matched: 1 })),
    }).finish();
  }

  private inject({ trace, probe }: hopscope.v1.InjectRequest.$Properties): Bytes {
    this.known(trace);
    const count = probe?.count ?? 0;
    const firstAt = this.now();
    this.sight(trace ?? '', 0, this.frames(probe ?? {}, count));
    if (this.behaviour.answers === true)
      this.sight(trace ?? '', 1, this.answersOf(probe ?? {}, count));
    return Wire.InjectResponse.encode({ sent: count, firstAt, lastAt: this.now() }).finish();
  }

  private reads = 0;

  private snapshot({ evidence }: hopscope.v1.SnapshotRequest.$Properties): Bytes {
    this.reads += 1;
    const body = Buffer.from(`read ${this.reads}`);
    return Wire.SnapshotResponse.encode({
      evidence: (evidence ?? []).map((read) => ({ ...read, body })),
    }).finish();
  }
}

export const fakeNodePath: string = import.meta.filename;

if (import.meta.main) {
  const node = new FakeNode(JSON.parse(process.argv[2] ?? '{}') as FakeBehaviour);
  // the channel keeps the process alive; the reference keeps the object
  process.once('exit', () => void node);
}
