// Everything one run brought home: the input of correlate, and the content of a bundle. Replay
// reads it from a bundle and goes on exactly as a live run does.

import type { DigestBatch, FrameColumns } from '@hopscope/packet';
import type { Request } from '../request.ts';
import type { Path } from '../resolve/path.ts';
import type { Plan } from '../plan/plan.ts';

export interface CaptureRecording {
  readonly node: string;
  readonly capture: number;
  readonly armed: boolean;
  /** '' or why not. */
  readonly failure: string;
  readonly filter: string;
  readonly seen: number;
  readonly matched: number;
  readonly droppedByKernel: number;
  readonly droppedByAgent: number;
  /** release, duration, packets, bytes, lease, device, crash; '' = never answered. */
  readonly endedBy: string;
  readonly frames: FrameColumns;
  /** Packets beyond the first frames, in their order; absent = there are none. */
  readonly digests?: readonly DigestBatch[];
  /** Packets that sampling left out: neither matched nor dropped. */
  readonly sampledOut?: number;
  /** Then: digests were made of 1 of 2^shift packets. */
  readonly sampleShift?: number;
}

export interface EvidenceRecord {
  readonly node: string;
  readonly reader: string;
  readonly netns: string;
  readonly selectors: readonly string[];
  readonly phase: string;
  readonly argv: readonly string[];
  readonly rc: number;
  /** Nanoseconds since `baseSec`. */
  readonly startedNs: number;
  readonly endedNs: number;
  readonly truncated: boolean;
  readonly failure: string;
  readonly text: string;
}

/** Another VM whose state was checked beside the traced one: who else fails what it fails. */
export interface SiblingRecord {
  readonly relation: 'same-host' | 'same-network';
  readonly name: string;
  readonly port: string;
  readonly address: string;
  readonly host: string;
  readonly outcome: 'ok' | 'bad' | 'unknown';
  /** Codes of the causes its checks suggest. */
  readonly suspects: readonly string[];
  /** Numbers of the checks of which something could not be read. */
  readonly unknown: readonly number[];
  /** The status of probes of its own, when it was to send some; `forbidden`: by its node. */
  readonly probed?: string;
}

/** What a search for the path MTU found; sizes are those of whole IP packets, in bytes. */
export interface MtuRecord {
  /** The largest that was answered; 0 = none. */
  readonly passes: number;
  /** The smallest that was not; 0 = all were. */
  readonly fails: number;
  /** The largest that was tried: the MTU of the VM's network. */
  readonly bytesMax: number;
  /** What the last router that refused one said would fit; 0 = none spoke. */
  readonly nextHop: number;
  readonly tried: readonly { readonly bytes: number; readonly answered: boolean }[];
}

/** Small probes beside large ones of which none was answered. */
export interface ControlRecord {
  /** Of the whole IP packet. */
  readonly bytes: number;
  /** Their source ports, or the one echo identifier. */
  readonly ports: readonly number[];
  readonly sent: number;
  readonly answered: number;
}

export interface Recording {
  readonly trace: string;
  readonly startedAt: string;
  /** All times are nanoseconds relative to this second. */
  readonly baseSec: number;
  readonly request: Request;
  readonly path: Path;
  readonly plan: Plan;
  readonly captures: readonly CaptureRecording[];
  readonly evidence: readonly EvidenceRecord[];
  /** Lines of `conntrack -E -o timestamp,extended,id`. */
  readonly conntrack: readonly { node: string; netns: string; text: string }[];
  readonly events: readonly {
    node: string;
    atNs: number;
    code: string;
    capture: number;
    message: string;
  }[];
  /** Per node, of the node's own clock: last `armed` answer and first stop. */
  readonly windows: readonly { node: string; armedNs: number; stoppedNs: number }[];
  /** Exchanges per node: controller sends, node receives, node replies, controller receives. */
  readonly clocks: readonly { node: string; t0: number; t1: number; t2: number; t3: number }[];
  /** null: nothing injected. */
  readonly injected: {
    readonly node: string;
    readonly protocol: string;
    readonly sent: number;
    readonly sourcePort: number;
    readonly firstNs: number;
    readonly lastNs: number;
    readonly failure: string;
  } | null;
  /** Only of a search for the path MTU. */
  readonly mtu?: MtuRecord;
  /** Only when large probes found no answer. */
  readonly control?: ControlRecord;
  /** Absent when nothing was lost, and in recordings of before. */
  readonly siblings?: readonly SiblingRecord[];
  readonly limits: readonly string[];
  /** Milliseconds each stage took. */
  readonly timings: Readonly<Record<string, number>>;
}
