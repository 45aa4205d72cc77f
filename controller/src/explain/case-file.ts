// What a cause may look at: the path, where packets were lost, and the evidence of every node
// behind typed, memoised accessors. Causes never parse text themselves. Null always means "not
// known".

import * as nodestate from '@hopscope/nodestate';
import { type Correlation } from '../correlate/journeys.ts';
import { type Localisation } from '../localise/finding.ts';
import { type Parts, partsOf } from '../neutron-names.ts';
import { type Path } from '../resolve/path.ts';
import { type EvidenceRecord, type Recording } from '../run/recording.ts';
import { flowTablesOf, type ReadFlows } from './flow-evidence.ts';
import { placeOf, type Place } from './place.ts';
import {
  createReadings,
  type Phase,
  type Reading,
  type Readings,
  type Wanted,
} from './readings.ts';

/** What the nodes of a path said, behind typed accessors. */
export interface NodeState {
  readonly path: Path;
  readonly parts: Parts;
  /** First record that fits, or null. `later` is a re-read after the window. */
  readonly find: (
    node: string,
    reader: string,
    netns: string,
    phase: Phase,
    selectors?: readonly string[],
  ) => EvidenceRecord | null;

  readonly rules: (node: string, netns: string) => readonly nodestate.PolicyRule[] | null;
  readonly routes: (node: string, netns: string) => readonly nodestate.Route[] | null;
  /** What the kernel answered to a route lookup; `said` when it refused. */
  readonly routeGet: (
    node: string,
    netns: string,
    to: string,
  ) => { route: nodestate.RouteAnswer | null; said: string } | null;
  /** `entry` null: asked for, and not there. */
  readonly neighbour: (
    node: string,
    netns: string,
    address: string,
  ) => { entry: nodestate.Neighbour | null } | null;
  readonly links: (node: string, netns: string) => readonly nodestate.Link[] | null;
  readonly iptables: (
    node: string,
    netns: string,
    table: string,
    phase?: Phase,
  ) => nodestate.IptablesTable | null;
  readonly nft: (node: string, netns: string) => readonly nodestate.NftChain[] | null;
  readonly ipset: (node: string, name: string) => readonly string[] | null;
  readonly sysctl: (node: string, netns: string, key: string) => string | null;
  /** How much a kernel counter of a namespace grew over the window. */
  readonly nstatDelta: (node: string, netns: string, counter: string) => number | null;
  readonly conntrackStatsDelta: (node: string, netns: string, counter: string) => number | null;
  /** Growth of a device's error or drop counter over the window. */
  readonly linkDelta: (
    node: string,
    netns: string,
    device: string,
    side: 'rx' | 'tx',
    kind: 'errors' | 'dropped',
  ) => number | null;
  /** Packets the queues of a device dropped over the window. */
  readonly qdiscDropsDelta: (node: string, netns: string, device: string) => number | null;
  readonly conntrack: (
    node: string,
    netns: string,
    phase?: Phase,
  ) => readonly nodestate.ConntrackEntry[] | null;
  /** ARP of a userspace datapath for tunnel endpoints; empty with the kernel datapath. */
  readonly tunnelNeighbours: (node: string) => readonly nodestate.TunnelNeighbour[] | null;
  readonly ovsPorts: (node: string) => readonly nodestate.OvsPort[] | null;
  readonly ovsInterfaces: (node: string) => readonly nodestate.OvsInterface[] | null;
  /** Port names to OpenFlow numbers; empty when not read. */
  readonly ofports: (node: string) => ReadonlyMap<string, number>;
  /** Flows read of a bridge; null when none were. */
  readonly flows: (node: string, bridge: string, phase?: Phase) => ReadFlows | null;
  /** vswitchd's own trace of the flow that starts at this port. */
  readonly trace: (node: string, inPort: string) => nodestate.OfprotoTrace | null;
  /** null: the node did not say. */
  readonly namespace: (node: string, netns: string) => 'alive' | 'dead' | 'absent' | null;
}

export interface CaseFile extends NodeState {
  readonly recording: Recording;
  readonly correlation: Correlation;
  readonly localisation: Localisation;
  /** Where packets vanish; null when none do. */
  readonly place: Place | null;
}

type Lookups = Omit<NodeState, 'path' | 'parts'>;

/** Value of a reading unless the program reported an error instead of state. */
const valueOf = <T>(reading: Reading<T> | null): T | null =>
  reading === null || reading.errors.length > 0 ? null : reading.value;

const once = <V>(make: (...key: readonly (string | undefined)[]) => V) => {
  const known = new Map<string, V>();
  return (...key: readonly (string | undefined)[]): V => {
    const text = key.join('\n');
    if (!known.has(text)) known.set(text, make(...key));
    return known.get(text) as V;
  };
};

const routing = (
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

const devices = (
  readings: Readings,
): Pick<Lookups, 'links' | 'iptables' | 'nft' | 'ipset' | 'sysctl'> => ({
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
  nft: (node, netns) =>
    valueOf(
      readings.read(
        readings.find({ node, reader: 'nft-ruleset', netns }),
        nodestate.parseNftRuleset,
      ),
    ),
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

const counters = (
  readings: Readings,
): Pick<
  Lookups,
  'nstatDelta' | 'conntrackStatsDelta' | 'conntrack' | 'linkDelta' | 'qdiscDropsDelta'
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
      grown((phase) => {
        const wanted = { node, reader: 'links', netns, phase, selectors: [`dev=${device}`] };
        const links = valueOf(readings.read(readings.find(wanted), nodestate.parseLinks));
        return links?.find(({ name }) => name === device)?.[side]?.[kind];
      }),
    qdiscDropsDelta: (node, netns, device) =>
      grown((phase) => {
        const wanted = { node, reader: 'qdiscs', netns, phase, selectors: [`dev=${device}`] };
        const qdiscs = valueOf(readings.read(readings.find(wanted), nodestate.parseQdiscs));
        return qdiscs?.reduce((sum, { drops }) => sum + drops, 0);
      }),
    nstatDelta: delta('nstat', nodestate.parseNstat),
    conntrackStatsDelta: delta('conntrack-stats', nodestate.parseConntrackStats),
    conntrack: (node, netns, phase) => {
      const wanted = { node, reader: 'conntrack', netns };
      const record = readings.find(phase === undefined ? wanted : { ...wanted, phase });
      return valueOf(readings.read(record, nodestate.parseConntrack));
    },
  };
};

const switching = (
  readings: Readings,
): Pick<
  Lookups,
  'ovsPorts' | 'ovsInterfaces' | 'ofports' | 'flows' | 'trace' | 'tunnelNeighbours'
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
  const ofports = once((node = '') => {
    const numbers = new Map<string, number>();
    for (const { name, ofport } of interfaces(node) ?? [])
      if (ofport !== null) numbers.set(name, ofport);
    return numbers;
  });
  return {
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
      return flowTablesOf(bridge, ofports(node), records, (record) =>
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

const namespaceOf =
  (path: Path): Lookups['namespace'] =>
  (node, netns) => {
    const facts = path.nodes.find(({ name }) => name === node);
    if (facts === undefined || !facts.agentReached) return null;
    const known = facts.namespaces.find(({ name }) => name === netns);
    if (known === undefined) return 'absent';
    return known.dead ? 'dead' : 'alive';
  };

/** The state of a path without packets: what checks judge. Pure. */
export const createNodeState = (path: Path, readings: Readings): NodeState => ({
  path,
  parts: partsOf(path),
  find: (node, reader, netns, phase, selectors = []) =>
    readings.find({ node, reader, netns, phase, selectors }),
  namespace: namespaceOf(path),
  ...routing(readings),
  ...devices(readings),
  ...counters(readings),
  ...switching(readings),
});

/** The case of one run. Pure; parses each record at most once per kind. */
export const createCaseFile = (
  recording: Recording,
  correlation: Correlation,
  localisation: Localisation,
): CaseFile => ({
  ...createNodeState(recording.path, createReadings(recording)),
  recording,
  correlation,
  localisation,
  place: placeOf(recording.path, localisation),
});
