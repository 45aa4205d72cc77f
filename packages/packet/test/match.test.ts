// The rendered filter is compiled by libpcap and run; what it takes is compared with what the match
// means to the decoder, on random frames and on the recorded captures.

import { execFileSync } from 'node:child_process';
import test from 'ava';
import fc from 'fast-check';
import {
  MATCH_LIMITS,
  decodeFrame,
  isMatch,
  outermost,
  parseIpv4,
  renderMatch,
  validateMatch,
} from '../src/mod.ts';
import type { Match } from '../src/mod.ts';
import { accepts, compile } from './helpers/bpf.ts';
import { framesNear } from './helpers/frames.ts';
import { capturesOf, framesOf } from './helpers/recorded.ts';
import { isWanted } from './helpers/wanted.ts';

const FLOW: Match = {
  protocol: 'tcp',
  remote: '198.51.100.10',
  remotePort: 80,
  locals: ['10.1.0.52', '172.24.4.180'],
  vni: 0,
  arp: [],
};

const FORMS: readonly (readonly [string, Match])[] = [
  ['icmp', { ...FLOW, protocol: 'icmp', remotePort: 0 }],
  ['tcp to one port', FLOW],
  ['udp to one port', { ...FLOW, protocol: 'udp', remotePort: 53 }],
  ['tcp to any port', { ...FLOW, remotePort: 0 }],
  ['one local address', { ...FLOW, locals: ['10.1.0.52'] }],
  ['with arp', { ...FLOW, arp: ['10.1.0.1', '10.1.0.99'] }],
  ['icmp in vxlan', { ...FLOW, protocol: 'icmp', remotePort: 0, vni: 1937 }],
  ['tcp in vxlan', { ...FLOW, vni: 1937 }],
  ['udp in vxlan to any port', { ...FLOW, protocol: 'udp', remotePort: 0, vni: 1937 }],
  ['tcp in vxlan with arp', { ...FLOW, vni: 1937, arp: ['10.20.0.20'] }],
];

const takesWhatItMeans = test.macro({
  exec: (t, match: Match) => {
    const program = compile(renderMatch(match));
    let taken = 0;
    fc.assert(
      fc.property(framesNear(match), (frame) => {
        const accepted = accepts(program, frame);
        if (accepted) taken += 1;
        return accepted === isWanted(match, frame);
      }),
      { numRuns: 3_000 },
    );
    t.true(taken > 100, `only ${taken} of the random frames were wanted: too few to prove much`);
  },
  title: (name) => `the filter takes exactly the frames the match means: ${name}`,
});
for (const [name, match] of FORMS) test(name, takesWhatItMeans, match);

test('the largest match still compiles to a program the kernel accepts', (t) => {
  const many = (first: number, count: number): string[] =>
    Array.from({ length: count }, (_, index) => `10.${first}.0.${index + 1}`);
  const match: Match = {
    ...FLOW,
    locals: many(1, MATCH_LIMITS.localsMax),
    arp: many(2, MATCH_LIMITS.arpMax),
  };
  for (const vni of [0, MATCH_LIMITS.vniMax]) {
    const program = compile(renderMatch({ ...match, vni }));
    t.true(program.length < 1_000, `${program.length} instructions; the kernel allows 4096`);
  }
});

const SCENARIOS: readonly string[] = ['hybrid/snat', 'ovsfw/snat', 'hybrid/fip', 'hybrid/ew'];

/** Every VNI seen in the captures of a scenario, and 0. */
const vnisIn = (scenario: string): Set<number> => {
  const vnis = new Set([0]);
  for (const file of capturesOf(scenario)) {
    for (const { bytes } of framesOf(file)) {
      const overlay = outermost(decodeFrame(bytes), 'vxlan');
      if (overlay !== null) vnis.add(overlay.vni);
    }
  }
  return vnis;
};

/**
 * The pair of addresses that most frames of the first capture carry, and the VNI of the scenario.
 */
const flowsIn = (scenario: string): { locals: string[]; remote: string } => {
  const pings = execFileSync(
    'tshark',
    ['-r', capturesOf(scenario)[0] ?? '', '-Y', 'icmp.type == 8', '-T', 'fields'].concat([
      '-e',
      'ip.src',
      '-e',
      'ip.dst',
    ]),
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const [source = '', destination = ''] = (pings.split('\n')[0] ?? '').split('\t');
  return { locals: [source], remote: destination };
};

const countsAgree = test.macro({
  exec: (t, scenario: string) => {
    const flow = flowsIn(scenario);
    t.not(parseIpv4(flow.remote), null);
    let taken = 0;
    for (const vni of vnisIn(scenario)) {
      let takenOfVni = 0;
      for (const protocol of ['icmp', 'tcp', 'udp'] as const) {
        const match: Match = { ...FLOW, ...flow, remotePort: 0, arp: ['10.1.0.1'] };
        const wanted = { ...match, protocol, vni };
        const expression = renderMatch(wanted);
        for (const file of capturesOf(scenario)) {
          const expected = framesOf(file).filter(({ bytes }) => isWanted(wanted, bytes)).length;
          const found = Number(
            execFileSync('tcpdump', ['-r', file, '--count', '--', expression], {
              encoding: 'utf8',
              stdio: ['ignore', 'pipe', 'ignore'],
            }).split(' ')[0],
          );
          t.is(found, expected, `${protocol} vni ${vni} in ${file}`);
          taken += found;
          takenOfVni += found;
        }
      }
      t.log(`${scenario} vni ${vni}: ${takenOfVni} frames`);
    }
    t.true(taken > 100, `only ${taken} frames matched in ${scenario}`);
  },
  title: (name) => `tcpdump counts what the decoder counts in the recorded captures: ${name}`,
});
for (const scenario of SCENARIOS) test(scenario, countsAgree, scenario);

const refused = test.macro({
  exec: (t, value: unknown, problem: RegExp) => {
    const problems = validateMatch(value);
    t.is(problems.length, 1, problems.join('; '));
    t.regex(problems[0] ?? '', problem);
    t.false(isMatch(value));
  },
  title: (name) => `refused: ${name}`,
});
test('no object', refused, null, /not an object/);
test('unknown protocol', refused, { ...FLOW, protocol: 'sctp' }, /^protocol/);
test('filter text as remote', refused, { ...FLOW, remote: '1.2.3.4 or tcp' }, /^remote/);
test('prefix as remote', refused, { ...FLOW, remote: '1.2.3.0/24' }, /^remote/);
test('leading zero', refused, { ...FLOW, remote: '010.1.0.52' }, /^remote/);
test('number over 255', refused, { ...FLOW, remote: '10.1.0.256' }, /^remote/);
test('no host', refused, { ...FLOW, remote: '0.0.0.0' }, /^remote/);
test('newline', refused, { ...FLOW, remote: '10.1.0.5\n' }, /^remote/);
test('port as text', refused, { ...FLOW, remotePort: '80' }, /^remotePort/);
test('port too large', refused, { ...FLOW, remotePort: 65_536 }, /^remotePort/);
test('port with a fraction', refused, { ...FLOW, remotePort: 80.5 }, /^remotePort/);
test('icmp with a port', refused, { ...FLOW, protocol: 'icmp' }, /^remotePort/);
test('no local address', refused, { ...FLOW, locals: [] }, /^locals/);
test('too many locals', refused, { ...FLOW, locals: Array(5).fill('10.1.0.52') }, /^locals/);
test('locals as text', refused, { ...FLOW, locals: '10.1.0.52' }, /^locals/);
test('IPv6 among locals', refused, { ...FLOW, locals: ['::1'] }, /^locals\[0\]/);
test('vni too large', refused, { ...FLOW, vni: 0x1_00_00_00 }, /^vni/);
test('too many arp', refused, { ...FLOW, arp: Array(17).fill('10.1.0.1') }, /^arp/);
test('bad arp address', refused, { ...FLOW, arp: ['10.1.0.1)'] }, /^arp\[0\]/);

test('whatever is given, validation answers and rendering contains only its own words', (t) => {
  const anyMatch = fc.record({
    protocol: fc.oneof(fc.constantFrom('icmp', 'tcp', 'udp'), fc.string()),
    remote: fc.oneof(fc.ipV4(), fc.string(), fc.anything()),
    remotePort: fc.oneof(fc.nat(70_000), fc.anything()),
    locals: fc.oneof(fc.array(fc.oneof(fc.ipV4(), fc.string())), fc.anything()),
    vni: fc.oneof(fc.nat(), fc.anything()),
    arp: fc.oneof(fc.array(fc.ipV4()), fc.anything()),
  });
  fc.assert(
    fc.property(fc.oneof(anyMatch, fc.anything()), (value) => {
      if (!isMatch(value)) return;
      const words = renderMatch(value).replaceAll(/0x[0-9a-f]+|[0-9.]+/g, '');
      t.regex(words, /^(?:ip|icmp|arp|udp|vlan|src|dst|host|port|proto|and|or|[ ()[\]:=!&><])*$/);
    }),
  );
  t.pass();
});
