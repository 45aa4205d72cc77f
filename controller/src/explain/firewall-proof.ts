// How sure a drop in a port's firewall is, and the rows every such cause shows.

import { type Confidence, type EvidenceLine } from './cause.ts';
import { type CaseFile } from './case-file.ts';
import { type FirewallView } from './firewall-view.ts';
import { describeGroups } from './group-rules.ts';
import { checked } from './lines.ts';

/**
 * The walk to its end is proof, unless something on the way was undecided or the deciding counter
 * stood still while packets were lost.
 */
export const dropConfidence = (file: CaseFile, view: FirewallView): Confidence => {
  const { walk } = view;
  if (walk === null || !walk.dropped) return 'possible';
  const lost = file.place?.lost ?? 0;
  const contradicted = walk.ownDelta !== null && walk.ownDelta < Math.min(lost, 1);
  return walk.certain && !contradicted ? 'confirmed' : 'likely';
};

/** What the API's groups say against what the node did. */
export const groupLine = (view: FirewallView): EvidenceLine => {
  const { groups, port, walk } = view;
  const says = groups.allowed === null ? 'unknown' : groups.allowed ? 'allowed' : 'not allowed';
  const does = walk === null ? 'not read' : walk.dropped ? 'dropped' : 'accepted';
  const agree = walk === null || groups.allowed === null || groups.allowed !== walk.dropped;
  return checked(
    { node: port.node, netns: '' },
    'API groups = node rules',
    says,
    does,
    agree,
    `openstack security group rule list ${port.port.securityGroups[0] ?? ''}`.trim(),
  );
};

/** The groups by name, and what they allow. */
export const groupTexts = (view: FirewallView): { names: string; allowed: string } => {
  const { groups } = view.groups;
  return {
    names: groups.map(({ name }) => name).join(', ') || 'none',
    allowed: describeGroups(groups, view.port.sense),
  };
};
