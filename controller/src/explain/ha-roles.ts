// Roles of the nodes of an HA router: keepalived's own word where it was read, else the API's.

import { affectsRouter } from './affects.ts';
import { type CaseFile } from './case-file.ts';
import { type Cause, type CauseFinding } from './cause.ts';
import { finding } from './finding.ts';
import { fixRoot } from './fixes.ts';
import { checked } from './lines.ts';
import { routerName } from './words.ts';

interface Role {
  readonly node: string;
  /** active or standby. */
  readonly state: string;
  /** keepalived's own word on the node, or what the API heard. */
  readonly source: 'node' | 'API';
}

const ACTIVE = /^(?:active|primary|master)$/;

export const rolesOf = (file: CaseFile): Role[] => {
  const { router, l3Agents } = file.path.neutron;
  if (router === null || !router.ha) return [];
  return l3Agents.map(({ host, haState }): Role => {
    const record = file.find(host, 'ha-state', '', 'after', [`router=${router.id}`]);
    const said = record?.text.trim() ?? '';
    return said === ''
      ? { node: host, state: haState, source: 'API' }
      : { node: host, state: ACTIVE.test(said) ? 'active' : 'standby', source: 'node' };
  });
};

export const report = (
  file: CaseFile,
  cause: Cause,
  roles: readonly Role[],
  title: string,
): CauseFinding => {
  const router = file.path.neutron.router?.id ?? '';
  return finding(file, cause, {
    confidence: roles.every(({ source }) => source === 'node') ? 'confirmed' : 'likely',
    title: `router ${routerName(file)}: ${title}`,
    detail: 'Exactly one node must hold the addresses of an HA router.',
    evidence: roles.map(({ node, state, source }) =>
      checked(
        { node, netns: '' },
        `role by the ${source}`,
        'one active in all',
        state || 'unknown',
        false,
        source === 'node'
          ? `cat /var/lib/neutron/ha_confs/${router}/state`
          : `openstack network agent list --router ${router} --long`,
      ),
    ),
    affects: affectsRouter(file),
    fixes: [
      fixRoot(
        'mend the HA network between the nodes, then keepalived',
        [`tcpdump -nei HA_DEVICE vrrp`, `systemctl restart neutron-l3-agent`],
        'a failover interrupts the router for some seconds',
      ),
    ],
    references: ['LP#1731595', 'LP#1597461', 'LP#1945512', 'LP#1959151', 'LP#1682145'],
  });
};

export const SEGMENTS: Cause['segments'] = [
  'tunnel-out',
  'underlay',
  'tunnel-in',
  'snat-router',
  'external-bridge',
  'external',
];
