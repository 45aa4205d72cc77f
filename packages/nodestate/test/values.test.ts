// What the parsers make of real output: values, not only the absence of complaints.
import test from 'ava';
import * as nodestate from '../src/mod.ts';
import { recordedFiles, sample } from './recorded.ts';

const first = (pattern: string): string => {
  const [file] = recordedFiles(pattern);
  if (file === undefined) throw new Error(`nothing fits ${pattern}`);
  return file.text;
};

test('links: flags, MTU, kind, addresses and counters', (t) => {
  const links = nodestate.parseLinks(
    first('hybrid/before/cn1/ns/qrouter-*/ip-j-d-s-addr.txt'),
  ).value;
  const qr = links.find(({ name }) => name === 'qr-524002a3-35');
  t.is(qr?.mtu, 1450);
  t.is(qr?.kind, 'tun');
  t.true(qr?.up);
  t.deepEqual(
    qr?.addresses
      .filter(({ family }) => family === 'inet')
      .map(({ address, prefixLength }) => `${address}/${prefixLength}`),
    ['10.1.0.1/24'],
  );
  t.is(typeof qr?.rx?.packets, 'number');
});

test('rules: unsigned tables, host bits, /32 without srclen, marks, actions', (t) => {
  const recorded = nodestate.parseRules(
    first('hybrid/before/cn1/ns/qrouter-*/ip-j-rule.txt'),
  ).value;
  t.deepEqual(
    recorded
      .filter(({ priority }) => priority > 40_000)
      .map((rule) => [rule.table, rule.source, rule.sourceLength]),
    [
      ['167837697', '10.1.0.1', 24],
      ['167903233', '10.2.0.1', 24],
    ],
  );
  const made = nodestate.parseRules(sample('rules.json')).value;
  const marked = made.find(({ mark }) => mark !== null);
  t.is(marked?.mark, 4);
  t.is(marked?.markMask, 255);
  t.is(marked?.sourceLength, 32);
  t.is(marked?.inDevice, 'v0');
  t.is(made.find(({ priority }) => priority === 5)?.action, 'unreachable');
});

test('routes: tables, types, families', (t) => {
  const routes = nodestate.parseRoutes(
    first('hybrid/before/cn1/ns/qrouter-*/ip-j-route*.txt'),
  ).value;
  const redirect = routes.find(({ table }) => table === '167837697');
  t.is(redirect?.gateway, '10.1.0.143');
  const defaults = routes.filter(
    ({ destination, table }) => destination === 'default' && table === 'main',
  );
  t.deepEqual(
    defaults.map(({ family }) => family),
    ['inet6'],
  );
  t.is(
    nodestate.parseRoutes(sample('routes.json')).value.find(({ type }) => type === 'blackhole')
      ?.destination,
    '10.77.0.0/16',
  );
});

test('ip: what it refuses is an error, not nonsense', (t) => {
  const unreachable = nodestate.parseRouteGet(sample('route-get-unreachable.txt'));
  t.is(unreachable.value, null);
  t.deepEqual(unreachable.errors, ['RTNETLINK answers: Network is unreachable']);
  const missing = nodestate.parseRoutes(sample('route-table-missing.txt'));
  t.deepEqual(missing.errors, ['Error: ipv4: FIB table does not exist.', 'Dump terminated']);
  const link = nodestate.parseLinks(sample('link-missing.txt'));
  t.deepEqual(link.errors, ['Device "nosuch" does not exist.']);
  t.deepEqual([...unreachable.unknown, ...missing.unknown, ...link.unknown], []);
});

test('route get: next hop, table, source', (t) => {
  const answer = nodestate.parseRouteGet(sample('route-get.json')).value;
  t.is(answer?.gateway, '10.9.0.2');
  t.is(answer?.table, '167837697');
  t.is(answer?.from, '10.9.0.1');
  t.is(nodestate.parseRouteGet(sample('route-get-local.json')).value?.type, 'local');
});

test('neighbours: permanent, failed', (t) => {
  const neighbours = nodestate.parseNeighbours(
    first('hybrid/before/cn1/ns/qrouter-*/ip-j-s-neigh.txt'),
  ).value;
  const sg = neighbours.find(({ address }) => address === '10.1.0.143');
  t.is(sg?.mac, 'fa:16:3e:cc:cb:b2');
  t.deepEqual(sg?.states, ['PERMANENT']);
  t.true(neighbours.every(nodestate.isResolved));
  const [failed] = nodestate.parseNeighbours(
    '[{"dst":"10.0.0.1","dev":"x","state":["FAILED"]}]',
  ).value;
  t.false(failed === undefined || nodestate.isResolved(failed));
});

test('iptables-save: chains, policies, counters, positions, quoted comments', (t) => {
  const tables = nodestate.parseIptablesSave(first('hybrid/before/cn1/iptables-save.txt')).value;
  const forward = tables.get('filter')?.chains.get('FORWARD');
  t.is(forward?.policy, 'ACCEPT');
  const egress = tables.get('filter')?.chains.get('neutron-openvswi-o38d38d97-0');
  t.is(egress?.policy, '');
  t.deepEqual(
    egress?.rules.map(({ number }) => number),
    [1, 2, 3, 4, 5, 6, 7, 8],
  );
  const last = egress?.rules.at(-1);
  t.is(last?.target.name, 'neutron-openvswi-sg-fallback');
  t.is(last?.comment, 'Send unmatched traffic to the fallback chain.');
  t.is(egress?.rules[0]?.packets, 3);
  t.is(egress?.rules[0]?.bytes, 984);
});

test('iptables-save: NAT targets, negation, connmark told from mark', (t) => {
  const tables = nodestate.parseIptablesSave(
    first('hybrid/before/net1/ns/snat-*/iptables-save-c.txt'),
  ).value;
  const snat = tables
    .get('nat')
    ?.chains.get('neutron-l3-agent-snat')
    ?.rules.find(({ target }) => target.name === 'SNAT');
  t.is(snat?.target.options['to-source'], '172.24.4.180');
  t.true('random-fully' in (snat?.target.options ?? {}));
  const scope = tables.get('filter')?.chains.get('neutron-l3-agent-scope')?.rules[0];
  t.deepEqual(
    scope?.matches.map(({ name, not }) => [name, not]),
    [
      ['out-interface', false],
      ['mark', true],
    ],
  );
  const restore = tables
    .get('mangle')
    ?.chains.get('neutron-l3-agent-PREROUTING')
    ?.rules.find(({ matches }) => matches.length > 0);
  t.is(restore?.matches[0]?.name, 'connmark');
});

test('nft: base chains with hook, priority and policy; verdicts and counters of rules', (t) => {
  const parsed = nodestate.parseNftRuleset(sample('nft-firewalld.json'));
  t.deepEqual(parsed.unknown, []);
  const forward = parsed.value.find(({ name }) => name === 'filter_FORWARD');
  t.is(forward?.hook, 'forward');
  t.is(forward?.priority, 10);
  t.is(forward?.policy, 'accept');
  t.deepEqual(
    forward?.rules.map(({ verdict }) => verdict),
    ['accept', 'accept', 'accept', 'drop', 'reject'],
  );
  t.is(forward?.rules[3]?.packets, 0);
  t.is(forward?.rules[0]?.packets, null);
  t.is(parsed.value.find(({ hook }) => hook === 'input')?.policy, 'drop');
  const neutron = nodestate.parseNftRuleset(sample('nft-neutron.json'));
  t.deepEqual(neutron.unknown, []);
  t.true(
    neutron.value.some(({ rules }) => rules.some(({ target }) => target.endsWith('-sg-chain'))),
  );
});

test("conntrack: both tuples, zone, id; ICMP ids are not the entry's", (t) => {
  const entries = nodestate.parseConntrack(first('hybrid/before/cn1/conntrack.txt')).value;
  t.is(entries.length, 38);
  const zoned = entries.find(({ zone, protocol }) => zone === 4097 && protocol === 'tcp');
  t.is(zoned?.original.destination, '198.51.100.10');
  t.is(zoned?.reply.destinationPort, 33222);
  t.is(zoned?.id, 221940752);
  t.true(zoned?.assured);
  const events = nodestate.parseConntrackEvents(
    first('hybrid/snat/conntrack-events/net1/snat*.txt'),
  ).value;
  t.is(events.length, 26);
  const [echo] = events;
  t.is(echo?.type, 'NEW');
  t.is(echo?.sec, 1795441313);
  t.is(echo?.nsec, 520_731_000);
  t.is(echo?.entry.original.icmpId, 15845);
  t.is(echo?.entry.reply.icmpId, 40335);
  t.is(echo?.entry.reply.destination, '172.24.4.180');
  t.true(echo?.entry.unreplied);
  t.is(echo?.entry.id, 2626899364);
});

test('conntrack -S is summed over processors; nstat and sysctl by name', (t) => {
  t.is(
    nodestate
      .parseConntrackStats('cpu=0 found=1 drop=2 \ncpu=1 found=3 drop=4 \n')
      .value.get('drop'),
    6,
  );
  t.is(nodestate.parseConntrackStats(sample('conntrack-stats.txt')).value.get('insert_failed'), 0);
  t.is(
    nodestate
      .parseNstat(first('hybrid/before/cn1/ns/qrouter-*/nstat*.txt'))
      .value.get('IpForwDatagrams'),
    5,
  );
  t.is(
    nodestate
      .parseSysctls(first('hybrid/before/cn1/ns/qrouter-*/sysctl-a.txt'))
      .value.get('net.ipv4.ip_forward'),
    '1',
  );
});

test('ipset: name, type, members', (t) => {
  const [set] = nodestate.parseIpsets(sample('ipset.txt')).value;
  t.is(set?.type, 'hash:net');
  t.deepEqual(set?.members, ['10.1.0.247', '10.1.0.52']);
});

test('flows: counters, VLAN forms, both dialects give the same match and actions', (t) => {
  const of13 = nodestate.parseFlows(first('ovsfw/before/cn1/ofctl-flows-br-tun.txt')).value;
  const of10 = nodestate.parseFlows(sample('flows-of10-br-tun.txt')).value;
  const translation = (flows: readonly nodestate.FlowEntry[]) =>
    flows.find(({ table, match }) => table === 4 && match.fields.length > 0);
  t.deepEqual(translation(of13)?.match.fields, [
    { field: 'tun_id', value: 0x5e5n, mask: (1n << 64n) - 1n },
  ]);
  const tag = (flow: nodestate.FlowEntry | undefined) =>
    flow?.actions.find(({ type }) => type === 'set');
  t.deepEqual(tag(translation(of10)), tag(translation(of13)));
  t.deepEqual(translation(of13)?.actions.at(-1), { type: 'goto', table: 9 });
  t.deepEqual(translation(of10)?.actions.at(-1), { type: 'resubmit', port: '', table: 9 });
  for (const name of [
    'flows-of10-br-int',
    'flows-of10-names-br-int',
    'flows-of10-br-ex',
    'flows-appctl-br-int',
    'flows-appctl-br-tun',
  ])
    t.deepEqual(nodestate.parseFlows(sample(`${name}.txt`)).unknown, [], name);
  const [flow] = nodestate.parseFlows(
    ' cookie=0x1, duration=1.5s, table=20, n_packets=7, n_bytes=9, hard_timeout=300, idle_age=2, hard_age=4, priority=1,vlan_tci=0x0001/0x0fff,dl_dst=fa:16:3e:00:00:01 actions=load:0->NXM_OF_VLAN_TCI[],load:0x5e5->NXM_NX_TUN_ID[],output:2',
  ).value;
  t.is(flow?.packets, 7);
  t.is(flow?.hardTimeoutSec, 300);
  t.is(flow?.hardAgeSec, 4);
  t.is(flow?.durationSec, 1.5);
});

test('flows: ct, learn, conjunction, ct_state words', (t) => {
  const [flow] = nodestate.parseFlows(
    'table=72, n_packets=0, priority=40,ct_state=+est-rel,ct_mark=0x1,ip,reg5=0x3 actions=ct(commit,zone=NXM_NX_REG6[0..15],exec(set_field:0x1->ct_mark)),conjunction(3,1/2),learn(table=20,priority=1),resubmit(,91)',
  ).value;
  t.deepEqual(flow?.match.other, []);
  t.deepEqual(
    flow?.match.fields.find(({ field }) => field === 'ct_state'),
    { field: 'ct_state', value: 2n, mask: 6n },
  );
  const [ct, conjunction, learn] = flow?.actions ?? [];
  t.like(ct, { type: 'ct', commit: true, table: null, zone: { field: 'reg6', from: 0, to: 15 } });
  t.like(conjunction, { type: 'conjunction', id: 3, clause: 1, clauses: 2 });
  t.is(learn?.type, 'learn');
});

test('flows: what is not known is said, and the flow is kept', (t) => {
  const parsed = nodestate.parseFlows(
    'table=1, n_packets=0, priority=1,quantum=7 actions=teleport(3)\n',
  );
  t.is(parsed.value.length, 1);
  t.is(parsed.unknown.length, 1);
  t.deepEqual(parsed.value[0]?.match.other, ['quantum=7']);
});

test('ofproto/trace: a flow that matches all without a cookie is no miss', (t) => {
  const text = 'bridge("br-ex")\n 0. priority 100\n    drop\n\nDatapath actions: drop\n';
  const [step] = nodestate.parseOfprotoTrace(text).value.steps;
  t.like(step, { match: 'any', priority: 100, cookie: '' });
  const miss = 'bridge("br-tun")\n 1. No match.\n    drop\n\nDatapath actions: drop\n';
  t.is(nodestate.parseOfprotoTrace(miss).value.steps[0]?.match, '');
});

test('ofproto/trace: into which tunnels, of the userspace and of the kernel datapath', (t) => {
  const pushes = (actions: string): nodestate.TunnelPush[] =>
    nodestate.tunnelPushes(nodestate.parseOfprotoTrace(`Datapath actions: ${actions}\n`).value);
  const push = (to: string, vni: string): string =>
    'clone(tnl_push(tnl_port(4),header(size=50,type=4,eth(dst=46:a2:e2:ea:88:4c,' +
    `src=5e:83:fd:76:37:4b,dl_type=0x0800),ipv4(src=10.20.0.11,dst=${to},proto=17,tos=0,ttl=64,` +
    `frag=0x4000),udp(src=0,dst=4789,csum=0x0),vxlan(flags=0x8000000,vni=${vni})),out_port(5)),6)`;
  const one = push('10.20.0.20', '0x999');
  t.deepEqual(pushes(one), [{ to: '10.20.0.20', vni: 0x999 }]);
  t.deepEqual(pushes(`3,${one},${push('10.20.0.12', '0x5e5')},2`), [
    { to: '10.20.0.20', vni: 0x999 },
    { to: '10.20.0.12', vni: 0x5e5 },
  ]);
  const told =
    'pop_vlan,set(tunnel(tun_id=0x5e5,dst=10.20.0.20,ttl=64,tp_dst=4789,flags(df|key))),3';
  t.deepEqual(pushes(told), [{ to: '10.20.0.20', vni: 0x5e5 }]);
  const sourced = 'set(tunnel(tun_id=0x5e5,src=10.20.0.11,dst=10.20.0.20,ttl=64,flags(df|key))),3';
  t.deepEqual(pushes(sourced), [{ to: '10.20.0.20', vni: 0x5e5 }]);
  t.deepEqual(pushes('push_vlan(vid=1,pcp=0),1'), []);
});

test('ofproto/trace: steps over bridges, misses, recirculations, errors', (t) => {
  const tunnel = nodestate.parseOfprotoTrace(sample('trace-to-tunnel.txt'));
  t.deepEqual(tunnel.unknown, []);
  const last = tunnel.value.steps.at(-1);
  t.is(last?.bridge, 'br-tun');
  t.is(last?.table, 20);
  t.deepEqual(last?.lines, ['pop_vlan', 'set_field:0x533->tun_id', 'output:2']);
  t.is(nodestate.traceDrop(tunnel.value), null);
  const miss = nodestate.parseOfprotoTrace(sample('trace-no-match.txt')).value;
  t.is(nodestate.traceDrop(miss)?.match, '');
  t.is(nodestate.traceDrop(miss)?.table, 25);
  const dead = nodestate.parseOfprotoTrace(sample('trace-dead-vlan.txt'));
  t.deepEqual(dead.unknown, []);
  t.true(
    nodestate.traceDrop(dead.value)?.lines.some((line) => line.includes('disallowed VLAN VID')),
  );
  const tracked = nodestate.parseOfprotoTrace(sample('trace-ct.txt'));
  t.deepEqual(tracked.unknown, []);
  t.deepEqual([...new Set(tracked.value.steps.map(({ recirculation }) => recirculation))], [0, 1]);
  t.is(
    nodestate.traceDrop(nodestate.parseOfprotoTrace(sample('trace-spoof.txt')).value)?.table,
    93,
  );
  const error = nodestate.parseOfprotoTrace(sample('trace-error.txt'));
  t.is(error.errors.length, 2);
  t.deepEqual(error.value.steps, []);
});

test('OVSDB: the table form and the JSON-RPC form of the same columns', (t) => {
  const ports = nodestate.parseOvsPorts(first('hybrid/before/cn1/ovs-vsctl-ports.json')).value;
  const qr = ports.find(({ name }) => name === 'qr-524002a3-35');
  t.is(qr?.tag, 1);
  t.is(qr?.otherConfig['segmentation_id'], '1331');
  t.is(ports.find(({ name }) => name === 'patch-tun')?.tag, null);
  const rows = nodestate.parseOvsdbRows(sample('ovsdb-select.json'));
  t.deepEqual(rows.unknown, []);
  t.is(rows.value.length, 2);
  const [vxlan] = nodestate.parseOvsInterfaces(sample('ovsdb-select.json')).value;
  t.is(vxlan?.ofport, 2);
  t.is(vxlan?.options['remote_ip'], '10.20.0.20');
  const refused = nodestate.parseOvsdbRows(
    '{"result":null,"error":{"error":"unknown table"},"id":1}',
  );
  t.is(refused.errors.length, 1);
});

test('the small tables of ovs-appctl', (t) => {
  const fdb = nodestate.parseFdb(first('ovsfw/before/net1/fdb-br-int.txt')).value;
  t.deepEqual(fdb[0], { port: '5', vlan: 3, mac: 'fa:16:3e:19:1c:40', ageSec: 40 });
  const [listener] = nodestate.parseTunnelPorts(first('ovsfw/before/net1/tnl-ports.txt')).value;
  t.is(listener?.address, '10.20.0.20');
  t.is(
    nodestate.parseTunnelNeighbours(first('ovsfw/before/net1/tnl-neigh.txt')).value[0]?.bridge,
    'br-phy',
  );
  const route = nodestate
    .parseOvsRoutes(first('ovsfw/before/net1/ovs-route.txt'))
    .value.find(({ destination }) => destination === '10.20.0.0/24');
  t.is(route?.device, 'br-phy');
  t.is(nodestate.parseUpcalls(first('ovsfw/before/net1/upcall.txt')).value[0]?.flowsLimit, 39_000);
  t.true(nodestate.parseCoverage(first('ovsfw/before/cn1/coverage.txt')).value.length > 10);
});

test('namespaces: alive and dead', (t) => {
  const parsed = nodestate.parseNamespaces('qrouter-1 4026532000 alive\nsnat-1 0 dead\nrubbish\n');
  t.deepEqual(
    parsed.value.map(({ dead }) => dead),
    [false, true],
  );
  t.deepEqual(parsed.unknown, ['rubbish']);
});

test('softnet and the neighbour table: hexadecimal columns, summed over processors', (t) => {
  const softnet = nodestate.parseSoftnet(
    '018fabc4 00000002 00000002\n0000000a 0000000f 00000001\n',
  );
  t.deepEqual(softnet.value, { processed: 0x018fabc4 + 10, dropped: 17, squeezed: 3 });
  const table = nodestate.parseNeighbourStats(sample('neighbour-stats.txt'));
  t.deepEqual(table.unknown, []);
  t.is(table.value.entries, 520);
  t.is(table.value.limit, 1024);
  t.is(table.value.tableFulls, 5);
});
