// Neutron, as far as a path needs it: lists by filter. A list by id instead of a read of one
// object means one shape of answer, several objects in one request, and no 404 to tell apart.

import type { z } from 'zod';
import {
  agentSchema,
  floatingIpSchema,
  networkSchema,
  portSchema,
  routerSchema,
  securityGroupSchema,
  subnetSchema,
  type Agent,
  type FloatingIp,
  type Network,
  type Port,
  type Router,
  type SecurityGroup,
  type Subnet,
} from './objects.ts';
import { listAll, type List } from './paging.ts';
import type { Query, Session } from './session.ts';

export type Lister<Item> = (query: Query, itemsMax?: number) => Promise<List<Item>>;

export interface NetworkClient {
  readonly ports: Lister<Port>;
  readonly networks: Lister<Network>;
  readonly subnets: Lister<Subnet>;
  readonly routers: Lister<Router>;
  readonly floatingIps: Lister<FloatingIp>;
  readonly securityGroups: Lister<SecurityGroup>;
  readonly agents: Lister<Agent>;
  /** The l3 agents a router is scheduled to; FORBIDDEN without admin rights. */
  readonly l3Agents: (routerId: string) => Promise<List<Agent>>;
}

export const networkClient = (session: Session): NetworkClient => {
  const lister =
    <Schema extends z.ZodType>(path: string, key: string, schema: Schema) =>
    (query: Query, itemsMax?: number): Promise<List<z.infer<Schema>>> =>
      listAll(session, {
        service: 'network',
        path,
        key,
        query,
        schema,
        ...(itemsMax === undefined ? {} : { itemsMax }),
      });
  return {
    ports: lister('/ports', 'ports', portSchema),
    networks: lister('/networks', 'networks', networkSchema),
    subnets: lister('/subnets', 'subnets', subnetSchema),
    routers: lister('/routers', 'routers', routerSchema),
    floatingIps: lister('/floatingips', 'floatingips', floatingIpSchema),
    securityGroups: lister('/security-groups', 'security_groups', securityGroupSchema),
    agents: lister('/agents', 'agents', agentSchema),
    l3Agents: (routerId) =>
      lister(`/routers/${encodeURIComponent(routerId)}/l3-agents`, 'agents', agentSchema)({}),
  };
};
