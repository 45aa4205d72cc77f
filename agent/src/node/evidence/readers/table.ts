// The table of readers: proto's vocabulary, and who reads each word of it.

import { HopscopeError } from '@hopscope/proto';
import type { ReaderName } from '@hopscope/proto';

import type { Reader } from '../reader.ts';
import { conntrack, conntrackStats } from './conntrack.ts';
import { iptables, ipset, nftChains, nftRuleset } from './filters.ts';
import { addresses, links, neighbours, routeGet, routes, rules } from './ip.ts';
import { deviceCounters, neighbourStats, nstat, qdiscs, softnet, sysctls } from './kernel.ts';
import { haState, namespaces } from './node-state.ts';
import { flows, meterLimits, meters, ports } from './openflow.ts';
import { ovsdb } from './ovsdb.ts';
import {
  fdb,
  ofprotoTrace,
  ovsConntrack,
  ovsCoverage,
  ovsRoutes,
  ovsUpcalls,
  tunnelNeighbours,
  tunnelPorts,
} from './vswitchd.ts';

/** Drops are watched as long as an order runs: order.ts asks drops/, nobody reads them at once. */
const dropReasons: Reader = () => {
  throw new HopscopeError('READER_UNKNOWN', 'reader drop-reasons: only within an armed order');
};

export const NODE_READERS: Readonly<Record<ReaderName, Reader>> = {
  links,
  addresses,
  rules,
  routes,
  'route-get': routeGet,
  neighbours,
  sysctls,
  iptables,
  'nft-ruleset': nftRuleset,
  'nft-chains': nftChains,
  ipset,
  conntrack,
  'conntrack-stats': conntrackStats,
  nstat,
  'device-counters': deviceCounters,
  ovsdb,
  flows,
  'ofproto-trace': ofprotoTrace,
  fdb,
  'tunnel-ports': tunnelPorts,
  'tunnel-neighbours': tunnelNeighbours,
  'ovs-routes': ovsRoutes,
  'ovs-conntrack': ovsConntrack,
  'ovs-coverage': ovsCoverage,
  'ovs-upcalls': ovsUpcalls,
  'ovs-meters': meters,
  'ovs-meter-limits': meterLimits,
  'openflow-ports': ports,
  namespaces,
  qdiscs,
  'neighbour-stats': neighbourStats,
  softnet,
  'ha-state': haState,
  'drop-reasons': dropReasons,
};
