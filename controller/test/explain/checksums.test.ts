// Checksums on the receiving side of wires: right in every recorded capture, and found when not.
import test from 'ava';
import { createCaseFile } from '../../src/explain/case-file.ts';
import { wireChecksums } from '../../src/explain/checksums.ts';
import { type Direction } from '../../src/resolve/path.ts';
import { recordedRecording, type Traffic } from '../helpers/recorded.ts';
import { captured } from './captured.ts';
import {
  causesOf,
  emptyCorrelation,
  extraRecord,
  type Firewall,
  recordedPath,
} from './case-builder.ts';
import { row } from './edits.ts';

const FIREWALLS: readonly Firewall[] = ['hybrid', 'ovsfw'];
const TRAFFIC: readonly Traffic[] = ['snat', 'fip', 'ew'];

const counts = (firewall: Firewall, traffic: Traffic, direction: Direction) => {
  const recording = recordedRecording(firewall, traffic, 'tcp');
  const segment = recording.path.segments.find((one) => one.direction === direction);
  const nothing = { segments: [], points: [], lostSamples: [], limits: [], rateBelow: null };
  const numbers = { sent: 1, lost: 1, lossLow: 0, lossHigh: 1, reordered: 0, duplicated: 0 };
  const guilty =
    segment === undefined ? null : { segment, latency: null, observable: true, ...numbers };
  const file = createCaseFile(recording, emptyCorrelation(recording.path), {
    status: 'LOST',
    direction,
    guilty,
    sent: 1,
    answered: 0,
    ...nothing,
  });
  return wireChecksums(file);
};

for (const firewall of FIREWALLS)
  test(`${firewall}: no recorded packet came in from a wire with a wrong checksum`, (t) => {
    let checked = 0;
    for (const traffic of TRAFFIC)
      for (const direction of ['forward', 'reply'] as const)
        for (const count of counts(firewall, traffic, direction)) {
          t.is(count.wrong, 0, `${traffic} ${count.point.id}`);
          checked += count.checked;
        }
    t.true(checked > 50, `only ${checked} checksums could be computed`);
  });

/** An ICMP echo as it comes in from a wire, its checksum off by `error`. */
const arrived = (error: number): Uint8Array => {
  const ethernet = [0xfa, 0x16, 0x3e, 0, 0, 1, 0xfa, 0x16, 0x3e, 0, 0, 2, 8, 0];
  const ip = [0x45, 0, 0, 28, 0, 1, 0x40, 0, 63, 1, 0, 0, 198, 51, 100, 10, 172, 24, 4, 180];
  // Type 0, identifier 1, sequence 1: the words sum to 2, the checksum is its complement.
  return Uint8Array.from([...ethernet, ...ip, 0, 0, 0xff, 0xfd - error, 0, 1, 0, 1]);
};

for (const firewall of FIREWALLS)
  test(`${firewall}: a wrong checksum behind the wire is named, a right one is not`, async (t) => {
    const path = await recordedPath(t, firewall);
    const spec = {
      path,
      firewall,
      loss: { direction: 'reply', after: 'ext-nic', lost: 1 },
    } as const;
    const codes = (frame: Uint8Array): string[] =>
      captured({ ...spec, loss: { ...spec.loss } }, frame).map(({ code }) => code);
    t.false(codes(arrived(0)).includes('CHECKSUM_WRONG'));
    t.true(codes(arrived(1)).includes('CHECKSUM_WRONG'));
  });

/** An echo request in VXLAN as it comes in from the underlay; the outer checksum as given. */
const tunnelled = (outerMac: readonly number[], udpChecksum: number): Uint8Array => {
  const mac = [0xfa, 0x16, 0x3e, 0, 0, 2];
  const outer = [...outerMac, ...mac, 8, 0];
  const ip = [0x45, 0, 0, 78, 0, 1, 0x40, 0, 64, 17, 0, 0, 10, 20, 0, 11, 10, 20, 0, 20];
  const udp = [0xc0, 0, 0x12, 0xb5, 0, 58, udpChecksum >> 8, udpChecksum & 0xff];
  const vxlan = [8, 0, 0, 0, 0, 5, 0x33, 0];
  const inner = [...mac, ...mac, 8, 0];
  const innerIp = [0x45, 0, 0, 28, 0, 1, 0x40, 0, 63, 1, 0, 0, 10, 1, 0, 52, 198, 51, 100, 10];
  const echo = [8, 0, 0xf7, 0xfd, 0, 1, 0, 1];
  return Uint8Array.from([...outer, ...ip, ...udp, ...vxlan, ...inner, ...innerIp, ...echo]);
};

const behindTheTunnel = { after: 'tunnel-nic', out: true, lost: 1 } as const;

for (const firewall of FIREWALLS) {
  test(`${firewall}: a wrong checksum around the packet is one too`, async (t) => {
    const path = await recordedPath(t, firewall);
    const codes = (checksum: number): string[] =>
      captured(
        { path, firewall, loss: behindTheTunnel },
        tunnelled([0xfa, 0x16, 0x3e, 0, 0, 1], checksum),
      ).map(({ code }) => code);
    t.true(codes(0x1234).includes('CHECKSUM_WRONG'));
    t.false(codes(0).includes('CHECKSUM_WRONG'), 'none is sent: none is wrong');
  });

  test(`${firewall}: outer frames to a MAC that the other node does not have`, async (t) => {
    const path = await recordedPath(t, firewall);
    const edits = [row('Interface', 'net1', 'br-phy', { mac_in_use: '02:00:00:00:00:01' })];
    const extra = [
      extraRecord({
        node: 'net1',
        reader: 'route-get',
        selectors: ['to=10.20.0.11'],
        text: JSON.stringify([{ dst: '10.20.0.11', dev: 'br-phy', prefsrc: '10.20.0.20' }]),
      }),
    ];
    const spec = { path, firewall, edits, extra, loss: behindTheTunnel };
    const [first] = captured(spec, tunnelled([2, 0, 0, 0, 0, 0x77], 0));
    t.like(first, { code: 'VTEP_MAC_WRONG', confidence: 'confirmed' });
    t.regex(first?.title ?? '', /believed at 02:00:00:00:00:77, net1 has 02:00:00:00:00:01/);
    const right = captured(spec, tunnelled([2, 0, 0, 0, 0, 1], 0));
    t.false(right.some(({ code }) => code === 'VTEP_MAC_WRONG'));
  });

  test(`${firewall}: an endpoint that does not answer ARP cannot be reached`, async (t) => {
    const path = await recordedPath(t, firewall);
    const point = path.points.find(({ role, node }) => role === 'tunnel-nic' && node === 'cn1');
    const arp = (operation: 'request' | 'reply') => ({
      point: point?.id ?? '',
      operation,
      senderAddress: operation === 'reply' ? '10.20.0.20' : '10.20.0.11',
      senderMac: '',
      targetAddress: operation === 'reply' ? '10.20.0.11' : '10.20.0.20',
      timeNs: 0,
    });
    const loss = { after: 'qr', out: true } as const;
    const first = (...all: ReturnType<typeof arp>[]) =>
      causesOf({ path, firewall, loss, correlation: { arp: all } })[0];
    t.like(first(arp('request'), arp('request')), {
      code: 'VTEP_UNREACHABLE',
      confidence: 'confirmed',
    });
    t.not(first(arp('request'), arp('reply'))?.code, 'VTEP_UNREACHABLE');
  });
}
