// A tunnel port that changed its number, and a network put into the wrong local VLAN: what is said
// first, and what follows.
import test from 'ava';
import { causesOf, recordedPath } from './case-builder.ts';
import { replaced } from './edits.ts';
import { COOKIE, traceFrom } from './switch-made.ts';

const leaving = { after: 'qr', out: true, lost: 20 } as const;
const entering = { after: 'tunnel-nic', out: true, lost: 20 } as const;

test('a wrong local VLAN comes before the drop that it leads to', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const dropped = traceFrom(
    'net1',
    'vxlan-0a14000b',
    'drop',
    ['br-tun', [`10. priority 1, ${COOKIE}`, 'output:1']],
    ['br-int', [` 1. priority 1, ${COOKIE}`, 'drop']],
  );
  const codes = (...edits: ReturnType<typeof replaced>[]) =>
    causesOf({ path, firewall: 'hybrid', loss: entering, extra: [dropped], edits }).map(
      ({ code }) => code,
    );
  const wrong = { node: 'net1', selector: 'table=4' };
  t.deepEqual(codes(), ['FLOW_DROP']);
  t.deepEqual(codes(replaced('flows', wrong, /set_field:40\d\d/g, 'set_field:4090')), [
    'TUNNEL_FLOW_MISSING',
  ]);
});

test('a gone number of a tunnel port is not taken for a port of another bridge', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const selector = `match=dl_dst=${path.neutron.snatPort?.mac ?? ''}`;
  // 2 is patch-tun, on br-int; br-tun has 1 for patch-int.
  const [first] = causesOf({
    path,
    firewall: 'hybrid',
    loss: leaving,
    edits: [replaced('flows', { node: 'cn1', selector }, '"vxlan-0a140014"', '77')],
  });
  t.is(first?.code, 'TUNNEL_PORT_RENUMBERED');
  t.regex(first?.title ?? '', /send to port 77, which does not exist; the tunnel to net1 is port/);
});
