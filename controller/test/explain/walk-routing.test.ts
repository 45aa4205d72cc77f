// The routing walker on the recorded qrouter and on small hand-made tables.
import { readdirSync, readFileSync } from 'node:fs';
import { parseRoutes, parseRules } from '@hopscope/nodestate';
import test from 'ava';
import { type RoutedPacket, type RouteWalk, walkRouting } from '../../src/explain/walk/routing.ts';
import { parsePrefix, prefixHolds } from '../../src/explain/walk/address.ts';

const folder = new URL('../../../test/fixtures/recorded/hybrid/before/cn1/ns/', import.meta.url);
const qrouter = readdirSync(folder).find((name) => name.startsWith('qrouter-')) ?? '';

const file = (name: string): string =>
  readFileSync(new URL(`${qrouter}/${name}`, folder), 'utf8').replace(/^# .*\n/, '');

const packetOf = (change: Partial<RoutedPacket> = {}): RoutedPacket => ({
  source: '10.1.0.52',
  destination: '198.51.100.10',
  inDevice: 'qr-524002a3-35',
  mark: 0,
  ...change,
});

const recorded = (packet: RoutedPacket): RouteWalk =>
  walkRouting(
    parseRules(file('ip-j-rule.txt')).value,
    parseRoutes(file('ip-j-route-show-table-all.txt')).value,
    packet,
  );

test('a packet to the outside takes the redirect of its own subnet', (t) => {
  const a = recorded(packetOf());
  t.is(a.outcome, 'forward');
  t.is(a.rule?.priority, 167837697);
  t.is(a.route?.gateway, '10.1.0.143');
  t.deepEqual(a.undecided, []);
  const b = recorded(packetOf({ source: '10.2.0.208' }));
  t.is(b.route?.gateway, '10.2.0.60');
});

test('east-west is in main, the router itself is local, a foreign source finds nothing', (t) => {
  t.is(recorded(packetOf({ destination: '10.2.0.38' })).rule?.table, 'main');
  t.is(recorded(packetOf({ destination: '10.1.0.1' })).outcome, 'local');
  const foreign = recorded(packetOf({ source: '10.9.0.1' }));
  t.is(foreign.outcome, 'no-route');
  t.deepEqual(
    foreign.tried.map(({ rule }) => rule.table),
    ['local', 'main', 'default'],
  );
});

const table = (
  rules: unknown[],
  routes: unknown[],
  change: Partial<RoutedPacket> = {},
): RouteWalk =>
  walkRouting(
    parseRules(JSON.stringify(rules)).value,
    parseRoutes(JSON.stringify(routes)).value,
    packetOf(change),
  );

const main = { priority: 32766, src: 'all', table: 'main' };

test('the longest prefix wins, then the lowest metric', (t) => {
  const walked = table(
    [main],
    [
      { dst: 'default', gateway: '1.1.1.1', dev: 'a' },
      { dst: '198.51.100.0/24', gateway: '2.2.2.2', dev: 'a', metric: 20 },
      { dst: '198.51.100.0/24', gateway: '3.3.3.3', dev: 'a', metric: 10 },
      { dst: '198.51.100.0/25', gateway: '4.4.4.4', dev: 'a', flags: ['dead'] },
    ],
  );
  t.is(walked.route?.gateway, '3.3.3.3');
});

test('rules are asked by priority, whatever the order they are printed in', (t) => {
  const walked = table(
    [main, { priority: 5, src: '10.1.0.52', table: '16' }],
    [
      { dst: 'default', gateway: '1.1.1.1', dev: 'a' },
      { dst: 'default', gateway: '5.5.5.5', dev: 'b', table: '16' },
    ],
  );
  t.is(walked.route?.gateway, '5.5.5.5');
});

test('blackhole, unreachable and throw', (t) => {
  t.is(table([main], [{ type: 'blackhole', dst: 'default' }]).outcome, 'blackhole');
  t.is(table([{ priority: 1, src: 'all', action: 'unreachable' }], []).outcome, 'unreachable');
  const thrown = table(
    [{ priority: 1, src: 'all', table: '9' }, main],
    [
      { type: 'throw', dst: 'default', table: '9' },
      { dst: 'default', gateway: '1.1.1.1', dev: 'a' },
    ],
  );
  t.is(thrown.route?.gateway, '1.1.1.1');
});

test('conditions that a forwarded packet cannot fulfil, and some nobody can decide', (t) => {
  const route = { dst: 'default', gateway: '1.1.1.1', dev: 'a', table: '9' };
  const by = (rule: Record<string, unknown>): RouteWalk =>
    table([{ priority: 1, src: 'all', table: '9', ...rule }], [route]);
  t.is(by({ oif: 'qr-x' }).outcome, 'no-route');
  t.is(by({ iif: 'qr-x' }).outcome, 'no-route');
  t.is(by({ iif: 'qr-524002a3-35' }).outcome, 'forward');
  t.is(by({ fwmark: '0x1', fwmask: '0xff' }).outcome, 'no-route');
  t.is(by({ src: '10.1.0.1', srclen: 24 }).outcome, 'forward');
  t.is(by({ dport: 80 }).outcome, 'no-route');
  t.is(by({ dport: 80 }).undecided.length, 1);
});

test('protocol, ports and marks decide, when they are known', (t) => {
  const route = { dst: 'default', gateway: '1.1.1.1', dev: 'a', table: '9' };
  const by = (rule: Record<string, unknown>, packet: Partial<RoutedPacket>): string => {
    const { outcome, undecided } = table(
      [{ priority: 1, src: 'all', table: '9', ...rule }],
      [route],
      packet,
    );
    return undecided.length > 0 ? 'undecided' : outcome;
  };
  const web = { protocol: 'tcp', sourcePort: 61_000, destinationPort: 80 };
  t.is(by({ ipproto: 'tcp', dport: 80 }, web), 'forward');
  t.is(by({ ipproto: 'tcp', dport: 443 }, web), 'no-route');
  t.is(by({ ipproto: 'udp', dport: 80 }, web), 'no-route');
  t.is(by({ sport_start: 60_000, sport_end: 62_000 }, web), 'forward');
  t.is(by({ fwmark: '0x5' }, { mark: 5 }), 'forward');
  t.is(by({ fwmark: '0x5' }, { mark: null }), 'undecided');
});

test('goto skips rules, and a suppressed default does not count', (t) => {
  const routes = [
    { dst: 'default', gateway: '1.1.1.1', dev: 'a' },
    { dst: 'default', gateway: '9.9.9.9', dev: 'a', table: '9' },
  ];
  const nine = { priority: 20, src: 'all', table: '9' };
  const jump = { priority: 10, src: 'all', goto: 32_766 };
  t.is(table([jump, nine, main], routes).route?.gateway, '1.1.1.1');
  t.is(table([nine, main], routes).route?.gateway, '9.9.9.9');
  const suppressed = { ...main, priority: 10, suppress_prefixlen: 0 };
  t.is(table([suppressed, nine, main], routes).route?.gateway, '9.9.9.9');
  t.is(table([{ priority: 10, src: 'all', nop: null }, nine], routes).route?.gateway, '9.9.9.9');
});

test('an IPv6 default in the same list is not the IPv4 one', (t) => {
  const walked = table(
    [main],
    [{ dst: 'default', gateway: 'fe80::1', dev: 'rfp', pref: 'medium' }],
  );
  t.is(walked.outcome, 'no-route');
});

test('prefixes', (t) => {
  t.true(prefixHolds('10.1.0.1/24', '10.1.0.255'));
  t.false(prefixHolds('10.1.0.1/32', '10.1.0.2'));
  t.true(prefixHolds('default', '255.255.255.255'));
  t.true(prefixHolds('0.0.0.0/0', '128.0.0.1'));
  t.is(prefixHolds('fe80::/64', '10.1.0.1'), null);
  t.is(parsePrefix('10.0.0.0/33'), null);
  t.is(parsePrefix('10.0.0.0/255.255.255.0')?.length, 24);
});
