// Cases for causes: the path of the recorded cloud, its recorded state as the agents would have
// answered it, edits of that text that make a fault, and a hand-made place of the loss.

import { parseOvsInterfaces, parseOvsPorts } from '@hopscope/nodestate';
import type { ExecutionContext } from 'ava';
import { type Correlation } from '../../src/correlate/journeys.ts';
import { type Localisation, type Status } from '../../src/localise/finding.ts';
import { type CauseFinding } from '../../src/explain/cause.ts';
import { explain } from '../../src/explain/explain.ts';
import { evidenceNeeds, type EvidenceNeed } from '../../src/plan/needs.ts';
import { type Request } from '../../src/request.ts';
import { type Describe, type NeutronFacts, type Path } from '../../src/resolve/mod.ts';
import { type Direction, type Role, type Segment } from '../../src/resolve/path.ts';
import { type EvidenceRecord, type Recording } from '../../src/run/recording.ts';
import { describeRecorded, type Firewall } from '../resolve/recorded-nodes.ts';
import { ask, recordedCloud } from '../resolve/replayed.ts';
import { recordedAnswer } from './recorded-state.ts';

export type { Firewall };

/** The recorded describe, with the OVS interfaces of the node beside it. */
const describeWired =
  (firewall: Firewall): Describe =>
  async (node, order) => {
    const described = await describeRecorded(firewall)(node, order);
    const table = (name: string): string =>
      recordedAnswer(firewall, {
        node,
        reader: 'ovsdb',
        netns: '',
        selectors: [`table=${name}`],
      }) ?? '';
    const ports = parseOvsPorts(table('Port')).value;
    const interfaces = parseOvsInterfaces(table('Interface')).value.flatMap((one) => {
      const ifaceId = one.externalIds['iface-id'] ?? '';
      if (!(order.ifaceIds ?? []).includes(ifaceId)) return [];
      const tag = ports.find(({ name }) => name === one.name)?.tag ?? 0;
      return [
        { ifaceId, name: one.name, ofport: one.ofport ?? 0, tag, bridge: 'br-int', error: '' },
      ];
    });
    return { ...described, interfaces };
  };

export const recordedPath = async (
  t: ExecutionContext,
  firewall: Firewall,
  source = 'a1',
  change: Partial<Request> = {},
): Promise<Path> => {
  const cloud = await recordedCloud(t, firewall);
  return cloud.trace(ask(source, change), describeWired(firewall));
};

export interface Edit {
  readonly reader: string;
  readonly node?: string;
  /** '' = the node's own namespace; a prefix of a name otherwise. */
  readonly netns?: string;
  readonly selector?: string;
  /** Only this answer; the fault is there before and after when not given. */
  readonly phase?: 'before' | 'after' | 'later';
  /** null: it was not read. */
  readonly text: ((text: string) => string) | null;
}

const fits = (edit: Edit, record: EvidenceRecord): boolean =>
  edit.reader === record.reader &&
  (edit.node === undefined || edit.node === record.node) &&
  (edit.netns === undefined ||
    (edit.netns === '' ? record.netns === '' : record.netns.startsWith(edit.netns))) &&
  (edit.phase === undefined || edit.phase === record.phase) &&
  (edit.selector === undefined || record.selectors.includes(edit.selector));

const recordsOf = (firewall: Firewall, need: EvidenceNeed): EvidenceRecord[] => {
  const text = recordedAnswer(firewall, need);
  if (text === null) return [];
  const phases = need.phase === 'both' ? (['before', 'after'] as const) : [need.phase];
  return phases.map((phase) => ({
    node: need.node,
    reader: need.reader,
    netns: need.netns,
    selectors: need.selectors,
    phase,
    argv: [],
    rc: 0,
    startedNs: 0,
    endedNs: 0,
    truncated: false,
    failure: '',
    text,
  }));
};

/** An answer that no recording has. */
export const extraRecord = (
  record: Pick<EvidenceRecord, 'node' | 'reader' | 'text'> & Partial<EvidenceRecord>,
): EvidenceRecord => ({
  netns: '',
  selectors: [],
  phase: 'after',
  argv: [],
  rc: 0,
  startedNs: 0,
  endedNs: 0,
  truncated: false,
  failure: '',
  ...record,
});

const edited = (records: EvidenceRecord[], edits: readonly Edit[]): EvidenceRecord[] =>
  records.flatMap((record) => {
    let text: string | null = record.text;
    for (const edit of edits) {
      if (!fits(edit, record) || text === null) continue;
      text = edit.text === null ? null : edit.text(text);
    }
    return text === null ? [] : [{ ...record, text }];
  });

const NO_JOURNEYS = {
  count: 0,
  sighting: new Int32Array(0),
  timeNs: new Float64Array(0),
  flags: new Uint8Array(0),
  witnessed: new Uint8Array(0),
  answered: new Uint8Array(0),
  opening: new Uint8Array(0),
  asking: new Uint8Array(0),
  copies: new Uint32Array(0),
};

export const emptyCorrelation = (path: Path, change: Partial<Correlation> = {}): Correlation => {
  const of = (direction: Direction) => ({
    ...NO_JOURNEYS,
    direction,
    points: path.points.filter((point) => point.direction === direction).map(({ id }) => id),
  });
  return {
    forward: of('forward'),
    reply: of('reply'),
    witnesses: [],
    clocks: [],
    nat: [],
    foreign: 0,
    arp: [],
    limits: [],
    ...change,
  } as Correlation;
};

export interface Loss {
  readonly status?: Status;
  readonly direction?: Direction;
  /** Role and side of the last point that saw the packets; `vm` = none did. */
  readonly after?: Role | 'vm' | 'none';
  readonly lost?: number;
  /** Packets that reached the segment; all are lost when not given. */
  readonly sent?: number;
}

/** The segment behind the point of that role: the second one of qr is its out side. */
const segmentAfter = (
  path: Path,
  direction: Direction,
  after: Role | 'vm',
  out: boolean,
): Segment => {
  const segments = path.segments.filter((segment) => segment.direction === direction);
  if (after === 'vm') return segments[0] as Segment;
  const points = path.points.filter(
    (point) => point.direction === direction && point.role === after,
  );
  const point = out ? points.at(-1) : points[0];
  const segment = segments.find(({ from }) => from === point?.id);
  if (segment === undefined) throw new Error(`no segment after ${after} ${direction}`);
  return segment;
};

export const lostAfter = (path: Path, loss: Loss & { readonly out?: boolean }): Localisation => {
  const { status = 'LOST', direction = 'forward', after = 'tap', lost = 20, out = false } = loss;
  const { sent = lost } = loss;
  const guilty =
    after === 'none'
      ? null
      : {
          segment: segmentAfter(path, direction, after, out),
          sent,
          lost,
          lossLow: 0.8,
          lossHigh: 1,
          latency: null,
          reordered: 0,
          duplicated: 0,
          observable: true,
        };
  return {
    status,
    direction,
    guilty,
    segments: [],
    points: [],
    sent,
    answered: sent - lost,
    lostSamples: [],
    rateBelow: null,
    limits: [],
  };
};

export interface CaseSpec {
  readonly path: Path;
  readonly firewall: Firewall;
  readonly edits?: readonly Edit[];
  readonly extra?: readonly EvidenceRecord[];
  readonly loss: Loss & { readonly out?: boolean };
  readonly correlation?: Partial<Correlation>;
}

export const recordingOf = (spec: CaseSpec): Recording => {
  const { path, firewall, edits = [], extra = [] } = spec;
  const records = evidenceNeeds(path).flatMap((need) => recordsOf(firewall, need));
  return {
    trace: 't-test',
    startedAt: '2026-11-23T14:00:00Z',
    baseSec: 0,
    request: ask('a1'),
    path,
    plan: {
      nodes: path.nodes.map(({ name }) => ({
        node: name,
        captures: [],
        evidence: [],
        conntrack: [],
      })),
      probe: null,
    },
    captures: [],
    evidence: edited([...extra, ...records], edits),
    conntrack: [],
    events: [],
    windows: [],
    clocks: [],
    injected: null,
    limits: [],
    timings: {},
  };
};

/** Causes of the case, best first. */
export const causesOf = (spec: CaseSpec): readonly CauseFinding[] =>
  explain(
    recordingOf(spec),
    emptyCorrelation(spec.path, spec.correlation),
    lostAfter(spec.path, spec.loss),
  ).causes;

/** `CODE confidence` of each cause, best first. */
export const verdictsOf = (spec: CaseSpec): string[] =>
  causesOf(spec).map(({ code, confidence }) => `${code} ${confidence}`);

/** The path with other facts of Neutron. */
export const withNeutron = (path: Path, change: Partial<NeutronFacts>): Path => ({
  ...path,
  neutron: { ...path.neutron, ...change },
});
