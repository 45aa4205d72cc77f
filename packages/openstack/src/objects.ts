// The objects of Nova and Neutron, as far as they are used. What only an admin sees is optional:
// without rights those fields are silently absent. Unknown fields are dropped.

import { z } from 'zod';

const nullableText = z.string().nullish();

export const serverSchema = z.object({
  id: z.string(),
  name: z.string().default(''),
  status: z.string().default(''),
  tenant_id: z.string().default(''),
  addresses: z
    .record(
      z.string(),
      z.array(z.object({ addr: z.string(), 'OS-EXT-IPS-MAC:mac_addr': z.string().optional() })),
    )
    .default({}),
  'OS-EXT-SRV-ATTR:host': nullableText,
  'OS-EXT-SRV-ATTR:hypervisor_hostname': nullableText,
  'OS-EXT-STS:vm_state': nullableText,
});
export type Server = z.infer<typeof serverSchema>;

const vifDetailsSchema = z.looseObject({
  ovs_hybrid_plug: z.boolean().optional(),
  bridge_name: z.string().optional(),
  datapath_type: z.string().optional(),
  bound_drivers: z.record(z.string(), z.string()).optional(),
  vhostuser_socket: z.string().optional(),
});

export const portSchema = z.object({
  id: z.string(),
  name: z.string().default(''),
  network_id: z.string(),
  project_id: z.string().default(''),
  mac_address: z.string(),
  admin_state_up: z.boolean().default(true),
  status: z.string().default(''),
  device_id: z.string().default(''),
  device_owner: z.string().default(''),
  fixed_ips: z.array(z.object({ subnet_id: z.string(), ip_address: z.string() })).default([]),
  allowed_address_pairs: z
    .array(z.object({ ip_address: z.string(), mac_address: z.string().optional() }))
    .default([]),
  security_groups: z.array(z.string()).default([]),
  port_security_enabled: z.boolean().default(true),
  qos_policy_id: z.string().nullish(),
  qos_network_policy_id: z.string().nullish(),
  'binding:host_id': z.string().optional(),
  'binding:vif_type': z.string().optional(),
  'binding:vnic_type': z.string().optional(),
  'binding:vif_details': vifDetailsSchema.optional(),
});
export type Port = z.infer<typeof portSchema>;

const segmentSchema = z.object({
  'provider:network_type': nullableText,
  'provider:physical_network': nullableText,
  'provider:segmentation_id': z.number().nullish(),
});

export const networkSchema = segmentSchema.extend({
  id: z.string(),
  name: z.string().default(''),
  mtu: z.number().default(0),
  'router:external': z.boolean().default(false),
  subnets: z.array(z.string()).default([]),
  /** A multi-segment network has these instead of provider:*. */
  segments: z.array(segmentSchema).optional(),
});
export type Network = z.infer<typeof networkSchema>;

export const subnetSchema = z.object({
  id: z.string(),
  name: z.string().default(''),
  network_id: z.string(),
  ip_version: z.number(),
  cidr: z.string(),
  gateway_ip: nullableText,
  enable_dhcp: z.boolean().default(true),
  host_routes: z.array(z.object({ destination: z.string(), nexthop: z.string() })).default([]),
});
export type Subnet = z.infer<typeof subnetSchema>;

export const routerSchema = z.object({
  id: z.string(),
  name: z.string().default(''),
  admin_state_up: z.boolean().default(true),
  status: z.string().default(''),
  distributed: z.boolean().optional(),
  ha: z.boolean().optional(),
  routes: z.array(z.object({ destination: z.string(), nexthop: z.string() })).default([]),
  external_gateway_info: z
    .object({
      network_id: z.string(),
      enable_snat: z.boolean().optional(),
      external_fixed_ips: z
        .array(z.object({ subnet_id: z.string(), ip_address: z.string() }))
        .default([]),
    })
    .nullish(),
});
export type Router = z.infer<typeof routerSchema>;

export const agentSchema = z.object({
  id: z.string(),
  agent_type: z.string(),
  host: z.string(),
  alive: z.boolean(),
  admin_state_up: z.boolean().default(true),
  configurations: z.record(z.string(), z.unknown()).default({}),
  ha_state: nullableText,
});
export type Agent = z.infer<typeof agentSchema>;

export const floatingIpSchema = z.object({
  id: z.string(),
  floating_ip_address: z.string(),
  fixed_ip_address: nullableText,
  floating_network_id: z.string().default(''),
  router_id: nullableText,
  port_id: nullableText,
  status: z.string().default(''),
});
export type FloatingIp = z.infer<typeof floatingIpSchema>;

export const securityGroupSchema = z.object({
  id: z.string(),
  name: z.string().default(''),
  stateful: z.boolean().default(true),
  project_id: z.string().default(''),
  security_group_rules: z
    .array(
      z.object({
        id: z.string(),
        direction: z.enum(['ingress', 'egress']),
        ethertype: nullableText,
        protocol: nullableText,
        port_range_min: z.number().nullish(),
        port_range_max: z.number().nullish(),
        remote_ip_prefix: nullableText,
        remote_group_id: nullableText,
      }),
    )
    .default([]),
});
export type SecurityGroup = z.infer<typeof securityGroupSchema>;
