// `ofproto/trace`: what vswitchd itself says it would do with a packet. Steps in order, over all
// bridges and recirculations; each names the flow that took the packet and what followed.

import { excerpt, type Parsed } from '../parsed.ts';

export interface TraceStep {
  readonly bridge: string;
  readonly table: number;
  /** flow: somebody set it. Else vswitchd's own: no flow matched, or fragments are not taken. */
  readonly rule: 'flow' | 'miss' | 'fragments';
  /** '' where there is no flow. */
  readonly match: string;
  readonly priority: number;
  readonly cookie: string;
  /** Actions and remarks (`-> ...`, `>> ...`) as printed. */
  readonly lines: readonly string[];
  /** Levels of indentation: copies made by NORMAL or resubmit are deeper. */
  readonly depth: number;
  /** 0 = before the first recirculation. */
  readonly recirculation: number;
}

export interface OfprotoTrace {
  readonly steps: readonly TraceStep[];
  /** Bridges that it reached and that took it in by no table: the port behind the patch is shut. */
  readonly notTaken: readonly string[];
  /** One per recirculation. */
  readonly datapathActions: readonly string[];
  readonly flows: readonly string[];
  readonly finalFlows: readonly string[];
}

interface Draft {
  readonly steps: { step: Omit<TraceStep, 'lines'>; lines: string[] }[];
  /** Names in their order, each with the number of steps before it. */
  readonly reached: { name: string; at: number }[];
  readonly datapathActions: string[];
  readonly flows: string[];
  readonly finalFlows: string[];
  readonly errors: string[];
  readonly unknown: string[];
  /** The bridge that the trace began at; '' before it is named. */
  first: string;
  bridge: string;
  recirculation: number;
}

const BRIDGE = /^\s*bridge\("([^"]*)"\)$/;
const STEP = /^( *)(\d+)\. (?:(.*), )?priority (\d+)(?:, cookie (0x[0-9a-f]+))?\s*$/;
/** vswitchd's own rules, as they are told of the bridge that the trace began at. */
const OWN_STEP = /^( *)(\d+)\. (?:(No match)\b|Packets are IP fragments\b).*$/;
/**
 * The same rules told of any other bridge: xlate_report_table knows those of the first one only and
 * spells the others (ofproto-dpif.c, add_internal_flows): 1 asks a controller, 2 drops, 3 is for
 * fragments. Nobody can delete them.
 */
const OWN_MATCH = /^reg0=0x([123])$/;
/** TBL_INTERNAL of ofproto-dpif.h: it holds no flow of anybody. */
const OWN_TABLE = '254';
const RULE = /^[-=\s]*$/;
const RECIRCULATION = /^recirc\(0x[0-9a-f]+\)/;
const REPORTED = /^(?:Bad |ovs-appctl|Unknown|Ambiguous|Error|.*: (?:no such|unknown|invalid))/;
/** Lines of a step: its actions and remarks, always indented. */
const DETAIL = /^\s+\S/;

const HEADERS: readonly [RegExp, 'flows' | 'finalFlows' | 'datapathActions' | null][] = [
  [/^Flow: (.*)$/, 'flows'],
  [/^Final flow: (.*)$/, 'finalFlows'],
  [/^Datapath actions: (.*)$/, 'datapathActions'],
  [/^Megaflow: (.*)$/, null],
  [/^This flow is (.*)$/, null],
  [/^(?:Translation failed|Unable to|Packet: )(.*)$/, null],
];

const readHeader = (line: string, into: Draft): boolean => {
  for (const [pattern, list] of HEADERS) {
    const found = pattern.exec(line);
    if (found === null) continue;
    if (list !== null) into[list].push(found[1] ?? '');
    return true;
  }
  return false;
};

type Told = Pick<TraceStep, 'rule' | 'match' | 'priority' | 'cookie'>;

/** vswitchd's own rule that a step is of; null = somebody's flow. */
const ownRule = (line: string, into: Draft): 'miss' | 'fragments' | null => {
  const told = OWN_STEP.exec(line);
  if (told !== null) return told[3] === undefined ? 'fragments' : 'miss';
  const [, , table, match = '', priority, cookie] = STEP.exec(line) ?? [];
  if (table === OWN_TABLE) return 'miss';
  const spelled = OWN_MATCH.exec(match)?.[1];
  if (into.bridge === into.first || spelled === undefined) return null;
  if (priority !== '0' || cookie !== undefined) return null;
  return spelled === '3' ? 'fragments' : 'miss';
};

const readStep = (line: string, into: Draft): Omit<TraceStep, 'lines'> | null => {
  const found = STEP.exec(line) ?? OWN_STEP.exec(line);
  if (found === null) return null;
  const [, indent = '', table = '', match = '', priority = '0', cookie = ''] = found;
  const own = ownRule(line, into);
  const told: Told =
    own === null
      ? // Cookies of 0 are not printed.
        { rule: 'flow', match: match || 'any', priority: Number(priority), cookie }
      : { rule: own, match: '', priority: 0, cookie: '' };
  return {
    ...told,
    bridge: into.bridge,
    table: Number(table),
    depth: Math.floor((indent.length + table.length) / 4),
    recirculation: into.recirculation,
  };
};

const readLine = (line: string, into: Draft): void => {
  const bridge = BRIDGE.exec(line);
  if (RULE.test(line) || readHeader(line, into)) return;
  const step = readStep(line, into);
  if (bridge !== null) {
    into.bridge = bridge[1] ?? '';
    if (into.first === '') into.first = into.bridge;
    into.reached.push({ name: into.bridge, at: into.steps.length });
  } else if (RECIRCULATION.test(line)) into.recirculation += 1;
  else if (step !== null) into.steps.push({ step, lines: [] });
  else if (REPORTED.test(line)) into.errors.push(excerpt(line));
  else if (DETAIL.test(line)) into.steps.at(-1)?.lines.push(line.trim());
  else into.unknown.push(excerpt(line));
};

export const parseOfprotoTrace = (input: string): Parsed<OfprotoTrace> => {
  const into: Draft = {
    steps: [],
    reached: [],
    datapathActions: [],
    flows: [],
    finalFlows: [],
    errors: [],
    unknown: [],
    first: '',
    bridge: '',
    recirculation: 0,
  };
  for (const line of input.split(/\r?\n/)) readLine(line, into);
  const { datapathActions, flows, finalFlows, errors, unknown } = into;
  const steps = into.steps.map(({ step, lines }) => ({ ...step, lines }));
  const notTaken = into.reached
    .filter(({ at }, index) => at === (into.reached[index + 1]?.at ?? into.steps.length))
    .map(({ name }) => name);
  return { value: { steps, notTaken, datapathActions, flows, finalFlows }, errors, unknown };
};

/** The step that dropped the packet for good, or null when some copy of it got out. */
export const traceDrop = (trace: OfprotoTrace): TraceStep | null =>
  trace.datapathActions.at(-1) === 'drop' ? (trace.steps.at(-1) ?? null) : null;

/** A copy of the packet that leaves in a tunnel. */
export interface TunnelPush {
  /** IPv4 address of the other end. */
  readonly to: string;
  readonly vni: number;
}

/** Userspace datapath: the outer headers that are put in front (odp-util.c, format_odp_tnl_push). */
const PUSHED =
  /tnl_push\(tnl_port\([^)]*\),header\([^|]*?ipv4\(src=[\d.]+,dst=([\d.]+)[^)]*\)[^|]*?vni=(0x[0-9a-f]+|\d+)\)/g;
/** Kernel datapath: what the tunnel device is told (odp-util.c, format_odp_tun_attr). */
const TOLD = /set\(tunnel\(tun_id=(0x[0-9a-f]+|\d+),(?:src=[\d.]+,)?dst=([\d.]+)/g;

/** Copies of the packet that the datapath sends into tunnels; none when no tunnel is meant. */
export const tunnelPushes = ({ datapathActions }: OfprotoTrace): TunnelPush[] => {
  const text = datapathActions.at(-1) ?? '';
  return [
    ...Array.from(text.matchAll(PUSHED), ([, to = '', vni = '']) => ({ to, vni: Number(vni) })),
    ...Array.from(text.matchAll(TOLD), ([, vni = '', to = '']) => ({ to, vni: Number(vni) })),
  ];
};
