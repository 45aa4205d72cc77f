// The iptables walker on recorded chains and on small hand-made ones.
import { readFileSync } from 'node:fs';
import { parseIptablesSave } from '@hopscope/nodestate';
import test from 'ava';
import { type ChainContext } from '../../src/explain/walk/conditions.ts';
import { type ChainWalk, walkIptables } from '../../src/explain/walk/iptables.ts';
import { type WalkPacket } from '../../src/explain/walk/packet.ts';

const RECORDED = readFileSync(
  new URL('../../../test/fixtures/recorded/hybrid/before/cn1/iptables-save.txt', import.meta.url),
  'utf8',
);

const packetOf = (change: Partial<WalkPacket> = {}): WalkPacket => ({
  protocol: 'tcp',
  source: '10.1.0.52',
  destination: '198.51.100.10',
  sourceMac: 'fa:16:3e:cc:0b:95',
  destinationMac: null,
  sourcePort: 40_000,
  destinationPort: 80,
  icmpType: null,
  icmpCode: null,
  ...change,
});

const ID = '38d38d97-02';

const walk = (text: string, chain: string, change: Partial<ChainContext> = {}): ChainWalk => {
  const table = parseIptablesSave(text).value.get('filter');
  if (table === undefined) throw new Error('no filter table');
  return walkIptables(table, chain, {
    packet: packetOf(),
    inDevice: `qbr${ID}`,
    outDevice: `qbr${ID}`,
    physdevIn: `tap${ID}`,
    physdevOut: `qvb${ID}`,
    state: 'NEW',
    dnat: false,
    set: () => null,
    mark: 0,
    connmark: 0,
    ...change,
  });
};

const chains = (walked: ChainWalk): string[] => walked.taken.map(({ chain }) => chain);

test('a new connection out of the VM is accepted at the end of sg-chain', (t) => {
  const walked = walk(RECORDED, 'FORWARD');
  t.is(walked.verdict, 'ACCEPT');
  t.deepEqual(chains(walked), ['FORWARD', 'neutron-openvswi-FORWARD', 'neutron-openvswi-sg-chain']);
  t.deepEqual(walked.undecided, []);
});

test('a foreign address ends in the spoof chain, a foreign MAC too', (t) => {
  for (const change of [{ source: '10.1.0.99' }, { sourceMac: 'fa:16:3e:00:00:01' }]) {
    const walked = walk(RECORDED, 'FORWARD', { packet: packetOf(change) });
    t.is(walked.verdict, 'DROP');
    t.is(walked.end?.chain, 'neutron-openvswi-s38d38d97-0');
    t.is(walked.taken.at(-2)?.chain, 'neutron-openvswi-o38d38d97-0');
  }
});

test("an ingress port without a rule ends in the fallback, by the port's own jump", (t) => {
  const walked = walk(RECORDED, 'FORWARD', {
    physdevIn: `qvb${ID}`,
    physdevOut: `tap${ID}`,
    packet: packetOf({ source: '198.51.100.10', destination: '10.1.0.52', destinationPort: 443 }),
  });
  t.is(walked.verdict, 'DROP');
  t.is(walked.end?.chain, 'neutron-openvswi-sg-fallback');
  t.is(walked.taken.at(-2)?.chain, 'neutron-openvswi-i38d38d97-0');
  t.is(walked.taken.at(-2)?.number, 9);
});

test('an answer passes by its state, port 22 by its rule', (t) => {
  const inward = { physdevIn: `qvb${ID}`, physdevOut: `tap${ID}` };
  const packet = packetOf({ source: '198.51.100.10', destination: '10.1.0.52' });
  t.is(walk(RECORDED, 'FORWARD', { ...inward, packet, state: 'ESTABLISHED' }).verdict, 'ACCEPT');
  const ssh = { ...packet, destinationPort: 22 };
  t.is(walk(RECORDED, 'FORWARD', { ...inward, packet: ssh }).verdict, 'ACCEPT');
});

const table = (...rules: string[]): string =>
  ['*filter', ':FORWARD DROP [0:0]', ':a - [0:0]', ':b - [0:0]', ...rules, 'COMMIT', ''].join('\n');

test('what no rule takes gets the policy of the chain', (t) => {
  const walked = walk(table('-A FORWARD -p udp -j ACCEPT'), 'FORWARD');
  t.is(walked.verdict, 'DROP');
  t.is(walked.end, null);
});

test('a chain that returns decides nothing and is not on the way', (t) => {
  const walked = walk(
    table('-A FORWARD -j a', '-A a -p udp -j DROP', '-A FORWARD -j ACCEPT'),
    'FORWARD',
  );
  t.is(walked.verdict, 'ACCEPT');
  t.deepEqual(chains(walked), ['FORWARD']);
});

test('-g does not come back', (t) => {
  const walked = walk(
    table('-A FORWARD -j a', '-A a -g b', '-A a -j DROP', '-A FORWARD -j ACCEPT'),
    'FORWARD',
  );
  t.is(walked.verdict, 'ACCEPT');
});

test('chains that call each other end', (t) => {
  const walked = walk(table('-A FORWARD -j a', '-A a -j b', '-A b -j a'), 'FORWARD');
  t.is(walked.verdict, 'LOOP');
});

test('negation, ranges, lists, marks and interfaces with +', (t) => {
  const accepts = (rule: string, change: Partial<ChainContext> = {}): boolean =>
    walk(table(`-A FORWARD ${rule} -j ACCEPT`), 'FORWARD', change).verdict === 'ACCEPT';
  t.true(accepts('! -s 10.2.0.0/16'));
  t.false(accepts('! -s 10.1.0.0/16'));
  t.true(accepts('-p tcp -m tcp --dport 70:90'));
  t.true(accepts('-p tcp -m multiport --dports 22,80:81'));
  t.false(accepts('-p tcp -m multiport --dports 22,443'));
  t.true(accepts('-i qbr+'));
  t.true(accepts('-m mark --mark 0x4000000/0xffff0000', { mark: 0x4000001 }));
  t.true(accepts('-m mark --mark 0x80000000/0x80000000', { mark: 0x80000000 }));
  t.false(accepts('-m connmark --mark 0x1', { mark: 1 }));
  t.true(accepts('-m conntrack ! --ctstate DNAT'));
});

test('a mark set on the way is seen by later rules', (t) => {
  const walked = walk(
    table(
      '-A FORWARD -j MARK --set-xmark 0x4000000/0xffff0000',
      '-A FORWARD -m mark --mark 0x4000000/0xffff0000 -j ACCEPT',
    ),
    'FORWARD',
  );
  t.is(walked.verdict, 'ACCEPT');
});

test('a remote group is looked up in its ipset; an ipset that was not read decides nothing', (t) => {
  const text = table('-A FORWARD -m set --match-set NIPv4x src -j ACCEPT');
  t.is(walk(text, 'FORWARD', { set: () => ['10.1.0.0/24'] }).verdict, 'ACCEPT');
  t.is(walk(text, 'FORWARD', { set: () => ['10.9.0.1'] }).verdict, 'DROP');
  const unknown = walk(text, 'FORWARD');
  t.is(unknown.verdict, 'DROP');
  t.is(unknown.undecided.length, 1);
});
