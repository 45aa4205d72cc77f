// What cannot be followed is recognised by the API's answers and named.
import { HopscopeError } from '@hopscope/proto';
import test, { type ExecutionContext } from 'ava';
import type { Tree } from '../../../test/support/replay-cloud.ts';
import { change, only, portOf } from './changes.ts';
import { ask, recordedCloud } from './replayed.ts';

const refused = async (
  t: ExecutionContext,
  attempt: Promise<unknown>,
  message: RegExp,
): Promise<void> => {
  const error = await t.throwsAsync(attempt, { instanceOf: HopscopeError });
  t.is(error.code, 'PATH_UNSUPPORTED');
  t.regex(error.message, message);
};

const UNSUPPORTED: readonly [string, Tree, RegExp][] = [
  ['OVN', { 'binding:vif_details': { bound_drivers: { 0: 'ovn' } } }, /OVN.*genev_sys_6081/],
  ['vhost-user', { 'binding:vif_type': 'vhostuser' }, /vhost-user.*ovs-tcpdump/],
  ['SR-IOV', { 'binding:vnic_type': 'direct' }, /vnic_type direct.*hardware/],
  [
    'hardware offload',
    { 'binding:vnic_type': 'direct', 'binding:profile': { capabilities: { 0: 'switchdev' } } },
    /hardware offload.*only the hardware sees/,
  ],
  ['Linux bridge', { 'binding:vif_type': 'bridge' }, /Linux bridge agent/],
  ['a trunk', { 'binding:vif_details': { bridge_name: 'tbr-1234' } }, /trunk bridge tbr-1234/],
  ['an unbound port', { 'binding:host_id': '', 'binding:vif_type': 'unbound' }, /bound to no host/],
];
for (const [title, fields, message] of UNSUPPORTED)
  test(`${title} is recognised and named`, async (t) => {
    const cloud = await recordedCloud(t, 'hybrid');
    Object.assign(portOf(cloud, 'a1'), fields);
    await refused(t, cloud.trace(ask('a1')), message);
  });

for (const [title, fields, message] of UNSUPPORTED)
  test(`${title} at the other end is recognised and named`, async (t) => {
    const cloud = await recordedCloud(t, 'hybrid');
    const port = portOf(cloud, 'b1');
    Object.assign(port, fields);
    const destination = String((port['fixed_ips'] as Tree[])[0]?.['ip_address']);
    await refused(t, cloud.trace(ask('a1', { destination })), message);
  });

test('a Geneve network is recognised and named', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  change(cloud.replay.objects['networks'] ?? [], { 'provider:network_type': 'geneve' });
  await refused(t, cloud.trace(ask('a1')), /netA of type geneve/);
});

test('a port with only IPv6 is recognised and named', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  portOf(cloud, 'a1')['fixed_ips'] = [{ subnet_id: 'x', ip_address: '2001:db8::5' }];
  await refused(t, cloud.trace(ask('a1')), /no IPv4 address; IPv6/);
});

test('a router without gateway and a subnet without router are named', async (t) => {
  const cloud = await recordedCloud(t, 'hybrid');
  cloud.replay.objects['ports'] = (cloud.replay.objects['ports'] ?? []).filter(
    (port) => port['device_owner'] !== 'network:router_gateway',
  );
  only(cloud, 'routers')['external_gateway_info'] = null;
  await refused(t, cloud.trace(ask('a1')), /router r1 has no external gateway/);
  cloud.replay.objects['ports'] = cloud.replay.objects['ports'].filter(
    (port) => port['device_owner'] !== 'network:router_interface_distributed',
  );
  await refused(t, cloud.trace(ask('a1')), /no router has the gateway 10\.1\.0\.1/);
});
