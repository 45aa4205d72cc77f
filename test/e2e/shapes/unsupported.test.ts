// Paths that cannot be followed: recognised by what the API says of the port, named with what can
// still be captured, and refused with exit code 3, for the source as for the other end.

import test from 'ava';
import { accessOf } from '../../lab/access.ts';
import type { Json } from '../../lab/api/document.ts';
import { heal, makeChanges } from '../../lab/faults/changes.ts';
import { serverOf } from '../../lab/mod.ts';
import { TRACED_SHAPES } from '../../lab/traffic/bystanders.ts';
import { hopscope, theLab } from '../support.ts';

const lab = theLab(TRACED_SHAPES);
const access = accessOf(lab);
const REFUSED = 3;

const KINDS: readonly [title: string, fields: Readonly<Record<string, Json>>, said: RegExp][] = [
  ['OVN', { 'binding:vif_details': { bound_drivers: { 0: 'ovn' } } }, /OVN.*genev_sys_6081/],
  ['SR-IOV', { 'binding:vnic_type': 'direct', 'binding:vif_type': 'hw_veb' }, /SR-IOV.*switch/],
  ['vhost-user', { 'binding:vif_type': 'vhostuser' }, /vhost-user.*ovs-tcpdump/],
  ['the Linux bridge agent', { 'binding:vif_type': 'bridge' }, /Linux bridge agent.*brq/],
  [
    'hardware offload',
    {
      'binding:vnic_type': 'direct',
      'binding:vif_type': 'ovs',
      'binding:profile': { capabilities: ['switchdev'] },
    },
    /hardware offload.*after its first packet only the hardware/,
  ],
];

for (const [title, fields, said] of KINDS)
  test(`a port of ${title} is named, and what can still be captured`, async (t) => {
    const changes = makeChanges(access);
    changes.edit('ports', serverOf(lab.topology, 'b1').port.id, fields);
    try {
      const { ip } = serverOf(lab.topology, 'b1').port;
      const refused = await Promise.all([
        hopscope(lab, ['trace', 'b1', '198.51.100.10', '--inject']),
        hopscope(lab, ['trace', 'a1', ip, '--inject']),
      ]);
      for (const { code, stderr } of refused) {
        t.is(code, REFUSED, stderr);
        t.regex(stderr, said);
      }
    } finally {
      await heal(access, changes.undo());
    }
  });

test('an IPv6 destination is named, not taken for a typing error', async (t) => {
  const { code, stderr } = await hopscope(lab, ['trace', 'a1', '2001:db8::1', '--inject']);
  t.is(code, REFUSED);
  t.regex(stderr, /IPv6 cannot be followed yet/);
});

test('an allowed address pair is told from an address that nobody has', async (t) => {
  const pair = serverOf(lab.topology, 'p1').port.allowedPairs[0]?.ip ?? '';
  const known = await hopscope(lab, ['trace', pair, '198.51.100.10']);
  t.is(known.code, REFUSED);
  t.regex(known.stderr, /allowed address pair of port/);
  const { stdout } = await hopscope(lab, ['check', 'p1']);
  t.regex(stdout, /may also send as 10\.1\.0\.110, 10\.1\.0\.111 \(allowed address\s+pairs\)/);
});
