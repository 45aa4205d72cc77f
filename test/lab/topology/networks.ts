// Networks of a lab: tenant networks by VXLAN or provider VLAN, the flat external network, and the
// network over which the copies of HA routers hear each other. Pure.
import { hashedNumber, hashedUuid } from '../names.ts';
import type { LabNetwork } from '../model.ts';
import type { NetworkRecipe, Recipe } from './recipe.ts';

/** The name of the external network in every topology. */
export const EXTERNAL_NETWORK = 'ext';
/** Physical network of the external bridge, for the external network and provider VLANs. */
const PHYSICAL_NETWORK = 'external';

const named = (lab: string, name: string): Pick<LabNetwork, 'name' | 'id' | 'subnetId'> => ({
  name,
  id: hashedUuid(`${lab} network ${name}`),
  subnetId: hashedUuid(`${lab} subnet ${name}`),
});

const externalNetworkOf = (lab: string): LabNetwork => ({
  ...named(lab, EXTERNAL_NETWORK),
  cidr: '172.24.4.0/24',
  prefix: 24,
  gatewayIp: '172.24.4.1',
  mtu: 1500,
  external: true,
  vni: null,
  vlan: null,
  physicalNetwork: PHYSICAL_NETWORK,
});

// a stride larger than the draw keeps the VNIs of one lab apart
const vniOf = (lab: string, name: string, index: number): number =>
  hashedNumber(`${lab} vni ${name}`, 1, 400) + 500 * (index + 1);

const tenantNetworkOf = (lab: string, recipe: NetworkRecipe, index: number): LabNetwork => ({
  ...named(lab, recipe.name),
  cidr: `${recipe.subnet}.0/24`,
  prefix: 24,
  gatewayIp: `${recipe.subnet}.1`,
  mtu: recipe.vlan === undefined ? 1450 : 1500,
  external: false,
  vni: recipe.vlan === undefined ? vniOf(lab, recipe.name, index) : null,
  vlan: recipe.vlan ?? null,
  physicalNetwork: recipe.vlan === undefined ? null : PHYSICAL_NETWORK,
});

/** l3_hamode_db.py: one network per project, l3_ha_net_cidr, no gateway. */
const haNetworkOf = (lab: string, projectId: string, index: number): LabNetwork => ({
  ...named(lab, haNetworkName(projectId)),
  cidr: '169.254.192.0/18',
  prefix: 18,
  gatewayIp: '',
  mtu: 1450,
  external: false,
  vni: vniOf(lab, 'ha', index),
  vlan: null,
  physicalNetwork: null,
});

export const haNetworkName = (projectId: string): string => `HA network tenant ${projectId}`;

/** All networks of a recipe, the external one last. */
export const networksOf = (
  lab: string,
  projectId: string,
  recipe: Recipe,
): readonly LabNetwork[] => {
  const ha = (recipe.routers ?? []).some((r) => r.kind === 'ha' || r.kind === 'dvr-ha');
  return [
    ...recipe.networks.map((n, i) => tenantNetworkOf(lab, n, i)),
    ...(ha ? [haNetworkOf(lab, projectId, recipe.networks.length)] : []),
    externalNetworkOf(lab),
  ];
};
