// Open vSwitch lets the packet pass, but not to where it must go: a flow sends it to another port,
// or one that is not the agent's takes it on its way. By vswitchd's own trace of the packet.

import { type OfprotoTrace, type TraceStep } from '@hopscope/nodestate';
import { affectsNetworkPorts } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { type CaseFile } from '../case-file.ts';
import { finding } from '../finding.ts';
import { fixNow, restartOvsAgent } from '../fixes.ts';
import { externalBridgeOf, switchEntry } from '../follow-up.ts';
import { checked } from '../lines.ts';
import { type Place } from '../place.ts';
import { TUNNEL_BRIDGE } from '../tunnel-view.ts';

/** The agent's flows have a cookie; the default of a table with no match has none either. */
const isForeign = ({ match, cookie, priority }: TraceStep): boolean =>
  cookie === '' && match !== '' && priority > 0;

const OUTPUT = /^output:(\S+)$/;

/** Ports that a step sends to by name or number; null when it leaves that to learning. */
const outputsOf = ({ lines }: TraceStep): string[] | null => {
  if (lines.some((line) => line === 'NORMAL' || line.includes('flood'))) return null;
  const ports = lines.flatMap((line) => OUTPUT.exec(line)?.[1] ?? []);
  return ports.length === 0 ? null : ports;
};

/** The step of the last bridge that sends to other ports than the one that should see it. */
const elsewhere = (file: CaseFile, { to, kind }: Place, { steps }: OfprotoTrace) => {
  if (to === null || (kind !== 'integration-bridge' && kind !== 'tunnel-in')) return null;
  const wanted = file.ofports(to.node).get(to.device);
  if (wanted === undefined) return null;
  const last = steps.findLast((step) => step.bridge === 'br-int' && outputsOf(step) !== null);
  const ports = last === undefined ? null : outputsOf(last);
  if (last === undefined || ports === null) return null;
  return ports.includes(to.device) || ports.includes(String(wanted)) ? null : { last, ports };
};

const nameOf = (file: CaseFile, node: string, port: string): string => {
  for (const [name, number] of file.ofports(node)) if (String(number) === port) return name;
  return port;
};

/** Why the trace does not lead where it must; null when nothing in it tells. */
const wrongStep = (file: CaseFile, place: Place, node: string, trace: OfprotoTrace) => {
  const away = elsewhere(file, place, trace);
  if (away !== null) {
    const to = away.ports.map((port) => nameOf(file, node, port)).join(', ');
    return { step: away.last, what: `sends it to ${to}, not to ${place.to?.device}`, sure: true };
  }
  const bridges = ['br-int', TUNNEL_BRIDGE, externalBridgeOf(file, { node })];
  const foreign = trace.steps.find((step) => bridges.includes(step.bridge) && isForeign(step));
  if (foreign === undefined) return null;
  const actions = foreign.lines.filter((line) => !/^(?:->|>>)/.test(line)).join(', ');
  return { step: foreign, what: `takes it (${actions}), and is not the agent's`, sure: false };
};

export const flowMisdirects: Cause = {
  code: 'FLOW_MISDIRECTS',
  owner: 'platform',
  summary: 'A flow of Open vSwitch sends the packet elsewhere, or changes it on its way.',
  segments: ['integration-bridge', 'tunnel-out', 'tunnel-in', 'external-bridge'],
  directions: ['forward', 'reply'],
  catalogue: [],
  test: (file) => {
    const { place } = file;
    const entry = switchEntry(file);
    const trace = entry === null ? null : file.trace(entry.node, entry.port);
    if (place === null || entry === null || trace === null) return null;
    const found = wrongStep(file, place, entry.node, trace);
    if (found === null) return null;
    const { step, what, sure } = found;
    const flow = `table ${step.table}, priority ${step.priority}, ${step.match || 'any'}`;
    const spelled = [`table=${step.table}`, `priority=${step.priority}`, step.match].join(',');
    const where = { node: entry.node, netns: '' };
    return finding(file, flowMisdirects, {
      confidence: sure ? 'confirmed' : 'likely',
      title: `in ${step.bridge} of ${entry.node}: a flow ${what} (${flow})`,
      detail: isForeign(step)
        ? 'Flows of the agent have a cookie; this one has none: somebody else set it.'
        : 'The agent set it for another port, or for one that is gone.',
      evidence: [
        checked(
          where,
          'vswitchd traces a lost packet',
          `to ${place.to?.device ?? 'the next point'}`,
          `${step.bridge} ${flow}: ${what}`,
          false,
          `ovs-appctl ofproto/trace ${entry.bridge} 'in_port=${entry.port},...'`,
        ),
      ],
      affects: affectsNetworkPorts(file, entry.node),
      fixes: [
        ...(isForeign(step)
          ? [
              fixNow(
                `on ${entry.node}; one flow`,
                [`ovs-ofctl -O OpenFlow13 --strict del-flows ${step.bridge} '${spelled}'`],
                `ovs-ofctl -O OpenFlow13 add-flow ${step.bridge} '${spelled},actions=...'`,
                'who set it may have had a reason',
              ),
            ]
          : []),
        restartOvsAgent(entry.node),
      ],
    });
  },
};
