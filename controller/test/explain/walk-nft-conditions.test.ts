// Single conditions of nftables against a packet: held, not held, not decided.
import test from 'ava';
import { type NftContext } from '../../src/explain/walk/nft.ts';
import {
  CONTEXT,
  ct,
  DROP,
  ECHO,
  ip,
  is,
  meta,
  of,
  OTHER,
  PACKET,
  packetWith,
  ruleset,
  through,
  toTen,
  UNKNOWN,
} from './nft-made.ts';

/** held: the rule drops. no: it does not. null: it cannot be decided. */
const CONDITIONS: readonly (readonly [string, object, boolean | null, NftContext?])[] = [
  ['an address', toTen, true],
  ['another address', toTen, false, OTHER],
  ['a prefix', is(ip('daddr'), { prefix: { addr: '198.51.100.0', len: 24 } }), true],
  ['a range of addresses', is(ip('daddr'), { range: ['198.51.100.1', '198.51.100.20'] }), true],
  ['outside of it', is(ip('daddr'), { range: ['198.51.100.1', '198.51.100.9'] }), false],
  ['a set', is(ip('daddr'), { set: ['10.0.0.1', '198.51.100.10'] }), true],
  ['not in the set', is(ip('daddr'), { set: ['10.0.0.1'] }), false],
  ['not in the set, negated', is(ip('daddr'), { set: ['10.0.0.1'] }, '!='), true],
  ['an empty set', is(ip('daddr'), { set: [] }), false],
  ['an element that expires', is(ip('daddr'), { set: [{ elem: { val: '198.51.100.10' } }] }), true],
  [
    'a set that moved, and holds it',
    is(ip('daddr'), { set: ['198.51.100.10'], moving: true }),
    true,
  ],
  ['a set that moved', is(ip('daddr'), { set: ['10.0.0.1'], moving: true }), null],
  ['a set that is not in the ruleset', is(ip('daddr'), '@gone'), null],
  ['anything', is(ip('daddr'), '*'), true],
  ['a port', is(of('tcp', 'dport'), 443), true],
  ['ports', is(of('tcp', 'dport'), { set: [80, { range: [400, 500] }] }), true],
  ['above a port', is(of('tcp', 'dport'), 1024, '>='), false],
  ['a port that is not known', is(of('tcp', 'sport'), 1), null, packetWith({ sourcePort: null })],
  ['a port of another protocol', is(of('udp', 'dport'), 443), false],
  ['a port of another protocol, negated', is(of('udp', 'dport'), 443, '!='), false],
  ['any transport', is(of('th', 'dport'), 443), true],
  ['no transport port', is(of('th', 'dport'), 443), false, ECHO],
  ['a type of ICMP', is(of('icmp', 'type'), 'echo-request'), true, ECHO],
  ['types of ICMP', is(of('icmp', 'type'), { set: ['echo-reply', 13] }), false, ECHO],
  ['ICMP of a TCP packet, negated', is(of('icmp', 'type'), 'echo-reply', '!='), false],
  ['IPv6', is(of('ip6', 'daddr'), 'fe80::1'), false],
  ['ARP', is(of('arp', 'operation'), 'request'), false],
  ['an ether type', is(of('ether', 'type'), 'ip'), true],
  ['another ether type', is(of('ether', 'type'), 'arp'), false],
  ['a MAC however it is written', is(of('ether', 'saddr'), 'FA:16:3E:00:00:01'), true],
  ['a VLAN', is(of('vlan', 'id'), 5), null],
  ['a protocol by number', is(meta('l4proto'), 6), true],
  ['protocols', is(meta('l4proto'), { set: ['udp', 'icmp'] }), false],
  ['the family', is(meta('nfproto'), 'ipv6'), false],
  ['a device', is(meta('iifname'), 'qr-1'), true],
  ['devices by their beginning', is(meta('oifname'), 'qg-*'), true],
  ['another device', is(meta('iif'), 'eth0'), false],
  ['a mark', is(meta('mark'), 1), null],
  ['a masked mark', is({ '&': [meta('mark'), 255] }, 1), null],
  ['a state', is(ct('state'), 'new', 'in'), true],
  ['one of several states', is(ct('state'), ['established', 'related'], 'in'), false],
  ['a set of states', is(ct('state'), { set: ['established', 'new'] }), true],
  ['not a state', is(ct('state'), 'established', '!='), true],
  ['a state nobody knows', is(ct('state'), 'new'), null, { ...CONTEXT, state: null }],
  ['the direction', is(ct('direction'), 'reply'), false],
  ['the direction of answers', is(ct('direction'), 'reply'), true, { ...CONTEXT, answer: true }],
  ['SYN', is(of('tcp', 'flags'), 'syn', 'in'), true],
  ['SYN alone', is({ '&': [of('tcp', 'flags'), ['fin', 'syn', 'rst', 'ack']] }, 'syn'), true],
  ['an ACK', is({ '&': [of('tcp', 'flags'), ['syn', 'ack']] }, ['syn', 'ack']), false],
  ['flags of a known connection', is(of('tcp', 'flags'), 'syn'), null, { ...CONTEXT, state: null }],
  ['flags of no TCP packet', is(of('tcp', 'flags'), 'syn'), false, ECHO],
  [
    'joined fields',
    is(
      { concat: [ip('daddr'), of('tcp', 'dport')] },
      { set: [{ concat: ['198.51.100.10', 443] }] },
    ),
    true,
  ],
  [
    'joined fields of which one differs',
    is({ concat: [ip('daddr'), meta('mark')] }, { concat: ['203.0.113.9', 1] }),
    false,
  ],
  [
    'joined fields of which one is not known',
    is({ concat: [ip('daddr'), meta('mark')] }, { concat: ['198.51.100.10', 1] }),
    null,
  ],
  ['a module that is not printed', UNKNOWN, null],
  ['a statement of tomorrow', { tomorrow: {} }, null],
];

for (const [name, condition, held, context] of CONDITIONS)
  test(`condition: ${name}`, (t) => {
    const { verdict, suspects } = through(ruleset({ c: [[condition, DROP]] }), context);
    t.is(verdict, held === true ? 'drop' : 'accept');
    t.is(suspects.length, held === null ? 1 : 0);
  });

test('the outer packet of a tunnel, and the one inside where a rule says so', (t) => {
  const outer: NftContext = {
    ...packetWith({ protocol: 'udp', source: '10.20.0.11', destination: '10.20.0.20' }),
    inner: { packet: PACKET, vni: 1331 },
  };
  const verdict = (condition: object, context = outer) =>
    through(ruleset({ c: [[condition, DROP]] }), context).verdict;
  t.is(verdict(toTen), 'accept');
  t.is(verdict(is(ip('daddr'), '10.20.0.20')), 'drop');
  t.is(verdict(is(of('vxlan', 'vni'), 1331)), 'drop');
  const inside = { payload: { tunnel: 'vxlan', protocol: 'ip', field: 'daddr' } };
  t.is(verdict(is(inside, '198.51.100.10')), 'drop');
  t.is(verdict(is(inside, '198.51.100.10'), CONTEXT), 'accept');
});

test('an ARP packet has neither addresses of IP nor ports', (t) => {
  const arp: NftContext = { ...CONTEXT, arp: 'request' };
  const verdict = (condition: object) => through(ruleset({ c: [[condition, DROP]] }), arp).verdict;
  t.is(verdict(is(of('ether', 'type'), 'arp')), 'drop');
  t.is(verdict(is(meta('protocol'), 'arp')), 'drop');
  t.is(verdict(is(of('arp', 'operation'), 'request')), 'drop');
  t.is(verdict(is(of('arp', 'operation'), 'reply')), 'accept');
  t.is(verdict(toTen), 'accept');
  t.is(verdict(is(meta('l4proto'), 'tcp', '!=')), 'accept');
});
