// Who else a fault may hit, and who is in the groups that rules name: needed to explain a loss, not
// to find it. Asked while the packets are in flight, so that nobody waits for it.

import type { OpenStack, Port } from '@hopscope/openstack';
import { asking } from './convert-error.ts';
import { portFacts } from './facts.ts';
import { RESOLVE_LIMITS } from './limits.ts';
import type { NeutronFacts, Path } from './path.ts';

type CompanionFacts = Pick<NeutronFacts, 'neighbourPorts' | 'floatingPorts' | 'remoteGroups'>;

export interface Companions extends CompanionFacts {
  readonly limits: readonly string[];
}

/** What a path holds until its companions are known. */
export const NO_COMPANIONS: CompanionFacts = {
  neighbourPorts: [],
  floatingPorts: [],
  remoteGroups: {},
};

const membersByGroup = (
  groups: readonly string[],
  members: readonly Port[],
): Record<string, readonly string[]> =>
  Object.fromEntries(
    groups.map((id) => [
      id,
      members
        .filter((port) => port.security_groups.includes(id))
        .flatMap((port) => port.fixed_ips.map((ip) => ip.ip_address))
        .slice(0, RESOLVE_LIMITS.groupMembersMax),
    ]),
  );

/** One round of parallel requests. Throws what OpenStack refuses. */
export const companionsOf = async (path: Path, openstack: OpenStack): Promise<Companions> => {
  const { port, router, securityGroups } = path.neutron;
  const { network } = openstack;
  const { neighboursMax, floatingMax, groupMembersMax } = RESOLVE_LIMITS;
  const none = Promise.resolve({ items: [], truncated: false });
  const groups = [
    ...new Set(
      securityGroups.flatMap(({ rules }) => rules.flatMap(({ remoteGroup }) => remoteGroup ?? [])),
    ),
  ];
  const [near, beside, floating, members] = await asking(() =>
    Promise.all([
      network.ports({ network_id: port.networkId }, neighboursMax),
      network.ports({ 'binding:host_id': port.host }, neighboursMax),
      router === null ? none : network.floatingIps({ router_id: router.id }, floatingMax),
      groups.length === 0 ? none : network.ports({ security_groups: groups }, groupMembersMax),
    ]),
  );
  const ports = new Map([...near.items, ...beside.items].map((one) => [one.id, one]));
  return {
    neighbourPorts: [...ports.values()]
      .filter((one) => one.id !== port.id && one.device_owner.startsWith('compute:'))
      .map((one) => portFacts(one)),
    floatingPorts: floating.items.map((one) => one.port_id ?? '').filter((id) => id !== ''),
    remoteGroups: membersByGroup(groups, members.items),
    limits:
      near.truncated || beside.truncated
        ? [`more than ${neighboursMax} ports beside this one: "affects" is a lower bound`]
        : [],
  };
};

/** The path with its companions known. */
export const withCompanions = (path: Path, { limits, ...facts }: Companions): Path => ({
  ...path,
  neutron: { ...path.neutron, ...facts },
  limits: [...path.limits, ...limits],
});
