// How places and things are called in titles.

import { type CaseFile } from './case-file.ts';

/** The VM as a person knows it. */
export const vmName = (file: CaseFile): string =>
  file.path.flow.serverName || file.path.flow.localAddress;

export const routerName = (file: CaseFile): string => {
  const { router } = file.path.neutron;
  return router === null ? 'the router' : router.name || router.id.slice(0, 8);
};

/** `in router r1 on cn1`. */
export const inRouter = (file: CaseFile, node: string): string =>
  `in router ${routerName(file)} on ${node}`;

/** `at a1's port on cn1`. */
export const atPort = (file: CaseFile): string =>
  `at ${vmName(file)}'s port on ${file.parts.compute}`;

/** `tcp/443`, `icmp`. */
export const service = (file: CaseFile): string => {
  const { protocol, remotePort } = file.path.flow;
  return remotePort === null || protocol === 'icmp' ? protocol : `${protocol}/${remotePort}`;
};

export const networkName = (file: CaseFile): string =>
  file.path.neutron.network.name || file.path.neutron.network.id.slice(0, 8);

/** `1 packet`, `20 packets`. */
export const packets = (count: number): string => `${count} ${count === 1 ? 'packet' : 'packets'}`;
