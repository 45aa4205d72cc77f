// No parser throws, whatever it is fed: arbitrary text, and mutilated copies of real output.
import test from 'ava';
import fc from 'fast-check';
import * as nodestate from '../src/mod.ts';
import { type Parsed } from '../src/mod.ts';
import { recordedFiles, sample } from './recorded.ts';

const PARSERS: Readonly<Record<string, (text: string) => Parsed<unknown>>> = {
  links: nodestate.parseLinks,
  rules: nodestate.parseRules,
  routes: nodestate.parseRoutes,
  routeGet: nodestate.parseRouteGet,
  neighbours: nodestate.parseNeighbours,
  iptables: nodestate.parseIptablesSave,
  nft: nodestate.parseNftRuleset,
  nftChains: nodestate.parseNftChains,
  conntrack: nodestate.parseConntrack,
  conntrackEvents: nodestate.parseConntrackEvents,
  conntrackStats: nodestate.parseConntrackStats,
  nstat: nodestate.parseNstat,
  devices: nodestate.parseDeviceCounters,
  drops: nodestate.parseKernelDrops,
  qdiscs: nodestate.parseQdiscs,
  softnet: nodestate.parseSoftnet,
  neighbourStats: nodestate.parseNeighbourStats,
  sysctls: nodestate.parseSysctls,
  ipsets: nodestate.parseIpsets,
  namespaces: nodestate.parseNamespaces,
  flows: nodestate.parseFlows,
  trace: nodestate.parseOfprotoTrace,
  openFlowPorts: nodestate.parseOpenFlowPorts,
  meterCounts: nodestate.parseMeterCounts,
  meterLimits: nodestate.parseMeterLimits,
  ovsdb: nodestate.parseOvsdbRows,
  ovsInterfaces: nodestate.parseOvsInterfaces,
  ovsPorts: nodestate.parseOvsPorts,
  fdb: nodestate.parseFdb,
  tunnelPorts: nodestate.parseTunnelPorts,
  tunnelNeighbours: nodestate.parseTunnelNeighbours,
  ovsRoutes: nodestate.parseOvsRoutes,
  coverage: nodestate.parseCoverage,
  upcalls: nodestate.parseUpcalls,
};

const REAL = [
  '**/before/cn1/**/ofctl-flows-br-int.txt',
  '**/before/net1/**/iptables-save-c.txt',
  '**/before/cn1/**/ip-j-*.txt',
  'hybrid/snat/conntrack-events/net1/snat*.txt',
  '**/before/net1/**/ovs-vsctl-ports.json',
  '**/before/cn1/nstat.json',
].map((pattern) => recordedFiles(pattern)[0]?.text ?? '');

const SAMPLES = [
  'nft-firewalld.json',
  'nft-sets.json',
  'nft-netdev-chains.txt',
  'ipset.txt',
  'trace-ct.txt',
  'trace-miss-behind-patch.txt',
  'ports-desc-of10.txt',
  'meter-stats.txt',
  'meter-limits.txt',
  'ovsdb-select.json',
];

/** A real text with a stretch cut out or replaced. */
const mutilated = fc
  .tuple(
    fc.constantFrom(...REAL, ...SAMPLES.map(sample)),
    fc.nat(4000),
    fc.nat(300),
    fc.string({ maxLength: 40 }),
  )
  .map(([text, from, length, put]) => {
    const short = text.slice(0, 6000);
    const at = from % Math.max(1, short.length);
    return short.slice(0, at) + put + short.slice(at + length);
  });

/** Lines that look like something. */
const PIECES =
  'ct( ) , = actions= " [ ] { } : / 0x 99999 reg5 in_port priority -> NXM_NX_REG6[ .. -A ! --mark ' +
  '-m src= dst= id= table null true load: set_field: goto_table: vlan_vid';

const structured = fc.string({
  unit: fc.constantFrom(' ', '\n', ...PIECES.split(' ')),
  maxLength: 60,
});

for (const [name, parse] of Object.entries(PARSERS))
  test(`${name} never throws and names what it did not understand`, (t) => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), structured, mutilated), (text) => {
        const parsed = parse(text);
        return Array.isArray(parsed.unknown) && Array.isArray(parsed.errors);
      }),
      { numRuns: 150 },
    );
    // fc.json() above is sometimes an empty object; this is never understood as anything.
    const odd = parse('?? certainly not the output of any command ??');
    t.true(odd.unknown.length + odd.errors.length > 0);
  });
