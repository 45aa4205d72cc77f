// One cloud with every shape of path beside the default ones: a second network node, a centralised
// router, an HA router, a distributed HA router that is active on the other node, provider VLANs,
// floating IPs of both kinds of router, a server with several addresses. Raised once, it serves
// the tests of all shapes.
import type { Recipe, RouterRecipe, ServerRecipe } from '../topology/recipe.ts';
import { DEFAULT_RECIPE } from './default.ts';

/** How the copies of the HA routers stand: one active, both, none. */
export type HaStanding = 'one' | 'both' | 'none';

const NETWORK_NODES = ['net1', 'net2'] as const;

const active = (standing: HaStanding, first: string): readonly string[] => {
  if (standing === 'none') return [];
  return standing === 'one' ? [first] : [first, ...NETWORK_NODES.filter((n) => n !== first)];
};

const routers = (standing: HaStanding): readonly RouterRecipe[] => [
  { name: 'r3', kind: 'legacy', hosts: ['net1'] },
  { name: 'r4', kind: 'ha', hosts: NETWORK_NODES, active: active(standing, 'net1') },
  { name: 'r5', kind: 'dvr-ha', hosts: NETWORK_NODES, active: active(standing, 'net2') },
];

/** l: legacy router, h: HA router, x: distributed HA router, v: provider VLAN, w: VXLAN beside. */
const SERVERS: readonly ServerRecipe[] = [
  { name: 'l1', node: 'cn1', network: 'netL' },
  { name: 'l2', node: 'cn2', network: 'netL', floatingIp: '172.24.4.135' },
  { name: 'm1', node: 'cn2', network: 'netM' },
  { name: 'm2', node: 'cn1', network: 'netM' },
  { name: 'h1', node: 'cn1', network: 'netH' },
  { name: 'h2', node: 'cn2', network: 'netH' },
  { name: 'x1', node: 'cn1', network: 'netX' },
  { name: 'x2', node: 'cn2', network: 'netX' },
  { name: 'v1', node: 'cn1', network: 'vlanA' },
  { name: 'v2', node: 'cn2', network: 'vlanA', floatingIp: '172.24.4.136' },
  { name: 'w1', node: 'cn2', network: 'netW' },
  { name: 'w2', node: 'cn1', network: 'netW' },
  {
    name: 'p1',
    node: 'cn1',
    network: 'netA',
    moreIps: [101, 102],
    allowedPairs: [{ ip: '10.1.0.110' }, { ip: '10.1.0.111', mac: 'fa:16:3e:aa:bb:01' }],
  },
  {
    name: 'p2',
    node: 'cn2',
    network: 'netB',
    moreIps: [101],
    allowedPairs: [{ ip: '10.2.0.110' }],
  },
];

/** Every shape at once. */
export const shapesRecipe = (standing: HaStanding = 'one'): Recipe => ({
  ...DEFAULT_RECIPE,
  nodes: [...DEFAULT_RECIPE.nodes, { name: 'net2', roles: ['network'], firewall: 'openvswitch' }],
  networks: [
    ...DEFAULT_RECIPE.networks,
    { name: 'netL', subnet: '10.4.0', router: 'r3' },
    { name: 'netM', subnet: '10.5.0', router: 'r3' },
    { name: 'netH', subnet: '10.6.0', router: 'r4' },
    { name: 'netX', subnet: '10.7.0', router: 'r5' },
    { name: 'vlanA', subnet: '10.8.0', router: 'r6', vlan: 2001 },
    { name: 'netW', subnet: '10.9.0', router: 'r6' },
  ],
  servers: [...DEFAULT_RECIPE.servers, ...SERVERS],
  routers: routers(standing),
});
