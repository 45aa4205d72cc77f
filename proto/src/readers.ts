// The evidence readers every agent has: the vocabulary shared by plan (which asks), the agent
// (which reads) and explain (which parses). An agent knows how; this table says what may be asked.

export interface ReaderSpec {
  /** Selectors it takes; each narrows what is read. `*` = may be given several times. */
  readonly selectors: readonly string[];
  /** Reads inside a named namespace when one is given. */
  readonly netns: boolean;
  /** What comes back. */
  readonly answer: string;
}

export const READERS = {
  links: { selectors: ['dev'], netns: true, answer: 'ip -j -d -s link show' },
  addresses: { selectors: ['dev'], netns: true, answer: 'ip -j address show' },
  rules: { selectors: [], netns: true, answer: 'ip -j rule show' },
  routes: { selectors: ['table'], netns: true, answer: 'ip -j route show table TABLE|all' },
  'route-get': { selectors: ['to', 'from', 'iif'], netns: true, answer: 'ip -j route get' },
  neighbours: { selectors: ['to', 'dev'], netns: true, answer: 'ip -j -s neighbour show' },
  sysctls: { selectors: ['key*'], netns: true, answer: 'sysctl -e KEY...' },
  iptables: { selectors: ['table', 'backend'], netns: true, answer: 'iptables-save -c -t TABLE' },
  'nft-ruleset': { selectors: [], netns: true, answer: 'nft -j list ruleset' },
  'nft-chains': { selectors: [], netns: true, answer: 'nft list chains' },
  ipset: { selectors: ['set'], netns: true, answer: 'ipset list SET' },
  conntrack: {
    selectors: ['src', 'dst', 'proto', 'zone', 'dport'],
    netns: true,
    answer: 'conntrack -L -o extended,id, or the messages of ctnetlink it would print',
  },
  'conntrack-stats': { selectors: [], netns: true, answer: 'conntrack -S' },
  nstat: { selectors: [], netns: true, answer: '/proc/net/snmp, then /proc/net/netstat' },
  'device-counters': {
    selectors: ['dev*'],
    netns: true,
    answer: 'lines of /proc/net/dev: the two of names, and those of the devices',
  },
  ovsdb: {
    selectors: ['table', 'column', 'equals', 'key'],
    netns: false,
    answer: 'rows of one OVSDB table, as the JSON-RPC select answers them',
  },
  flows: {
    selectors: ['bridge', 'table', 'match'],
    netns: false,
    answer: 'ovs-ofctl -O OpenFlow13 --names dump-flows BRIDGE table=T,MATCH',
  },
  'ofproto-trace': { selectors: ['bridge', 'flow', 'ct'], netns: false, answer: 'ofproto/trace' },
  fdb: {
    selectors: ['bridge', 'mac'],
    netns: false,
    answer: 'fdb/show BRIDGE: its first line, and those of MAC',
  },
  'tunnel-ports': { selectors: [], netns: false, answer: 'tnl/ports/show -v' },
  'tunnel-neighbours': { selectors: [], netns: false, answer: 'tnl/neigh/show' },
  'ovs-routes': { selectors: [], netns: false, answer: 'ovs/route/show' },
  'ovs-conntrack': { selectors: ['zone'], netns: false, answer: 'dpctl/dump-conntrack' },
  'ovs-coverage': { selectors: [], netns: false, answer: 'coverage/show' },
  'ovs-upcalls': { selectors: [], netns: false, answer: 'upcall/show' },
  'ovs-meters': { selectors: ['bridge'], netns: false, answer: 'ovs-ofctl meter-stats' },
  'ovs-meter-limits': { selectors: ['bridge'], netns: false, answer: 'ovs-ofctl dump-meters' },
  'openflow-ports': {
    selectors: ['bridge'],
    netns: false,
    answer: 'ovs-ofctl -O OpenFlow10 dump-ports-desc BRIDGE',
  },
  namespaces: { selectors: [], netns: false, answer: 'one line each: name inode alive|dead' },
  qdiscs: { selectors: ['dev'], netns: true, answer: 'tc -j -s qdisc show' },
  'neighbour-stats': {
    selectors: [],
    netns: false,
    answer: '/proc/net/stat/arp_cache, then gc_thresh3 as sysctl prints it: one table per kernel',
  },
  softnet: { selectors: [], netns: false, answer: '/proc/net/softnet_stat' },
  'ha-state': { selectors: ['router'], netns: false, answer: 'keepalived state file of a router' },
  'drop-reasons': {
    selectors: ['address*'],
    netns: false,
    answer: 'packets between these addresses that the kernel dropped while the order ran, and why',
  },
} as const satisfies Record<string, ReaderSpec>;

export type ReaderName = keyof typeof READERS;

export const isReaderName = (name: string): name is ReaderName => Object.hasOwn(READERS, name);
