// Two faults at once on one server: the first that the packets meet is the answer, the other must
// be listed beside it, for whoever mends the first meets the second. Pure.

import { faultNamed } from '../../lab/faults/catalogue.ts';
import type { Fault } from '../../lab/faults/fault.ts';

export interface Pair {
  readonly server: string;
  /** In the order in which packets meet them. */
  readonly faults: readonly [Fault, Fault];
}

const known = (name: string): Fault => {
  const fault = faultNamed(name);
  if (fault === null) throw new Error(`no fault called ${name}`);
  return fault;
};

const pair = (server: string, first: string, second: string): Pair => ({
  server,
  faults: [known(first), known(second)],
});

export const nameOf = ({ faults: [first, second] }: Pair): string =>
  `${first.name} + ${second.name}`;

export const PAIRS: readonly Pair[] = [
  pair('a1', 'sg-egress-deny', 'pbr-rule-missing'),
  pair('b1', 'sg-egress-deny', 'snat-rule-missing'),
  pair('a1', 'port-dead-vlan', 'tunnel-port-missing'),
  pair('x1', 'pbr-table-empty', 'snat-no-default-route'),
  pair('a1', 'snat-neighbour-stale', 'snat-rule-missing'),
  pair('h1', 'tunnel-port-wrong', 'gateway-port-down'),
  pair('l1', 'tunnel-vni-missing', 'snat-rule-missing'),
  pair('b1', 'qrouter-ip-forward-off', 'tunnel-port-missing-there'),
];
