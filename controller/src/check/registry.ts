// The ten checks, in the order of the reference (consistency checks without any packet).

import type { Check } from './check.ts';
import { delivery } from './checks/delivery.ts';
import { gateway } from './checks/gateway.ts';
import { localVlans } from './checks/local-vlans.ts';
import { mtu } from './checks/mtu.ts';
import { overlay } from './checks/overlay.ts';
import { policyRouting } from './checks/policy-routing.ts';
import { portBinding } from './checks/port-binding.ts';
import { snatHost } from './checks/snat-host.ts';
import { snatNamespace } from './checks/snat-namespace.ts';
import { tunnelPorts } from './checks/tunnel-ports.ts';

export const CHECKS: readonly Check[] = [
  gateway,
  snatHost,
  portBinding,
  policyRouting,
  localVlans,
  overlay,
  delivery,
  tunnelPorts,
  snatNamespace,
  mtu,
];
