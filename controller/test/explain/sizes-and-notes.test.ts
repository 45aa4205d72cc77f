// Causes that need the size of the lost packet, and notes about what is delivered but not filtered.
import test from 'ava';
import { explain } from '../../src/explain/explain.ts';
import { type Path } from '../../src/resolve/path.ts';
import { type MtuRecord, type Recording } from '../../src/run/recording.ts';
import { captured, capturedCase } from './captured.ts';
import {
  type CaseSpec,
  causesOf,
  emptyCorrelation,
  type Firewall,
  lostAfter,
  recordedPath,
  recordingOf,
  verdictsOf,
} from './case-builder.ts';
import { replaced, unread } from './edits.ts';

const FIREWALLS: readonly Firewall[] = ['hybrid', 'ovsfw'];

/**
 * An IPv4 packet of `bytes` bytes in an Ethernet frame, cut behind its header as by a snap length.
 */
const frameOf = (bytes: number): Uint8Array => {
  const ethernet = [0xfa, 0x16, 0x3e, 0, 0, 1, 0xfa, 0x16, 0x3e, 0, 0, 2, 8, 0];
  const length = [bytes >> 8, bytes & 0xff];
  const ip = [0x45, 0, ...length, 0, 1, 0x40, 0, 63, 1, 0, 0, 10, 1, 0, 52, 198, 51, 100, 10];
  return Uint8Array.from([...ethernet, ...ip, 8, 0, 0, 0, 0, 1, 0, 1]);
};

for (const firewall of FIREWALLS) {
  test(`${firewall}: packets too large for the tunnel, and only these, are an MTU black hole`, async (t) => {
    const path = await recordedPath(t, firewall);
    const spec: CaseSpec = {
      path,
      firewall,
      // The recorded underlay takes 1600 bytes; one of 1480 has no room for 1450 in VXLAN.
      edits: [replaced('links', { node: 'cn1' }, '"mtu":1600', '"mtu":1480')],
      loss: { after: 'qr', out: true, status: 'DEGRADED' },
    };
    const [cause] = captured(spec, frameOf(1440));
    t.is(cause?.code, 'MTU_BLACKHOLE');
    t.is(cause?.confidence, 'confirmed');
    t.is(cause?.owner, 'platform');
    t.regex(cause?.title ?? '', /packets of 1440 bytes do not fit, at most 1430 pass/);
    const codes = captured(spec, frameOf(84)).map(({ code }) => code);
    t.false(codes.includes('MTU_BLACKHOLE'));
    t.false(causesOf(spec).some(({ code }) => code === 'MTU_BLACKHOLE'));
  });

  test(`${firewall}: packets larger than their network takes are the guest's own doing`, async (t) => {
    const path = await recordedPath(t, firewall);
    const spec: CaseSpec = { path, firewall, loss: { after: 'tap', status: 'LOST' } };
    const cause = captured(spec, frameOf(1451)).find(({ code }) => code === 'MTU_BLACKHOLE');
    t.is(cause?.owner, 'tenant');
    t.regex(cause?.title ?? '', /packets of 1451 bytes are larger than the network's 1450/);
    t.false(captured(spec, frameOf(1450)).some(({ code }) => code === 'MTU_BLACKHOLE'));
  });

  test(`${firewall}: a search by size proves a black hole that no device shows`, async (t) => {
    const path = await recordedPath(t, firewall);
    const loss = { after: 'tunnel-nic', status: 'DEGRADED' } as const;
    const spec: CaseSpec = { path, firewall, loss };
    const { recording, localisation } = capturedCase(spec, frameOf(1355));
    const codes = (mtu: Partial<MtuRecord>) => {
      const found = { passes: 1354, fails: 1355, bytesMax: 1450, nextHop: 0, tried: [], ...mtu };
      const searched = { ...recording, mtu: found };
      return explain(searched, emptyCorrelation(path), localisation).causes.map(({ code }) => code);
    };
    t.is(codes({})[0], 'MTU_BLACKHOLE');
    t.false(codes({ fails: 0 }).includes('MTU_BLACKHOLE'), 'all sizes passed');
    t.false(codes({ passes: 0 }).includes('MTU_BLACKHOLE'), 'no size passed');
    t.false(codes({ fails: 1400 }).includes('MTU_BLACKHOLE'), 'smaller ones were lost too');
  });

  test(`${firewall}: that every lost packet is larger than every other one tells size`, async (t) => {
    const path = await recordedPath(t, firewall);
    const loss = { after: 'tunnel-nic', status: 'DEGRADED' } as const;
    const spec: CaseSpec = { path, firewall, loss };
    const { recording, localisation } = capturedCase(spec, frameOf(1400));
    const codes = (smallestLost: number, lost: number) => {
      const { guilty } = localisation;
      if (guilty === null) throw new Error('nothing is lost');
      const sizes = { smallestLost, largestLost: 1464, largestPassed: 1200 };
      const sized = { ...localisation, guilty: { ...guilty, sent: 40, lost }, sizes };
      return explain(recording, emptyCorrelation(path), sized).causes.map(({ code }) => code);
    };
    t.is(codes(1464, 20)[0], 'MTU_BLACKHOLE');
    t.false(codes(1100, 20).includes('MTU_BLACKHOLE'), 'a larger one passed');
    t.false(codes(1464, 3).includes('MTU_BLACKHOLE'), 'too few to tell');
  });

  test(`${firewall}: large ones all lost, small ones all answered: a black hole on the wire`, async (t) => {
    const path = await recordedPath(t, firewall);
    const loss = { after: 'tunnel-nic', status: 'LOST' } as const;
    const { recording, localisation } = capturedCase({ path, firewall, loss }, frameOf(1328));
    const first = (answered: number, bytes = 84) => {
      const control = { bytes, ports: [61_020], sent: 3, answered };
      const probed = { ...recording, control };
      return explain(probed, emptyCorrelation(path), localisation).causes[0];
    };
    t.is(first(3)?.code, 'MTU_BLACKHOLE');
    t.is(first(3)?.confidence, 'confirmed');
    t.regex(first(3)?.title ?? '', /packets of 1328 bytes are lost, those of 84 pass/);
    t.not(first(2)?.code, 'MTU_BLACKHOLE', 'a small one was lost too');
    t.not(first(0)?.code, 'MTU_BLACKHOLE', 'nothing passes');
    t.not(first(3, 1328)?.code, 'MTU_BLACKHOLE', 'no smaller than the lost ones');
  });

  test(`${firewall}: delivered and healthy: not a word`, async (t) => {
    const path = await recordedPath(t, firewall);
    t.deepEqual(causesOf({ path, firewall, loss: { status: 'DELIVERED', after: 'none' } }), []);
  });
}

test('hybrid: bridges that are not filtered are said, and never as a proven cause', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const loss = { status: 'DELIVERED', after: 'none' } as const;
  const off = replaced(
    'sysctls',
    { netns: '' },
    'bridge-nf-call-iptables = 1',
    'bridge-nf-call-iptables = 0',
  );
  t.deepEqual(verdictsOf({ path, firewall: 'hybrid', edits: [off], loss }), ['SG_BYPASSED likely']);
  const groups = path.neutron.securityGroups.map((group) => ({ ...group, rules: [] }));
  const denied = { ...path, neutron: { ...path.neutron, securityGroups: groups } };
  const [note] = causesOf({ path: denied, firewall: 'hybrid', edits: [off], loss });
  t.regex(note?.title ?? '', /icmp passes although no security group allows it/);
  t.deepEqual(verdictsOf({ path, firewall: 'hybrid', edits: [unread('sysctls')], loss }), []);
});

/** Delivered, where one point on the way out saw so many, by a capture that dropped so many. */
const seenAt = (path: Path, packets: number, droppedByKernel = 0) => {
  const spec = { path, firewall: 'hybrid', loss: { status: 'DELIVERED', after: 'none' } } as const;
  const recording = recordingOf(spec);
  const point = path.points.find(({ role, side }) => role === 'qg' && side === 'out');
  const captures = [{ capture: 1, points: [point?.id] }];
  const watched = {
    ...recording,
    plan: { ...recording.plan, nodes: [{ node: point?.node, captures }] },
    captures: [{ node: point?.node, capture: 1, armed: true, droppedByKernel }],
  } as unknown as Recording;
  const localisation = {
    ...lostAfter(path, spec.loss),
    answered: 20,
    points: [{ point: point?.id ?? '', packets, missRate: 1 - packets / 20 }],
  };
  return explain(watched, emptyCorrelation(path), localisation).causes;
};

test('answered, and not seen where they pass: said, once', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const [note, ...others] = seenAt(path, 0);
  t.like(note, { code: 'PASSED_UNSEEN', confidence: 'likely' });
  t.regex(note?.title ?? '', /none is seen at qg-\S+ on net1/);
  t.deepEqual(others, []);
  t.deepEqual(seenAt(path, 1), [], 'a capture that saw one sees them');
  t.deepEqual(seenAt(path, 0, 3), [], 'a capture that dropped packets proves nothing');
});
