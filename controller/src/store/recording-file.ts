// recording.json: a recording without its bulk. Frames, digests, evidence texts and conntrack lines
// are files of their own beside it. The shape is checked when it is read; the path and the plan
// inside are our own writing and are taken as they are.

import { z } from 'zod';
import type { Recording } from '../run/recording.ts';
import { digestCount } from './digest-file.ts';

const RECORDING_SCHEMA = 'hopscope.recording/1';

const count = z.int().min(0);
const text = z.string();

const pathSchema = z.looseObject({
  flow: z.looseObject({ serverName: text, protocol: z.enum(['icmp', 'tcp', 'udp']) }),
  points: z.array(z.looseObject({ id: text, node: text, device: text, direction: text })),
  segments: z.array(z.looseObject({ id: text, from: text, to: text, kind: text })),
  nodes: z.array(z.looseObject({ name: text })),
  neutron: z.looseObject({ port: z.looseObject({ id: text }) }),
  limits: z.array(text),
});

const planSchema = z.looseObject({
  nodes: z.array(
    z.looseObject({
      node: text,
      captures: z.array(z.looseObject({ capture: count, device: text, points: z.array(text) })),
    }),
  ),
});

export const recordingFileSchema = z.object({
  schema: z.literal(RECORDING_SCHEMA),
  trace: text,
  startedAt: text,
  baseSec: count,
  request: z.looseObject({ source: text }),
  path: pathSchema,
  plan: planSchema,
  captures: z.array(
    z.object({
      node: text,
      capture: count,
      device: text,
      armed: z.boolean(),
      failure: text,
      filter: text,
      seen: count,
      matched: count,
      droppedByKernel: count,
      droppedByAgent: count,
      endedBy: text,
      frames: count,
      digests: count.optional(),
      sampledOut: count.optional(),
      sampleShift: count.optional(),
    }),
  ),
  evidence: z.array(
    z.object({
      node: text,
      reader: text,
      netns: text,
      selectors: z.array(text),
      phase: text,
      argv: z.array(text),
      rc: z.int(),
      startedNs: z.number(),
      endedNs: z.number(),
      truncated: z.boolean(),
      failure: text,
    }),
  ),
  conntrack: z.array(z.object({ node: text, netns: text })),
  events: z.array(
    z.object({ node: text, atNs: z.number(), code: text, capture: count, message: text }),
  ),
  windows: z.array(z.object({ node: text, armedNs: z.number(), stoppedNs: z.number() })),
  clocks: z.array(
    z.object({ node: text, t0: z.number(), t1: z.number(), t2: z.number(), t3: z.number() }),
  ),
  injected: z
    .object({
      node: text,
      protocol: text,
      sent: count,
      sourcePort: count,
      firstNs: z.number(),
      lastNs: z.number(),
      failure: text,
    })
    .nullable(),
  mtu: z
    .object({
      passes: count,
      fails: count,
      bytesMax: count,
      nextHop: count,
      tried: z.array(z.object({ bytes: count, answered: z.boolean() })),
    })
    .optional(),
  control: z
    .object({ bytes: count, ports: z.array(count), sent: count, answered: count })
    .optional(),
  siblings: z
    .array(
      z.object({
        relation: z.enum(['same-host', 'same-network']),
        name: text,
        port: text,
        address: text,
        host: text,
        outcome: z.enum(['ok', 'bad', 'unknown']),
        suspects: z.array(text),
        unknown: z.array(count),
        probed: text.optional(),
      }),
    )
    .optional(),
  limits: z.array(text),
  timings: z.record(text, z.number()),
});

export type RecordingFile = z.infer<typeof recordingFileSchema>;

/** Device of each capture, by node and number, as the plan has it. */
const deviceOf = ({ plan }: Recording, node: string, capture: number): string =>
  plan.nodes
    .find((candidate) => candidate.node === node)
    ?.captures.find((candidate) => candidate.capture === capture)?.device ?? 'unknown';

/** The part of a recording that recording.json holds. */
export const toRecordingFile = (recording: Recording): unknown => ({
  schema: RECORDING_SCHEMA,
  ...recording,
  captures: recording.captures.map(({ frames, digests, ...capture }) => ({
    ...capture,
    device: deviceOf(recording, capture.node, capture.capture),
    frames: frames.count,
    digests: digestCount(digests),
  })),
  evidence: recording.evidence.map(({ text: _text, ...record }) => record),
  conntrack: recording.conntrack.map(({ node, netns }) => ({ node, netns })),
});
