// Open vSwitch lets the packet pass, but not to where it must go, or not as it was: a flow sends it
// to another port, or one that is not the agent's changes it on its way. By vswitchd's own trace.

import { type OfprotoTrace, type TraceStep } from '@hopscope/nodestate';
import { affectsFlow } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { restartOvsAgent } from '../fixes.ts';
import { actionsOf, deleteFlow, flowText, FOREIGN, isForeign } from '../flow-fixes.ts';
import { checked } from '../lines.ts';
import { switchEntry } from '../switch-entry.ts';
import { type Crossed, portNameOf, switchWay } from '../switch-way.ts';

const OUTPUT = /^output:(\d+)$/;
/** What `output:NXM_NX_REG7[]` comes to. */
const OUTPUT_IS = /^-> output port is (\d+)$/;

/** Ports that a step sends to by number; none when it leaves that to learning, or to another. */
const outputsOf = ({ lines }: TraceStep): string[] => {
  if (lines.some((line) => line === 'NORMAL' || line.includes('flood'))) return [];
  return lines.flatMap((line) => OUTPUT.exec(line)?.[1] ?? OUTPUT_IS.exec(line)?.[1] ?? []);
};

/** Headers by which a packet is known at the next point; with another MAC it is still the same. */
const RENAMES =
  /^(?:mod_(?:nw|tp)_(?:src|dst):|set_field:\S+->(?:ip|nw|tcp|udp|tp|ipv4)_(?:src|dst)$)/;

interface Wrong {
  readonly step: TraceStep;
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  /** The trace leads elsewhere, or to something else than was sent. */
  readonly sure: boolean;
}

/** A bridge of the way that the packet leaves by numbered ports, none of them the right one. */
const elsewhere = (file: CaseFile, at: Crossed, { steps }: OfprotoTrace): Wrong | null => {
  const right = file.ofports(at.node).get(at.leaves);
  const last = steps.findLast((step) => step.bridge === at.bridge && outputsOf(step).length > 0);
  if (right === undefined || last === undefined) return null;
  // Where it is also switched by learned MACs, those decide.
  if (steps.some(({ bridge, lines }) => bridge === at.bridge && lines.includes('NORMAL')))
    return null;
  const ports = outputsOf(last);
  if (ports.includes(String(right))) return null;
  const names = ports.map((port) => portNameOf(file, at, port)).join(', ');
  return {
    step: last,
    what: `sends it to ${names}, not to ${at.leaves}`,
    expected: `to ${at.leaves}`,
    found: `to ${names}`,
    sure: true,
  };
};

/** A flow that is not the agent's takes the packet, the worst first. */
const taken = (file: CaseFile, way: readonly Crossed[], { steps }: OfprotoTrace): Wrong | null => {
  const bridges = way.map(({ bridge }) => bridge);
  // One that drops it is FLOW_DROP.
  const foreign = steps.filter(
    (step) => bridges.includes(step.bridge) && isForeign(step) && !step.lines.includes('drop'),
  );
  const renaming = foreign.find((step) => step.lines.some((line) => RENAMES.test(line)));
  const step = renaming ?? foreign[0];
  if (step === undefined) return null;
  const actions = actionsOf(step).join(', ');
  return {
    step,
    what:
      renaming === undefined ? `takes it (${actions})` : `makes another packet of it (${actions})`,
    expected: `to ${file.place?.to?.device ?? 'the next point'} as it is`,
    found: actions,
    sure: renaming !== undefined,
  };
};

const wrongStep = (file: CaseFile, trace: OfprotoTrace): Wrong | null => {
  const way = switchWay(file);
  for (const at of way) {
    const away = elsewhere(file, at, trace);
    if (away !== null) return away;
  }
  return taken(file, way, trace);
};

export const flowMisdirects: Cause = {
  code: 'FLOW_MISDIRECTS',
  owner: 'platform',
  summary: 'A flow of Open vSwitch sends the packet elsewhere, or changes it on its way.',
  segments: ['integration-bridge', 'tunnel-out', 'tunnel-in', 'external-bridge'],
  directions: ['forward', 'reply'],
  catalogue: [],
  explains: ['DELIVERY_FLOW_WRONG'],
  test: (file) => {
    const { place } = file;
    const entry = switchEntry(file);
    const trace = entry === null ? null : file.trace(entry.node, entry.port);
    if (place === null || entry === null || trace === null) return null;
    const wrong = wrongStep(file, trace);
    if (wrong === null) return null;
    const { step, what, expected, found, sure } = wrong;
    const flow = flowText(step);
    return finding(file, flowMisdirects, {
      confidence: sure ? 'confirmed' : 'likely',
      title: `in ${step.bridge} of ${entry.node}: a flow ${what} (${flow})`,
      detail: isForeign(step)
        ? FOREIGN
        : 'The agent set it for another port, or for one that is gone.',
      evidence: [
        checked(
          { node: entry.node, netns: '' },
          'vswitchd traces a lost packet',
          expected,
          `${found} in table ${step.table} of ${step.bridge}`,
          false,
          `ovs-appctl ofproto/trace ${entry.bridge} 'in_port=${entry.port},...'`,
        ),
      ],
      affects: affectsFlow(file, entry.node, step.match),
      fixes: [...deleteFlow(entry.node, step), restartOvsAgent(entry.node)],
    });
  },
};
