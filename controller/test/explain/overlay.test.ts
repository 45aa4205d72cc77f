// Causes between the nodes and of ports in br-int, on the recorded state of both firewalls.
import test from 'ava';
import { causesOf, type Edit, type Firewall, recordedPath, verdictsOf } from './case-builder.ts';

const FIREWALLS: readonly Firewall[] = ['hybrid', 'ovsfw'];

interface Table {
  readonly headings: readonly string[];
  readonly data: readonly (readonly unknown[])[];
}

/** One column of the named row of an OVSDB table; null as the row's new value removes the row. */
const column = (
  table: 'Port' | 'Interface',
  node: string,
  name: string,
  change: Readonly<Record<string, unknown>> | null,
): Edit => ({
  reader: 'ovsdb',
  node,
  selector: `table=${table}`,
  text: (text) => {
    const { headings, data } = JSON.parse(text) as Table;
    const at = headings.indexOf('name');
    const rows = data.flatMap((row) => {
      if (row[at] !== name) return [row];
      if (change === null) return [];
      return [row.map((value, index) => change[headings[index] ?? ''] ?? value)];
    });
    return JSON.stringify({ headings, data: rows });
  },
});

const lines = (
  node: string,
  reader: string,
  keep: (line: string) => boolean,
  bridge?: string,
): Edit => ({
  reader,
  node,
  ...(bridge === undefined ? {} : { selector: `bridge=${bridge}` }),
  text: (text) => text.split('\n').filter(keep).join('\n'),
});

const NONE = ['set', []];

for (const firewall of FIREWALLS) {
  const vmLoss = { after: firewall === 'hybrid' ? 'qvo' : 'tap', lost: 20 } as const;

  test(`${firewall}: the VM's port on the dead VLAN`, async (t) => {
    const path = await recordedPath(t, firewall);
    const vmPort = path.points.find(({ role }) => role === vmLoss.after)?.device ?? '';
    const edit = column('Port', 'cn1', vmPort, { tag: 4095, vlan_mode: 'trunk', trunks: 4095 });
    const [cause] = causesOf({ path, firewall, edits: [edit], loss: vmLoss });
    t.is(cause?.code, 'PORT_DEAD_VLAN');
    t.is(cause?.confidence, 'confirmed');
    t.regex(cause?.affects?.text ?? '', /^this VM alone/);
    t.true(cause?.fixes[0]?.commands.some((command) => command.includes('clear Port')));
  });

  test(`${firewall}: the VM's port with a foreign tag, and with none`, async (t) => {
    const path = await recordedPath(t, firewall);
    const vmPort = path.points.find(({ role }) => role === vmLoss.after)?.device ?? '';
    const wrong = column('Port', 'cn1', vmPort, { tag: 4000 });
    const [cause] = causesOf({ path, firewall, edits: [wrong], loss: vmLoss });
    t.is(cause?.code, 'PORT_WRONG_TAG');
    t.regex(cause?.title ?? '', /local VLAN 4000, its network is 1$/);
    const none = column('Port', 'cn1', vmPort, { tag: NONE });
    t.deepEqual(verdictsOf({ path, firewall, edits: [none], loss: vmLoss }), [
      'PORT_WRONG_TAG confirmed',
    ]);
  });

  test(`${firewall}: a dead port of another VM is no cause here`, async (t) => {
    const path = await recordedPath(t, firewall);
    const other = path.neutron.neighbourPorts.find(
      ({ id, host }) => id !== path.flow.portId && host === 'cn1',
    );
    const name = `${firewall === 'hybrid' ? 'qvo' : 'tap'}${other?.id.slice(0, 11) ?? ''}`;
    const edit = column('Port', 'cn1', name, { tag: 4095 });
    t.deepEqual(verdictsOf({ path, firewall, edits: [edit], loss: vmLoss }), [
      'CAUSE_UNKNOWN possible',
    ]);
  });

  test(`${firewall}: the SNAT port on the dead VLAN, seen behind the tunnel`, async (t) => {
    const path = await recordedPath(t, firewall);
    const sg = path.points.find(({ role }) => role === 'sg')?.device ?? '';
    const edit = column('Port', 'net1', sg, { tag: 4095 });
    const loss = { after: 'tunnel-nic', out: true } as const;
    const [cause] = causesOf({ path, firewall, edits: [edit], loss });
    t.is(cause?.code, 'PORT_DEAD_VLAN');
    t.regex(cause?.affects?.text ?? '', /behind router r1/);
  });

  test(`${firewall}: no tunnel port to the network node`, async (t) => {
    const path = await recordedPath(t, firewall);
    const edit = column('Interface', 'cn1', 'vxlan-0a140014', null);
    const [cause] = causesOf({ path, firewall, edits: [edit], loss: { after: 'qr', out: true } });
    t.is(cause?.code, 'TUNNEL_PORT_MISSING');
    t.is(cause?.confidence, 'confirmed');
    t.regex(cause?.fixes[0]?.commands[0] ?? '', /remote_ip=10\.20\.0\.20$/);
    const back = column('Interface', 'net1', 'vxlan-0a14000b', null);
    const loss = { after: 'tunnel-nic', out: true } as const;
    t.is(causesOf({ path, firewall, edits: [back], loss })[0]?.code, 'TUNNEL_PORT_MISSING');
  });

  test(`${firewall}: a tunnel port with another remote address`, async (t) => {
    const path = await recordedPath(t, firewall);
    const options = [
      'map',
      [
        ['remote_ip', '10.20.0.99'],
        ['local_ip', '10.20.0.11'],
        ['in_key', 'flow'],
        ['out_key', 'flow'],
      ],
    ];
    const edit = column('Interface', 'cn1', 'vxlan-0a140014', { options });
    const [cause] = causesOf({ path, firewall, edits: [edit], loss: { after: 'qr', out: true } });
    t.is(cause?.code, 'TUNNEL_PORT_WRONG');
    t.is(cause?.confidence, 'confirmed');
    t.regex(cause?.title ?? '', /remote_ip 10\.20\.0\.99 instead of 10\.20\.0\.20/);
    t.deepEqual(cause?.fixes[0]?.commands, [
      'ovs-vsctl set Interface vxlan-0a140014 options:remote_ip=10.20.0.20',
    ]);
    t.is(
      cause?.fixes[0]?.undo,
      'ovs-vsctl set Interface vxlan-0a140014 options:remote_ip=10.20.0.99',
    );
  });

  test(`${firewall}: no flow into the tunnel: neither unicast nor flood`, async (t) => {
    const path = await recordedPath(t, firewall);
    const loss = { after: 'qr', out: true } as const;
    const unicast = lines(
      'cn1',
      'flows',
      (line) => !/table=20,.*priority=[12],/.test(line),
      'br-tun',
    );
    t.deepEqual(verdictsOf({ path, firewall, edits: [unicast], loss }), ['CAUSE_UNKNOWN possible']);
    const flood: Edit = {
      reader: 'flows',
      node: 'cn1',
      selector: 'bridge=br-tun',
      text: (text) => text.replace(',output:"vxlan-0a140014"', ''),
    };
    const [cause] = causesOf({ path, firewall, edits: [unicast, flood], loss });
    t.is(cause?.code, 'TUNNEL_FLOW_MISSING');
    t.is(cause?.confidence, 'confirmed');
    t.true(cause?.evidence.some(({ found }) => found.startsWith('vxlan-')));
  });

  test(`${firewall}: the network node does not translate the VNI`, async (t) => {
    const path = await recordedPath(t, firewall);
    const loss = { after: 'tunnel-nic', out: true } as const;
    const edit = lines('net1', 'flows', (line) => !line.includes('tun_id='), 'br-tun');
    const [cause] = causesOf({ path, firewall, edits: [edit], loss });
    t.is(cause?.code, 'TUNNEL_FLOW_MISSING');
    t.regex(
      cause?.title ?? '',
      /^in br-tun of net1: the network's VNI \d+ has no local VLAN there$/,
    );
    // The same fault on the node of another VM is not on this path.
    const elsewhere = lines('cn2', 'flows', (line) => !line.includes('tun_id='), 'br-tun');
    t.deepEqual(verdictsOf({ path, firewall, edits: [elsewhere], loss }), [
      'CAUSE_UNKNOWN possible',
    ]);
  });

  test(`${firewall}: nothing read from Open vSwitch accuses nobody`, async (t) => {
    const path = await recordedPath(t, firewall);
    const unread: Edit[] = ['ovsdb', 'flows', 'ofproto-trace'].map((reader) => ({
      reader,
      text: null,
    }));
    for (const loss of [
      { after: 'qr', out: true },
      { after: 'tunnel-nic' },
      { after: 'tunnel-nic', out: true },
      { after: 'sg', direction: 'reply' },
    ] as const)
      t.deepEqual(verdictsOf({ path, firewall, edits: unread, loss }), ['CAUSE_UNKNOWN possible']);
  });
}
