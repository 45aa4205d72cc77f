// The default cloud of the lab: two compute nodes with different firewall drivers (one of them
// with an FQDN), one network node that also runs servers, two routers, and more servers than any
// trace needs: they are the bystanders. And the cloud that was recorded.
import type { FirewallDriver } from '../model.ts';
import type { Recipe } from '../topology/recipe.ts';

export const DEFAULT_RECIPE: Recipe = {
  snatNode: 'net1',
  nodes: [
    { name: 'cn1', roles: ['compute'], firewall: 'iptables_hybrid' },
    { name: 'cn2', host: 'cn2.lab.example', roles: ['compute'], firewall: 'openvswitch' },
    { name: 'net1', roles: ['network', 'compute'], firewall: 'iptables_hybrid' },
  ],
  networks: [
    { name: 'netA', subnet: '10.1.0', router: 'r1' },
    { name: 'netB', subnet: '10.2.0', router: 'r1' },
    { name: 'netC', subnet: '10.3.0', router: 'r2' },
  ],
  servers: [
    { name: 'a1', node: 'cn1', network: 'netA' },
    { name: 'a2', node: 'cn2', network: 'netA', floatingIp: '172.24.4.134' },
    { name: 'b1', node: 'cn2', network: 'netB' },
    { name: 'b2', node: 'cn1', network: 'netB' },
    { name: 'an', node: 'net1', network: 'netA' },
    { name: 't1', node: 'cn1', network: 'netA' },
    { name: 't2', node: 'cn2', network: 'netB' },
    { name: 't3', node: 'net1', network: 'netB' },
    { name: 'c1', node: 'cn1', network: 'netC' },
    { name: 'c2', node: 'cn2', network: 'netC' },
    { name: 'c3', node: 'net1', network: 'netC' },
  ],
};

/**
 * The cloud the recordings were taken from (test/fixtures/recorded), for comparing state with it:
 * one firewall driver everywhere, one router, four servers.
 */
export const recordedRecipe = (firewall: FirewallDriver): Recipe => ({
  snatNode: 'net1',
  nodes: [
    { name: 'cn1', roles: ['compute'], firewall },
    { name: 'cn2', roles: ['compute'], firewall },
    { name: 'net1', roles: ['network'], firewall },
  ],
  networks: DEFAULT_RECIPE.networks.filter((n) => n.router === 'r1'),
  servers: DEFAULT_RECIPE.servers.filter((s) => ['a1', 'a2', 'b1', 'b2'].includes(s.name)),
});
