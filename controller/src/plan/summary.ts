// A plan in words, for `--dry-run`: the path out and back, what every capture would filter, what
// would be read and sent.

import { renderMatch } from '@hopscope/packet';
import type { Direction, Path } from '../resolve/path.ts';
import { matchOf } from './captures.ts';
import type { Plan } from './plan.ts';

const walk = (path: Path, direction: Direction): string[] => {
  let node = '';
  return path.points
    .filter((point) => point.direction === direction)
    .map((point) => {
      const shown = point.node === node ? '' : point.node;
      node = point.node;
      const where = point.netns === '' ? '' : `  in ${point.netns}`;
      const vni = point.vni === 0 ? '' : `  vxlan ${point.vni}`;
      return `  ${shown.padEnd(8)} ${point.device} ${point.side}${vni}${where}`;
    });
};

const exitText = (path: Path): string => {
  const { natAddress, localAddress } = path.flow;
  if (path.exit === 'none' || natAddress === localAddress) return 'without NAT';
  return `${path.exit === 'fip' ? 'floating IP' : 'SNAT'} ${natAddress}`;
};

const probeText = (plan: Plan): string => {
  if (plan.probe === null) return 'probe     none possible';
  const { count, rate, node, device, sourcePort } = plan.probe;
  return `probe     ${count} at ${rate}/s into ${device} on ${node}, source port ${sourcePort}`;
};

/** Lines for a person; a filter is one line however long it is. */
export const planSummary = (path: Path, plan: Plan): string[] => {
  const { flow } = path;
  const port = flow.remotePort === null ? '' : `/${flow.remotePort}`;
  const captures = plan.nodes.flatMap(({ node, captures }) =>
    captures.map((capture) => {
      const where = `${node}/${capture.netns || '-'}/${capture.device}`;
      return `  ${where}\n    ${renderMatch(matchOf(capture, path))}`;
    }),
  );
  const reads = plan.nodes.map(({ node, evidence }) => `${evidence.length} on ${node}`);
  return [
    `${flow.serverName} ${flow.localAddress} -> ${flow.remoteAddress} ${flow.protocol}${port}`,
    `exit      ${exitText(path)}, firewall ${path.firewall}`,
    'out',
    ...walk(path, 'forward'),
    'back',
    ...walk(path, 'reply'),
    'filters',
    ...captures,
    `evidence  ${reads.join(', ')}`,
    probeText(plan),
    ...path.limits.map((limit) => `limit     ${limit}`),
  ];
};
