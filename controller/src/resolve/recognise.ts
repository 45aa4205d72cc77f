// Ports and networks that Hopscope cannot follow, recognised by what the API says and named with
// what can still be captured by hand.

import type { Network, Port } from '@hopscope/openstack';
import { HopscopeError } from '@hopscope/proto';

const refuse = (what: string, instead: string): never => {
  throw new HopscopeError('PATH_UNSUPPORTED', `${what} cannot be followed yet; ${instead}`);
};

const VIF_TYPES: Readonly<Record<string, readonly [what: string, instead: string]>> = {
  vhostuser: [
    'a vhost-user port has no network device',
    'ovs-tcpdump on its vhu port shows its packets',
  ],
  bridge: ['a port of the Linux bridge agent', 'tap and brq of the port can be captured'],
  hw_veb: ['an SR-IOV port', 'only the physical function or the switch beyond sees its packets'],
  hostdev_physical: ['a passed-through device', 'only the switch beyond sees its packets'],
  macvtap: ['a macvtap port', 'its macvtap device can be captured'],
};

const LEADING_VNIC = new Set(['', 'normal']);

/** Throws PATH_UNSUPPORTED for a port of another kind than tap on Open vSwitch. */
export const demandOvsPort = (port: Port): void => {
  const type = port['binding:vif_type'] ?? '';
  const drivers = Object.values(port['binding:vif_details']?.bound_drivers ?? {});
  if (drivers.includes('ovn'))
    refuse(
      'OVN',
      'its tap, genev_sys_6081 and the external NIC of the gateway chassis can be captured',
    );
  const bridge = port['binding:vif_details']?.bridge_name ?? '';
  if (port.device_owner === 'trunk:subport' || bridge.startsWith('tbr-'))
    refuse('a port of a VLAN trunk', `its tap and the trunk bridge ${bridge} can be looked at`);
  const known = VIF_TYPES[type];
  if (known !== undefined) refuse(...known);
  const vnic = port['binding:vnic_type'] ?? '';
  if (!LEADING_VNIC.has(vnic))
    refuse(
      `a port with vnic_type ${vnic} (SR-IOV or hardware offload)`,
      'after its first packet only the hardware sees a flow',
    );
  if ((port['binding:host_id'] ?? '') === '')
    throw new HopscopeError(
      'PATH_UNSUPPORTED',
      `port ${port.id} is bound to no host (vif_type ${type || 'unknown'}): it has no path`,
    );
};

/** Throws PATH_UNSUPPORTED for a network that is neither VXLAN nor VLAN nor flat. */
export const demandKnownNetwork = (network: Network): void => {
  const types = [
    network['provider:network_type'],
    ...(network.segments ?? []).map((segment) => segment['provider:network_type']),
  ].filter((type) => typeof type === 'string');
  if (types.length > 0 && !types.some((type) => /^(?:vxlan|vlan|flat)$/.test(type)))
    refuse(
      `network ${network.name || network.id} of type ${types.join(', ')}`,
      'taps and router ports can be captured',
    );
};
