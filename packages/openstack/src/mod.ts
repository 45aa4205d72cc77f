// Keystone, Nova and Neutron over fetch; clouds.yaml and OS_* variables.
export * from './cloud.ts';
export * from './connect.ts';
export * from './errors.ts';
export * from './io.ts';
export * from './limits.ts';
export * from './load-cloud.ts';
export type { Service } from './catalog.ts';
export type { ComputeClient } from './compute.ts';
export type { CatalogEntry, Endpoint, Identity } from './keystone.ts';
export type { Lister, NetworkClient } from './network.ts';
export type * from './objects.ts';
export type { List } from './paging.ts';
export type { Query, Session } from './session.ts';
