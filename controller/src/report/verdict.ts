// verdict.json: the public, versioned result, and what `--json` prints. The zod schema is the
// source; report/verdict.schema.json is generated from it and committed.

import { z } from 'zod';

export const VERDICT_SCHEMA = 'hopscope.verdict/1';

const pointRef = z.string();

export const verdictSchema = z.object({
  schema: z.literal(VERDICT_SCHEMA),
  trace: z.string(),
  startedAt: z.string(),
  request: z.record(z.string(), z.unknown()),
  flow: z.object({
    server: z.object({ id: z.string().nullable(), name: z.string() }),
    project: z.string(),
    port: z.string(),
    protocol: z.enum(['icmp', 'tcp', 'udp']),
    localAddress: z.string(),
    remoteAddress: z.string(),
    remotePort: z.number().nullable(),
    natAddress: z.string(),
    exit: z.enum(['snat', 'fip', 'none']),
    /**
     * How the flow leaves the cloud, in words: `SNAT to 172.24.4.194 by router r1 on net1; ...`.
     */
    exitText: z.string(),
  }),
  status: z.enum([
    'INCONCLUSIVE',
    'NOT_SENT',
    'LOST',
    'REJECTED',
    'UNANSWERED',
    'DEGRADED',
    'DELIVERED',
  ]),
  owner: z.enum(['tenant', 'platform', 'upstream']).nullable(),
  direction: z.enum(['forward', 'reply']).nullable(),
  summary: z.string(),
  segment: z
    .object({ from: pointRef, to: pointRef, via: z.array(z.string()), kind: z.string() })
    .nullable(),
  packets: z.object({
    sent: z.number(),
    answered: z.number(),
    injected: z.number(),
    /**
     * No loss among so few packets: the rate is below this, with 95 %. Null when some were lost.
     */
    lossRateBelow: z.number().nullable(),
  }),
  /** Small probes beside large ones that were not answered; `bytes` of the whole IP packet. */
  control: z.object({ bytes: z.number(), sent: z.number(), answered: z.number() }).optional(),
  /** Only of a search for the path MTU: sizes are those of whole IP packets, in bytes. */
  mtu: z
    .object({
      /** The largest that was answered; 0 = none. */
      passes: z.number(),
      /** The smallest that was not; 0 = all were. */
      fails: z.number(),
      /** The largest that was tried: the MTU of the VM's network. */
      bytesMax: z.number(),
      /** What a router on the way said would fit; 0 = none spoke. */
      nextHop: z.number(),
      tried: z.array(z.object({ bytes: z.number(), answered: z.boolean() })),
    })
    .optional(),
  /** From the VM's port to the answer back at it; null when no packet could be paired. */
  roundTrip: z
    .object({
      count: z.number(),
      p50Ns: z.number(),
      p99Ns: z.number(),
      /** Median share outside the cloud: from the last point out to the first point back. */
      outsideP50Ns: z.number().nullable(),
    })
    .nullable(),
  points: z.array(
    z.object({
      id: pointRef,
      node: z.string(),
      netns: z.string(),
      device: z.string(),
      side: z.enum(['in', 'out']),
      role: z.string(),
      direction: z.enum(['forward', 'reply']),
      armed: z.boolean(),
      /** Why it was not armed, or how its capture ended before its time; '' = as planned. */
      problem: z.string(),
      packets: z.number(),
      seen: z.number(),
      matched: z.number(),
      droppedByKernel: z.number(),
      droppedByAgent: z.number(),
      missRate: z.number(),
      note: z.string(),
    }),
  ),
  segments: z.array(
    z.object({
      from: pointRef,
      to: pointRef,
      kind: z.string(),
      direction: z.enum(['forward', 'reply']),
      sent: z.number(),
      lost: z.number(),
      lossLow: z.number(),
      lossHigh: z.number(),
      reordered: z.number(),
      duplicated: z.number(),
      latency: z
        .object({
          count: z.number(),
          p50Ns: z.number(),
          p90Ns: z.number(),
          p99Ns: z.number(),
          maxNs: z.number(),
          boundNs: z.number(),
          /** Packets below 1 us, 2 us, 4 us, ...; the last bucket has the rest. */
          histogram: z.array(z.number()).readonly(),
        })
        .nullable(),
      observable: z.boolean(),
    }),
  ),
  causes: z.array(
    z.object({
      code: z.string(),
      confidence: z.enum(['confirmed', 'likely', 'possible']),
      owner: z.enum(['tenant', 'platform', 'upstream']),
      title: z.string(),
      detail: z.string(),
      evidence: z.array(z.record(z.string(), z.string())),
      affects: z
        .object({
          text: z.string(),
          ports: z.array(z.string()),
          projects: z.array(z.string()),
          networks: z.array(z.string()),
          hosts: z.array(z.string()),
        })
        .nullable(),
      fix: z.array(
        z.object({
          kind: z.enum(['now', 'root']),
          scope: z.string(),
          commands: z.array(z.string()),
          risk: z.string(),
          undo: z.string(),
        }),
      ),
      objects: z.record(z.string(), z.string()),
      references: z.array(z.string()),
      /** Code of the cause that brought this one about. */
      follows: z.string().optional(),
      /** Where the code is explained. */
      docs: z.string().optional(),
    }),
  ),
  /** The checks of the state alone: what the API says against what the nodes have. */
  checks: z
    .array(
      z.object({
        number: z.number(),
        id: z.string(),
        outcome: z.enum(['ok', 'bad', 'unknown']),
        /** Rows that are bad: evidence, with the cause each suggests. */
        bad: z.array(z.record(z.string(), z.string())),
      }),
    )
    .optional(),
  /** Beside other VMs, by state: is it the VM, its host, the network or the router? */
  comparison: z
    .object({
      where: z.enum(['vm', 'host', 'network', 'router', 'unknown']),
      text: z.string(),
      siblings: z.array(
        z.object({
          relation: z.enum(['same-host', 'same-network']),
          name: z.string(),
          port: z.string(),
          address: z.string(),
          host: z.string(),
          outcome: z.enum(['ok', 'bad', 'unknown']),
          suspects: z.array(z.string()),
          unknown: z.array(z.number()),
          /** The status of its own probes, with --siblings. */
          probed: z.string().optional(),
        }),
      ),
    })
    .nullable()
    .optional(),
  clock: z.record(
    z.string(),
    z.object({
      offsetNs: z.number(),
      boundNs: z.number(),
      driftPpm: z.number(),
      source: z.string(),
    }),
  ),
  limits: z.array(z.string()),
  timings: z.record(z.string(), z.number()),
});

export type Verdict = z.infer<typeof verdictSchema>;
export type VerdictPoint = Verdict['points'][number];
export type VerdictSegment = Verdict['segments'][number];
export type VerdictCause = Verdict['causes'][number];
