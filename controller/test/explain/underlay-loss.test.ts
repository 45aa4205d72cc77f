// The wire between two nodes: what left for the right endpoint and did not arrive.
import test from 'ava';
import { parseIpv4 } from '@hopscope/packet';
import { captured } from './captured.ts';
import { type CaseSpec, causesOf, recordedPath } from './case-builder.ts';

const u16 = (value: number): number[] => [value >> 8, value & 0xff];
const address = (text: string): number[] => {
  const value = parseIpv4(text) ?? 0;
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
};
const ethernet = [0xfa, 0x16, 0x3e, 0, 0, 1, 0xfa, 0x16, 0x3f, 0, 0, 2, 8, 0];
const ip = (from: string, to: string, protocol: number, bytes: number): number[] => [
  0x45,
  0,
  ...u16(20 + bytes),
  0,
  1,
  0x40,
  0,
  63,
  protocol,
  0,
  0,
  ...address(from),
  ...address(to),
];

/** An echo request from 10.1.0.52 in VXLAN from `from` to `to`. */
const encapsulated = (from: string, to: string): Uint8Array => {
  const inner = [...ethernet, ...ip('10.1.0.52', '198.51.100.10', 1, 8), 8, 0, 0, 0, 0, 1, 0, 1];
  const vxlan = [8, 0, 0, 0, 0, 7, 0x91, 0, ...inner];
  const udp = [0xc0, 0, ...u16(4789), ...u16(8 + vxlan.length), 0, 0, ...vxlan];
  return Uint8Array.from([...ethernet, ...ip(from, to, 17, udp.length), ...udp]);
};

const lostOnTheWire = async (t: Parameters<typeof recordedPath>[0]): Promise<CaseSpec> => ({
  path: await recordedPath(t, 'hybrid'),
  firewall: 'hybrid',
  edits: [],
  loss: { after: 'tunnel-nic', lost: 20 },
});

test('a rightly addressed packet that does not arrive was lost by the underlay', async (t) => {
  const spec = await lostOnTheWire(t);
  const [from, to] = spec.path.nodes.map(({ tunnelAddress }) => tunnelAddress);
  const [cause] = captured(spec, encapsulated(from ?? '', to ?? ''));
  t.is(cause?.code, 'UNDERLAY_LOSS');
  t.is(cause?.confidence, 'confirmed');
  t.is(cause?.owner, 'platform');
});

test('a packet sent to another endpoint does not accuse the underlay', async (t) => {
  const spec = await lostOnTheWire(t);
  const codes = captured(spec, encapsulated('10.20.0.11', '10.20.0.99')).map(({ code }) => code);
  t.false(codes.includes('UNDERLAY_LOSS'));
});

test('without a kept packet nothing is said about the underlay', async (t) => {
  const codes = causesOf(await lostOnTheWire(t)).map(({ code }) => code);
  t.false(codes.includes('UNDERLAY_LOSS'));
});
