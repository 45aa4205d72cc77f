// Foreign captures as a recording: the same shape a live run brings home, so that correlate and
// localise judge both with the same code. What only the cloud's API and the agents know stays
// empty; causes that need it cannot be found, segments can.

import { emptyFrames, parseIpv4, summarise, type FrameColumns } from '@hopscope/packet';
import type { CapturePlan, Plan } from '../../plan/plan.ts';
import type { Direction, Path, Point, Segment } from '../../resolve/path.ts';
import type { CaptureRecording, Recording } from '../../run/recording.ts';
import { contextOf } from '../../correlate/mod.ts';
import type { ColumnTask } from './file-columns.ts';
import type { CaptureMap, MapPoint } from './map.ts';
import { kindBetween } from './segment-kinds.ts';
import { inferSides } from './sides.ts';
import { unknownFacts } from './unknown-facts.ts';

/** One capture file as read: several interfaces of one pcapng come as several files. */
export interface ForeignFile {
  readonly name: string;
  readonly frames: FrameColumns;
  /** False: the file does not say which frames were sent and which received. */
  readonly hasSides: boolean;
}

export interface ForeignConntrack {
  readonly node: string;
  readonly netns: string;
  readonly text: string;
}

const pointOf = (map: CaptureMap, direction: Direction, at: MapPoint): Point => ({
  id: `${at.node}/${at.netns || '-'}/${at.device}/${at.side}/${direction}`,
  node: at.node,
  netns: at.netns,
  netnsInode: 0,
  device: at.device,
  ifindex: 0,
  side: at.side,
  role: at.role,
  direction,
  vni: at.vni,
  expect: {
    sourceMac: at.sourceMac ?? null,
    destinationMac: at.destinationMac ?? null,
    hops: 0,
    localAddress: at.address === 'nat' ? (map.flow.nat ?? map.flow.local) : map.flow.local,
  },
  offloaded: false,
});

const segmentsOf = (points: readonly Point[], direction: Direction): Segment[] => {
  const ends = { forward: ['vm', 'external'], reply: ['external', 'vm'] } as const;
  const [start, end] = ends[direction];
  return [null, ...points].map((from, index) => {
    const to = points[index] ?? null;
    const ids = [from?.id ?? start, to?.id ?? end] as const;
    return {
      id: ids.join('>'),
      kind: kindBetween(from, to, direction),
      direction,
      from: ids[0],
      to: ids[1],
      via: [],
      nodes: [...new Set([from, to].flatMap((point) => (point === null ? [] : [point.node])))],
    };
  });
};

const pathOf = (map: CaptureMap): Path => {
  const forward = map.forward.map((at) => pointOf(map, 'forward', at));
  const reply = map.reply.map((at) => pointOf(map, 'reply', at));
  const nodes = [...new Set([...forward, ...reply].map(({ node }) => node))];
  return {
    flow: {
      serverId: null,
      serverName: map.flow.local,
      projectId: '',
      portId: '',
      mac: '',
      localAddress: map.flow.local,
      remoteAddress: map.flow.remote,
      protocol: map.flow.protocol,
      remotePort: map.flow.port,
      natAddress: map.flow.nat ?? map.flow.local,
    },
    exit: map.flow.nat === undefined ? 'none' : 'snat',
    firewall: 'none',
    points: [...forward, ...reply],
    segments: [...segmentsOf(forward, 'forward'), ...segmentsOf(reply, 'reply')],
    nodes: [],
    neutron: unknownFacts(map.flow.local),
    limits: [`judged from ${nodes.length} nodes' capture files, without the cloud's API`],
  };
};

/** How the files are to be read to columns, in the order of the recording's captures. */
export const columnTasksOf = (
  map: CaptureMap,
  recording: Recording,
): { file: string; task: ColumnTask }[] => {
  const names = filesOf(map);
  return recording.captures.map((capture) => {
    const file = names[capture.capture] ?? '';
    const here = (at: MapPoint): boolean => at.file === file;
    return {
      file: file.replace(/#[0-9]+$/, ''),
      task: {
        interface: Number(/#([0-9]+)$/.exec(file)?.[1] ?? 0),
        context: contextOf(recording, capture),
        points: { forward: map.forward.filter(here), reply: map.reply.filter(here) },
      },
    };
  });
};

/** Files in the order they are first named; several points of one file are one capture. */
const filesOf = (map: CaptureMap): string[] => [
  ...new Set([...map.forward, ...map.reply].map(({ file }) => file)),
];

const planOf = (map: CaptureMap, path: Path): Plan => {
  const entries = [...map.forward, ...map.reply];
  const locals = [...new Set([map.flow.local, map.flow.nat ?? map.flow.local])];
  const captures = filesOf(map).map((file, capture): CapturePlan & { node: string } => {
    const shown = entries.flatMap((entry, index) => (entry.file === file ? [index] : []));
    const first = entries[shown[0] ?? 0];
    return {
      node: first?.node ?? '',
      capture,
      netns: first?.netns ?? '',
      device: first?.device ?? '',
      promiscuous: false,
      vni: first?.vni ?? 0,
      locals,
      arp: [],
      snapBytes: 0,
      points: shown.map((index) => path.points[index]?.id ?? ''),
    };
  });
  const nodes = [...new Set(captures.map(({ node }) => node))];
  return {
    nodes: nodes.map((node) => ({
      node,
      captures: captures.filter((capture) => capture.node === node),
      evidence: [],
      conntrack: [],
    })),
    probe: null,
  };
};

const sided = (map: CaptureMap, file: ForeignFile, baseSec: number): FrameColumns => {
  if (file.hasSides) return file.frames;
  const entries = [...map.forward, ...map.reply];
  const here = (at: MapPoint): boolean => at.file === file.name;
  const columns = summarise(file.frames, {
    baseSec,
    remote: parseIpv4(map.flow.remote) ?? 0,
    locals: [map.flow.local, map.flow.nat ?? map.flow.local].map((text) => parseIpv4(text) ?? 0),
    protocol: map.flow.protocol,
    remotePort: map.flow.port ?? 0,
    vnis: entries.filter(here).flatMap(({ vni }) => (vni === 0 ? [] : [vni])),
  });
  const points = { forward: map.forward.filter(here), reply: map.reply.filter(here) };
  inferSides(columns, 0, points, new Map());
  return { ...file.frames, side: columns.side };
};

const timeOf = (frames: FrameColumns, row: number, baseSec: number): number =>
  ((frames.sec[row] ?? 0) - baseSec) * 1e9 + (frames.nsec[row] ?? 0);

const windowsOf = (
  map: CaptureMap,
  captures: readonly CaptureRecording[],
  baseSec: number,
): Recording['windows'] => {
  if (map.window === 'whole') return [];
  return captures
    .filter(({ frames }) => frames.count > 0)
    .map(({ node, frames }) => ({
      node,
      armedNs: timeOf(frames, 0, baseSec),
      stoppedNs: timeOf(frames, frames.count - 1, baseSec),
    }));
};

const captureOf = (
  file: ForeignFile | undefined,
  node: string,
  capture: number,
  frames: FrameColumns | null,
): CaptureRecording => ({
  node,
  capture,
  armed: file !== undefined,
  failure: file === undefined ? 'no such file was given' : '',
  filter: '',
  seen: file?.frames.count ?? 0,
  matched: file?.frames.count ?? 0,
  droppedByKernel: 0,
  droppedByAgent: 0,
  endedBy: file === undefined ? '' : 'release',
  frames: frames ?? emptyFrames(),
});

const firstSecond = (files: readonly ForeignFile[]): number => {
  const starts = files.filter(({ frames }) => frames.count > 0).map(({ frames }) => frames.sec[0]);
  return Math.min(...starts.filter((sec) => sec !== undefined), 0xffffffff);
};

/**
 * The recording that the files and their map amount to. Pure: the files are read already; where
 * they were read to columns instead, their frames are empty and `baseSec` says what the columns'
 * times are relative to.
 */
export const recordingOfFiles = (
  map: CaptureMap,
  files: readonly ForeignFile[],
  conntrack: readonly ForeignConntrack[] = [],
  baseSec: number = firstSecond(files),
): Recording => {
  const path = pathOf(map);
  const plan = planOf(map, path);
  const names = filesOf(map);
  const captures = plan.nodes.flatMap(({ node, captures: planned }) =>
    planned.map(({ capture }) => {
      const file = files.find(({ name }) => name === names[capture]);
      return captureOf(file, node, capture, file === undefined ? null : sided(map, file, baseSec));
    }),
  );
  const { protocol, port } = map.flow;
  return {
    trace: 'files',
    startedAt: new Date(baseSec * 1000).toISOString(),
    baseSec,
    request: {
      source: map.flow.local,
      destination: map.flow.remote,
      protocol,
      port,
      mode: 'live',
      liveMs: 0,
      probes: 0,
      probeRate: 0,
      probeBytes: 0,
    },
    path,
    plan,
    captures,
    evidence: [],
    conntrack: [...conntrack],
    events: [],
    windows: windowsOf(map, captures, baseSec),
    clocks: [],
    injected: null,
    limits: [],
    timings: {},
  };
};
