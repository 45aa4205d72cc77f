// Every parser against every matching file of the recordings: nothing may be left over.
import test from 'ava';
import * as nodestate from '../src/mod.ts';
import { type Parsed } from '../src/mod.ts';
import { recordedFiles } from './recorded.ts';

interface Row {
  readonly name: string;
  readonly pattern: string;
  readonly parse: (text: string) => Parsed<unknown>;
  /** At least this many files must exist, so that the test cannot pass on nothing. */
  readonly files: number;
}

const row = (
  name: string,
  pattern: string,
  parse: (text: string) => Parsed<unknown>,
  files = 12,
): Row => ({ name, pattern, parse, files });

const ROWS: readonly Row[] = [
  row('ip -j addr in namespaces', '**/ns/*/ip-j-d-s-addr.txt', nodestate.parseLinks, 40),
  row('ip -j addr', '**/ip-addr.json', nodestate.parseLinks),
  row('ip -j rule in namespaces', '**/ns/*/ip-j-rule.txt', nodestate.parseRules, 40),
  row('ip -j rule', '**/ip-rule.json', nodestate.parseRules),
  row('ip -j route in namespaces', '**/ns/*/ip-j-route*.txt', nodestate.parseRoutes, 40),
  row('ip -j route', '**/ip-route.json', nodestate.parseRoutes),
  row('ip -j neigh in namespaces', '**/ns/*/ip-j-s-neigh.txt', nodestate.parseNeighbours, 40),
  row('ip -j neigh', '**/ip-neigh.json', nodestate.parseNeighbours),
  row('iptables-save', '**/iptables*save*.txt', nodestate.parseIptablesSave, 60),
  row('conntrack -L', '**/conntrack.txt', nodestate.parseConntrack),
  row('conntrack -L in namespaces', '**/ns/*/conntrack-L*.txt', nodestate.parseConntrack, 40),
  row('conntrack -E', '*/*/conntrack-events/*/*.txt', nodestate.parseConntrackEvents, 20),
  row('nstat', '**/nstat.json', nodestate.parseNstat),
  row('nstat in namespaces', '**/ns/*/nstat*.txt', nodestate.parseNstat, 40),
  row('sysctl', '**/sysctl-net.txt', nodestate.parseSysctls),
  row('sysctl in namespaces', '**/ns/*/sysctl-a.txt', nodestate.parseSysctls, 40),
  row('ipset list', '**/ipset.txt', nodestate.parseIpsets),
  row('dump-flows', '**/ofctl-flows-*.txt', nodestate.parseFlows, 48),
  row('ovs-ofctl show', '**/ofctl-show-*.txt', nodestate.parseOpenFlowPorts, 48),
  row('OVSDB Interface', '**/ovs-vsctl-interfaces.json', nodestate.parseOvsInterfaces),
  row('OVSDB Port', '**/ovs-vsctl-ports.json', nodestate.parseOvsPorts),
  row('fdb/show', '**/fdb-br-*.txt', nodestate.parseFdb, 48),
  row('tnl/ports/show', '**/tnl-ports.txt', nodestate.parseTunnelPorts),
  row('tnl/neigh/show', '**/tnl-neigh.txt', nodestate.parseTunnelNeighbours),
  row('ovs/route/show', '**/ovs-route.txt', nodestate.parseOvsRoutes),
  row('coverage/show', '**/coverage.txt', nodestate.parseCoverage),
  row('upcall/show', '**/upcall.txt', nodestate.parseUpcalls),
  row('tc qdisc', '**/qdisc.json', nodestate.parseQdiscs),
];

for (const { name, pattern, parse, files } of ROWS)
  test(`${name}: every recorded file is understood whole`, (t) => {
    const found = recordedFiles(pattern);
    t.true(found.length >= files, `only ${found.length} files fit ${pattern}`);
    for (const { path, text } of found) t.deepEqual(parse(text).unknown, [], path);
  });

test('a rule of iptables-save has no option that is not known', (t) => {
  for (const { path, text } of recordedFiles('**/iptables*save*.txt'))
    for (const { chains } of nodestate.parseIptablesSave(text).value.values())
      for (const chain of chains.values())
        for (const rule of chain.rules) t.deepEqual(rule.other, [], `${path}: ${rule.text}`);
});
