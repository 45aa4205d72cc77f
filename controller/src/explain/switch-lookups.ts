// Answers about Open vSwitch, found as those of lookups.ts: rows of OVSDB, flows, ports, meters and
// learned MACs of a bridge, and vswitchd's own traces and counters.

import * as nodestate from '@hopscope/nodestate';
import { flowTablesOf } from './flow-evidence.ts';
import { type Lookups, once, valueOf } from './lookups.ts';
import { type Phase, type Readings } from './readings.ts';
import { TUNNEL_BRIDGE } from './tunnel-view.ts';

/** What `ovs-appctl` or `ovs-ofctl` said of one bridge. */
const ofBridge =
  <T>(readings: Readings, reader: string, parse: (text: string) => nodestate.Parsed<T>) =>
  (node: string, bridge: string): T | null => {
    const wanted = { node, reader, netns: '', selectors: [`bridge=${bridge}`] };
    return valueOf(readings.read(readings.find(wanted), parse));
  };

/** Events of one kind in vswitchd; those that never happened are not printed. */
const coverageAt = (
  readings: Readings,
  node: string,
  counter: string,
  phase: Phase,
): number | null => {
  const record = readings.find({ node, reader: 'ovs-coverage', netns: '', phase });
  const all = valueOf(readings.read(record, nodestate.parseCoverage));
  return all === null ? null : (all.find(({ name }) => name === counter)?.total ?? 0);
};

/** Whether a port is one of br-tun: tunnels, and the patch to br-int. */
const isOfTunnels = ({ name, options }: nodestate.OvsInterface): boolean =>
  options['remote_ip'] !== undefined || name === 'patch-int' || name === TUNNEL_BRIDGE;

const bridges = (
  readings: Readings,
): Pick<
  Lookups,
  'openFlowPorts' | 'learned' | 'meterCounts' | 'meterLimits' | 'coverageDelta'
> => ({
  openFlowPorts: ofBridge(readings, 'openflow-ports', nodestate.parseOpenFlowPorts),
  meterCounts: ofBridge(readings, 'ovs-meters', nodestate.parseMeterCounts),
  meterLimits: ofBridge(readings, 'ovs-meter-limits', nodestate.parseMeterLimits),
  learned: (node, bridge, mac) => {
    const selectors = [`bridge=${bridge}`, `mac=${mac}`];
    const record = readings.find({ node, reader: 'fdb', netns: '', selectors });
    const all = valueOf(readings.read(record, nodestate.parseFdb));
    return all?.filter((one) => one.mac === mac) ?? null;
  },
  coverageDelta: (node, counter) => {
    const [before, after] = (['before', 'after'] as const).map((phase) =>
      coverageAt(readings, node, counter, phase),
    );
    return typeof before === 'number' && typeof after === 'number' ? after - before : null;
  },
});

export const switching = (
  readings: Readings,
): Pick<
  Lookups,
  | 'ovsPorts'
  | 'ovsInterfaces'
  | 'ofports'
  | 'openFlowPorts'
  | 'learned'
  | 'meterCounts'
  | 'meterLimits'
  | 'coverageDelta'
  | 'flows'
  | 'trace'
  | 'tunnelNeighbours'
> => {
  const table = <T>(
    node: string,
    name: string,
    parse: (text: string) => nodestate.Parsed<T[]>,
  ): readonly T[] | null =>
    valueOf(
      readings.read(
        readings.find({ node, reader: 'ovsdb', netns: '', selectors: [`table=${name}`] }),
        parse,
      ),
    );
  const interfaces = (node: string): readonly nodestate.OvsInterface[] | null =>
    table(node, 'Interface', nodestate.parseOvsInterfaces);
  const numbered = (all: readonly nodestate.OvsInterface[]): Map<string, number> =>
    new Map(all.flatMap(({ name, ofport }) => (ofport === null ? [] : [[name, ofport]])));
  const ofports = once((node = '') => numbered(interfaces(node) ?? []));
  // Numbers are of one bridge: the one that a flow of br-tun uses is none of another bridge.
  const portsOf = once((node = '', bridge = '') =>
    bridge === TUNNEL_BRIDGE
      ? numbered((interfaces(node) ?? []).filter(isOfTunnels))
      : ofports(node),
  );
  return {
    ...bridges(readings),
    ovsPorts: (node) => table(node, 'Port', nodestate.parseOvsPorts),
    ovsInterfaces: interfaces,
    tunnelNeighbours: (node) =>
      valueOf(
        readings.read(
          readings.find({ node, reader: 'tunnel-neighbours', netns: '' }),
          nodestate.parseTunnelNeighbours,
        ),
      ),
    ofports,
    flows: (node, bridge, phase) => {
      const wanted = { node, reader: 'flows', netns: '', selectors: [`bridge=${bridge}`] };
      const records = readings.all(phase === undefined ? wanted : { ...wanted, phase });
      return flowTablesOf(bridge, portsOf(node, bridge), records, (record) =>
        readings.read(record, nodestate.parseFlows),
      );
    },
    trace: (node, inPort) => {
      for (const record of readings.all({ node, reader: 'ofproto-trace', netns: '' })) {
        if (!record.selectors.some((one) => one.startsWith(`flow=in_port=${inPort},`))) continue;
        const trace = valueOf(readings.read(record, nodestate.parseOfprotoTrace));
        if (trace !== null && trace.steps.length > 0) return trace;
      }
      return null;
    },
  };
};
