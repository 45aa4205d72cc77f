// The security groups every lab has. Pure.
import { hashedUuid } from '../names.ts';
import type { RuleDirection, SecurityGroup, SecurityRule } from '../model.ts';

type RuleRecipe = Omit<SecurityRule, 'id'>;
const rule = (direction: RuleDirection, extra: Partial<RuleRecipe> = {}): RuleRecipe => ({
  direction,
  ethertype: 'IPv4',
  protocol: null,
  ports: null,
  remotePrefix: null,
  remoteGroup: null,
  ...extra,
});
const open = { remotePrefix: '0.0.0.0/0' } as const;
const EGRESS_ANY = [rule('egress'), rule('egress', { ethertype: 'IPv6' })];
const INGRESS_WEB = [
  rule('ingress', { protocol: 'icmp', ...open }),
  rule('ingress', { protocol: 'tcp', ports: [22, 22], ...open }),
  rule('ingress', { protocol: 'tcp', ports: [80, 80], ...open }),
  rule('ingress', { protocol: 'udp', ports: [1080, 1080], ...open }),
];
const FROM_OWN_GROUP = [
  rule('ingress', { remoteGroup: 'default' }),
  rule('ingress', { ethertype: 'IPv6', remoteGroup: 'default' }),
];

const groupFrom = (
  lab: string,
  name: string,
  description: string,
  rules: readonly RuleRecipe[],
): SecurityGroup => ({
  name,
  id: hashedUuid(`${lab} group ${name}`),
  description,
  rules: rules.map((r, i) => ({ ...r, id: hashedUuid(`${lab} rule ${name} ${i}`) })),
});

/** web (what servers use), default, and two for faults. */
export const groupsOf = (lab: string): readonly SecurityGroup[] => [
  groupFrom(lab, 'web', '', [...EGRESS_ANY, ...INGRESS_WEB]),
  groupFrom(lab, 'default', 'Default security group', [...EGRESS_ANY, ...FROM_OWN_GROUP]),
  groupFrom(lab, 'no-egress', 'nothing may leave', INGRESS_WEB),
  groupFrom(lab, 'no-ingress', 'nothing may come in unasked', EGRESS_ANY),
];
