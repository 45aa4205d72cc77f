// How the answers of node-state.ts are found: which record, which parser, what counts as an answer.
// Causes never parse text themselves.

import * as nodestate from '@hopscope/nodestate';
import { type Path } from '../resolve/path.ts';
import { type NodeState } from './node-state.ts';
import { type Phase, type Reading, type Readings, type Wanted } from './readings.ts';

export type Lookups = Omit<NodeState, 'path' | 'parts'>;

/** Value of a reading unless the program reported an error instead of state. */
export const valueOf = <T>(reading: Reading<T> | null): T | null =>
  reading === null || reading.errors.length > 0 ? null : reading.value;

export const once = <V>(make: (...key: readonly (string | undefined)[]) => V) => {
  const known = new Map<string, V>();
  return (...key: readonly (string | undefined)[]): V => {
    const text = key.join('\n');
    if (!known.has(text)) known.set(text, make(...key));
    return known.get(text) as V;
  };
};

/** Chains with the devices they hang at, where only the list of chains said them. */
const hung = (
  chains: readonly nodestate.NftChain[],
  said: readonly nodestate.NftChainDevices[] | null,
): readonly nodestate.NftChain[] =>
  chains.map((chain) => {
    const { family, table, name } = chain;
    const found = said?.find(
      (one) => one.family === family && one.table === table && one.name === name,
    );
    return chain.devices === null && found !== undefined
      ? { ...chain, devices: found.devices }
      : chain;
  });

export const routing = (
  readings: Readings,
): Pick<Lookups, 'rules' | 'routes' | 'routeGet' | 'neighbour'> => {
  const read = <T>(
    wanted: Wanted,
    parse: (text: string) => nodestate.Parsed<T>,
  ): Reading<T> | null => readings.read(readings.find(wanted), parse);
  return {
    rules: (node, netns) => valueOf(read({ node, reader: 'rules', netns }, nodestate.parseRules)),
    routes: (node, netns) =>
      valueOf(
        read({ node, reader: 'routes', netns, selectors: ['table=all'] }, nodestate.parseRoutes),
      ),
    routeGet: (node, netns, to) => {
      const selectors = [`to=${to}`];
      const reading = read(
        { node, reader: 'route-get', netns, selectors },
        nodestate.parseRouteGet,
      );
      if (reading === null) return null;
      const said = (reading.errors[0] ?? '').replace(/^RTNETLINK answers: /, '');
      return reading.value === null && said === '' ? null : { route: reading.value, said };
    },
    neighbour: (node, netns, address) => {
      const wanted = { node, reader: 'neighbours', netns };
      const records = readings
        .all(wanted)
        .filter(
          ({ selectors }) =>
            selectors.length === 0 ||
            selectors.includes(`to=${address}`) ||
            selectors.every((selector) => selector.startsWith('dev=')),
        );
      for (const record of records) {
        const entries = valueOf(readings.read(record, nodestate.parseNeighbours));
        const entry = entries?.find((one) => one.address === address);
        if (entry !== undefined) return { entry };
        if (entries !== null && record.selectors.every((selector) => !selector.startsWith('dev=')))
          return { entry: null };
      }
      return null;
    },
  };
};

export const devices = (
  readings: Readings,
): Pick<Lookups, 'links' | 'iptables' | 'legacyIptables' | 'nft' | 'ipset' | 'sysctl'> => ({
  links: (node, netns) => {
    const found = ['addresses', 'links'].flatMap((reader) =>
      readings
        .all({ node, reader, netns })
        .map((record) => valueOf(readings.read(record, nodestate.parseLinks)))
        .filter((links) => links !== null),
    );
    return found.length === 0 ? null : found.flat();
  },
  iptables: (node, netns, table, phase) => {
    const wanted = { node, reader: 'iptables', netns, selectors: [`table=${table}`] };
    const records = readings
      .all(phase === undefined ? wanted : { ...wanted, phase })
      .filter(({ selectors }) => !selectors.includes('backend=legacy'));
    const tables = valueOf(readings.read(records[0] ?? null, nodestate.parseIptablesSave));
    return tables?.get(table) ?? null;
  },
  legacyIptables: (node, table) => {
    const wanted = { node, reader: 'iptables', netns: '', selectors: ['backend=legacy'] };
    const tables = readings.read(readings.find(wanted), nodestate.parseIptablesSave);
    return valueOf(tables)?.get(table) ?? null;
  },
  nft: once((node = '', netns = '') => {
    const read = <T>(reader: string, parse: (text: string) => nodestate.Parsed<T>): T | null =>
      valueOf(readings.read(readings.find({ node, reader, netns }), parse));
    const chains = read('nft-ruleset', nodestate.parseNftRuleset);
    return chains === null ? null : hung(chains, read('nft-chains', nodestate.parseNftChains));
  }),
  ipset: (node, name) => {
    for (const record of readings.all({ node, reader: 'ipset', netns: '' })) {
      const sets = valueOf(readings.read(record, nodestate.parseIpsets));
      const set = sets?.find((one) => one.name === name);
      if (set !== undefined) return set.members;
    }
    return null;
  },
  sysctl: (node, netns, key) => {
    for (const record of readings.all({ node, reader: 'sysctls', netns })) {
      const value = readings.read(record, nodestate.parseSysctls)?.value.get(key);
      if (value !== undefined) return value;
    }
    return null;
  },
});

interface DeviceAt {
  readonly node: string;
  readonly netns: string;
  readonly device: string;
  readonly phase: Phase;
}

type Sides = Partial<Record<'rx' | 'tx', { errors: number; dropped: number } | null>>;

/** Counters of one device at one time: of /proc/net/dev, or as ip(8) prints them. */
const deviceAt = (
  readings: Readings,
  { node, netns, device, phase }: DeviceAt,
): Sides | undefined => {
  const wanted = { node, reader: 'device-counters', netns, phase, selectors: [`dev=${device}`] };
  const all = valueOf(readings.read(readings.find(wanted), nodestate.parseDeviceCounters));
  const counted = all?.find(({ name }) => name === device);
  if (counted !== undefined) return counted;
  const printed = readings.find({ ...wanted, reader: 'links' });
  const links = valueOf(readings.read(printed, nodestate.parseLinks));
  return links?.find(({ name }) => name === device);
};

const queuesOf = (
  readings: Readings,
  node: string,
  netns: string,
  device: string,
): readonly nodestate.Qdisc[] | null => {
  const wanted = { node, reader: 'qdiscs', netns, selectors: [`dev=${device}`] };
  return valueOf(readings.read(readings.find(wanted), nodestate.parseQdiscs));
};

export const counters = (
  readings: Readings,
): Pick<
  Lookups,
  | 'nstatDelta'
  | 'conntrackStatsDelta'
  | 'conntrack'
  | 'linkDelta'
  | 'qdiscDropsDelta'
  | 'qdiscs'
  | 'softnetDropsDelta'
  | 'neighbourTable'
  | 'upcalls'
> => {
  const grown = (at: (phase: Phase) => number | undefined): number | null => {
    const before = at('before');
    const after = at('later') ?? at('after');
    return before === undefined || after === undefined ? null : after - before;
  };
  const delta =
    (reader: string, parse: (text: string) => nodestate.Parsed<ReadonlyMap<string, number>>) =>
    (node: string, netns: string, counter: string): number | null => {
      const at = (phase: Phase): number | undefined =>
        valueOf(readings.read(readings.find({ node, reader, netns, phase }), parse))?.get(counter);
      return grown(at);
    };
  return {
    linkDelta: (node, netns, device, side, kind) =>
      grown((phase) => deviceAt(readings, { node, netns, device, phase })?.[side]?.[kind]),
    softnetDropsDelta: (node) =>
      grown((phase) => {
        const record = readings.find({ node, reader: 'softnet', netns: '', phase });
        return valueOf(readings.read(record, nodestate.parseSoftnet))?.dropped;
      }),
    neighbourTable: (node) => {
      const at = (phase?: Phase): nodestate.NeighbourStats | null => {
        const wanted = { node, reader: 'neighbour-stats', netns: '' };
        const record = readings.find(phase === undefined ? wanted : { ...wanted, phase });
        return valueOf(readings.read(record, nodestate.parseNeighbourStats));
      };
      const now = at();
      if (now === null) return null;
      const refused = grown((phase) => at(phase)?.tableFulls);
      return { entries: now.entries, limit: now.limit, refused };
    },
    upcalls: (node) =>
      valueOf(
        readings.read(
          readings.find({ node, reader: 'ovs-upcalls', netns: '' }),
          nodestate.parseUpcalls,
        ),
      ),
    qdiscDropsDelta: (node, netns, device) =>
      grown((phase) => {
        const wanted = { node, reader: 'qdiscs', netns, phase, selectors: [`dev=${device}`] };
        const qdiscs = valueOf(readings.read(readings.find(wanted), nodestate.parseQdiscs));
        return qdiscs?.reduce((sum, { drops }) => sum + drops, 0);
      }),
    qdiscs: (...at) => queuesOf(readings, ...at),
    nstatDelta: delta('nstat', nodestate.parseNstat),
    conntrackStatsDelta: delta('conntrack-stats', nodestate.parseConntrackStats),
    conntrack: (node, netns, phase) => {
      const wanted = { node, reader: 'conntrack', netns };
      const record = readings.find(phase === undefined ? wanted : { ...wanted, phase });
      return valueOf(readings.read(record, nodestate.parseConntrack));
    },
  };
};

export const namespaceOf =
  (path: Path): Lookups['namespace'] =>
  (node, netns) => {
    const facts = path.nodes.find(({ name }) => name === node);
    if (facts === undefined || !facts.agentReached) return null;
    const known = facts.namespaces.find(({ name }) => name === netns);
    if (known === undefined) return 'absent';
    return known.dead ? 'dead' : 'alive';
  };
