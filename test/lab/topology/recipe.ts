// What a lab's cloud is made from: names only. Identifiers, addresses and bindings follow from it.
import type { AddressPair, FirewallDriver, NodeRole, RouterKind } from '../model.ts';

export interface NodeRecipe {
  readonly name: string;
  readonly host?: string;
  readonly roles: readonly NodeRole[];
  readonly firewall: FirewallDriver;
}

export interface NetworkRecipe {
  readonly name: string;
  /** The first three octets of its /24. */
  readonly subnet: string;
  readonly router: string;
  /** A provider VLAN on the external bridge's physical network instead of a VXLAN. */
  readonly vlan?: number;
}

export interface ServerRecipe {
  readonly name: string;
  readonly node: string;
  readonly network: string;
  readonly groups?: readonly string[];
  readonly floatingIp?: string;
  /** Last octets of further fixed IPs. */
  readonly moreIps?: readonly number[];
  /** Addresses it may send from besides its own; no MAC means the port's own. */
  readonly allowedPairs?: readonly (Omit<AddressPair, 'mac'> & { readonly mac?: string })[];
}

/** A router that is not a plain distributed one. Networks name their router. */
export interface RouterRecipe {
  readonly name: string;
  readonly kind: RouterKind;
  /** The network nodes its central part is scheduled to. */
  readonly hosts: readonly string[];
  /** Those that are active; default: the first. Only HA routers may have none or several. */
  readonly active?: readonly string[];
}

export interface Recipe {
  readonly nodes: readonly NodeRecipe[];
  readonly networks: readonly NetworkRecipe[];
  readonly servers: readonly ServerRecipe[];
  /** Routers named by no recipe of their own are distributed, with SNAT here. */
  readonly snatNode: string;
  readonly routers?: readonly RouterRecipe[];
}
