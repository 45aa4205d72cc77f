// What the two denials by security groups have in common: their text, their rule to add, and when a
// drop is a denial.

import { affectsGroups } from './affects.ts';
import { type CaseFile } from './case-file.ts';
import { type Cause, type CauseFinding, type Fix } from './cause.ts';
import { finding } from './finding.ts';
import { dropConfidence, groupLine, groupTexts } from './firewall-proof.ts';
import { type FirewallView } from './firewall-view.ts';
import { fixNow } from './fixes.ts';
import { service, vmName } from './words.ts';

const ruleCommand = (view: FirewallView): Fix => {
  const { packet, sense } = view.port;
  const group = view.groups.groups[0]?.id ?? 'GROUP';
  const peer = sense === 'egress' ? packet.destination : packet.source;
  const port = packet.destinationPort;
  const command = [
    `openstack security group rule create --${sense} --protocol ${packet.protocol}`,
    packet.protocol === 'icmp' || port === null ? '' : `--dst-port ${port}`,
    `--remote-ip ${peer}/32 ${group}`,
  ];
  return fixNow(
    "the project's decision; one rule in one group",
    [command.filter((part) => part !== '').join(' ')],
    'openstack security group rule delete RULE',
    'every VM with this group gets it',
  );
};

export const deny = (cause: Cause, file: CaseFile, view: FirewallView): CauseFinding => {
  const { names, allowed } = groupTexts(view);
  const { port } = view.port;
  const word = view.port.sense === 'egress' ? 'out' : 'in';
  const who = view.port.own ? vmName(file) : (file.path.neutron.remote?.name ?? 'the other VM');
  const what = view.port.answer ? `answers of ${service(file)}` : service(file);
  const groupIds = view.groups.groups.map(({ id }) => id);
  return finding(file, cause, {
    confidence: view.walk === null ? 'likely' : dropConfidence(file, view),
    title: `at ${who}'s port on ${view.port.node}: no security group of ${who} allows ${what} ${word}`,
    detail: `The platform does what the project configured. Allowed: ${allowed || 'nothing'}.`,
    evidence: [...(view.walk?.evidence ?? []), groupLine(view)],
    affects: affectsGroups(file, groupIds, names),
    fixes: [ruleCommand(view)],
    objects: { port: port.id, 'security-group': groupIds.join(' ') },
  });
};

/** The drop fits a denial: rules of a group, not a spoof filter or a foreign rule. */
export const isDenial = (view: FirewallView): boolean =>
  view.groups.allowed === false &&
  (view.walk === null || (view.walk.dropped && view.walk.kind === 'rules'));
