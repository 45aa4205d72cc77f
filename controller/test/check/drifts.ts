// Drifts: edits of the recorded state that make the node lack what the API says, each with the rows
// of checks that must be bad, and no other.

import type { Path } from '../../src/resolve/path.ts';
import type { Edit, Firewall } from './check-builder.ts';

type Entry = Readonly<Record<string, unknown>>;

export const json =
  (change: (entries: Entry[]) => Entry[]) =>
  (text: string): string =>
    JSON.stringify(change(JSON.parse(text) as Entry[]));

export const without =
  (pattern: RegExp) =>
  (text: string): string =>
    text
      .split('\n')
      .filter((line) => !pattern.test(line))
      .join('\n');

export const NET_A = '167837697';
export const NET_B = '167903233';

export interface Drift {
  readonly title: string;
  readonly edit: (path: Path, firewall: Firewall) => Edit;
  /** `number CODE node` of every row that must be bad. */
  readonly bad: readonly string[];
}

export const qrouter = (reader: string, change: (entries: Entry[]) => Entry[]): Edit => ({
  reader,
  netns: 'qrouter-',
  text: json(change),
});

export const sgOf = ({ neutron }: Path) => ({
  address: neutron.snatPort?.addresses[0]?.address ?? '',
  mac: neutron.snatPort?.mac ?? '',
});

export const setTag = (node: string, device: string, tag: number | null): Edit => ({
  reader: 'ovsdb',
  node,
  selector: 'table=Port',
  text: (text) => {
    const table = JSON.parse(text) as { headings: string[]; data: unknown[][] };
    const [name, column] = [table.headings.indexOf('name'), table.headings.indexOf('tag')];
    for (const row of table.data) if (row[name] === device) row[column] = tag ?? ['set', []];
    return JSON.stringify(table);
  },
});

export const vmDevice = (path: Path): string =>
  `${path.neutron.port.hybridPlug ? 'qvo' : 'tap'}${path.flow.portId.slice(0, 11)}`;
const portDevice = (prefix: string, { neutron }: Path): string =>
  `${prefix}-${neutron.routerPort?.id.slice(0, 11) ?? ''}`;
const sgDevice = (path: Path): string => `sg-${path.neutron.snatPort?.id.slice(0, 11) ?? ''}`;

export const DRIFTS: readonly Drift[] = [
  {
    title: 'a missing policy rule',
    edit: () => qrouter('rules', (rules) => rules.filter(({ table }) => table !== NET_A)),
    bad: ['4 PBR_RULE_MISSING cn1'],
  },
  {
    title: 'an empty redirect table',
    edit: () => qrouter('routes', (routes) => routes.filter(({ table }) => table !== NET_A)),
    bad: ['4 PBR_TABLE_EMPTY cn1'],
  },
  {
    title: 'a redirect to another next hop',
    edit: () =>
      qrouter('routes', (routes) =>
        routes.map((one) => (one['table'] === NET_A ? { ...one, gateway: '10.1.0.253' } : one)),
      ),
    bad: ['4 PBR_WRONG_NEXT_HOP cn1'],
  },
  {
    title: 'an IPv4 default route in main',
    edit: () =>
      qrouter('routes', (routes) => [
        { dst: 'default', gateway: '10.1.0.253', dev: 'qr-x', flags: [] },
        ...routes,
      ]),
    bad: ['4 PBR_SHADOWED cn1'],
  },
  {
    title: 'a neighbour entry of the SNAT port that is gone',
    edit: (path) =>
      qrouter('neighbours', (all) => all.filter(({ dst }) => dst !== sgOf(path).address)),
    bad: ['4 SNAT_NEIGHBOUR_MISSING cn1'],
  },
  {
    title: 'a neighbour entry of the SNAT port with an old MAC',
    edit: (path) =>
      qrouter('neighbours', (all) =>
        all.map((one) =>
          one['dst'] === sgOf(path).address ? { ...one, lladdr: 'fa:16:3e:00:de:ad' } : one,
        ),
      ),
    bad: ['4 SNAT_NEIGHBOUR_STALE cn1'],
  },
  {
    title: 'a floating IP rule of a VM that has none',
    edit: (path) =>
      qrouter('rules', (rules) => [
        ...rules,
        { priority: 57_481, src: path.flow.localAddress, table: '16' },
      ]),
    bad: ['4 FIP_RULE_STALE cn1'],
  },
  {
    title: 'a router port that is switched off',
    edit: (path) => ({
      reader: 'addresses',
      netns: 'qrouter-',
      text: json((links) =>
        links.map((link) =>
          link['ifname'] === `qr-${path.neutron.routerPort?.id.slice(0, 11)}`
            ? { ...link, flags: ['BROADCAST', 'MULTICAST'] }
            : link,
        ),
      ),
    }),
    bad: ['4 ROUTER_PORT_DOWN cn1'],
  },
  {
    title: 'a router port that forwards nothing',
    edit: (path) => ({
      reader: 'sysctls',
      netns: 'qrouter-',
      text: (text) =>
        text.replace(new RegExp(`(${portDevice('qr', path)}\\.forwarding = )1`), '$10'),
    }),
    bad: ['4 IP_FORWARD_OFF cn1'],
  },
  {
    title: 'a MAC of the gateway that somebody wrote down',
    edit: (path) => ({
      reader: 'neighbours',
      netns: 'snat-',
      text: json(() => [
        {
          dst: path.neutron.externalSubnet?.gateway,
          dev: 'qg-x',
          lladdr: '02:00:00:00:00:99',
          state: ['PERMANENT'],
        },
      ]),
    }),
    bad: ['9 GATEWAY_NEIGHBOUR_STATIC net1'],
  },
  {
    title: 'a VM port without a tag',
    edit: (path) => setTag('cn1', vmDevice(path), null),
    bad: ['5 PORT_WRONG_TAG cn1'],
  },
  {
    title: 'a VM port with the tag of another network',
    edit: (path) => setTag('cn1', vmDevice(path), 77),
    bad: ['5 PORT_WRONG_TAG cn1'],
  },
  {
    title: 'a SNAT port on the dead VLAN',
    edit: (path) => setTag('net1', sgDevice(path), 4095),
    bad: ['5 PORT_DEAD_VLAN net1'],
  },
  {
    title: 'a VNI that the network node does not translate',
    edit: (path) => ({
      reader: 'flows',
      node: 'net1',
      selector: 'bridge=br-tun',
      text: without(
        new RegExp(`table=4,.*tun_id=0x${path.neutron.network.segmentationId.toString(16)} `),
      ),
    }),
    bad: ['5 TUNNEL_FLOW_MISSING net1'],
  },
  {
    title: 'a rewrite to the DVR MAC that is missing',
    edit: (path) => ({
      reader: 'flows',
      node: 'cn1',
      selector: 'bridge=br-tun',
      text: without(new RegExp(`table=1,.*dl_src=${path.neutron.routerPort?.mac} `)),
    }),
    bad: ['6 DVR_NOT_REWRITING cn1'],
  },
  {
    title: 'no unicast flow to the SNAT port',
    edit: (path) => ({
      reader: 'flows',
      node: 'cn1',
      selector: 'bridge=br-tun',
      text: without(new RegExp(`table=20,.*dl_dst=${sgOf(path).mac} `)),
    }),
    bad: ['6 TUNNEL_FLOW_MISSING cn1'],
  },
  {
    title: 'a unicast flow that leads to another node',
    edit: (path) => ({
      reader: 'flows',
      node: 'net1',
      selector: 'bridge=br-tun',
      text: (text) =>
        text
          .split('\n')
          .map((line) =>
            line.includes('table=20,') && line.includes(`dl_dst=${path.flow.mac} `)
              ? line.replaceAll('vxlan-0a14000b', 'vxlan-0a14000c')
              : line,
          )
          .join('\n'),
    }),
    bad: ['6 TUNNEL_WRONG_NODE net1'],
  },
  {
    title: "a unicast flow that sets another network's VNI",
    edit: (path) => ({
      reader: 'flows',
      node: 'net1',
      selector: 'bridge=br-tun',
      text: (text) =>
        text
          .split('\n')
          .map((line) =>
            line.includes('table=20,') && line.includes(`dl_dst=${path.flow.mac} `)
              ? line.replace(/set_field:0x[0-9a-f]+->tun_id/, 'load:0x999->NXM_NX_TUN_ID[]')
              : line,
          )
          .join('\n'),
    }),
    bad: ['6 TUNNEL_WRONG_VNI net1'],
  },
  {
    title: 'table 1 without the SNAT port',
    edit: (path) => ({
      reader: 'flows',
      node: 'net1',
      selector: 'bridge=br-int',
      text: without(new RegExp(`table=1,.*dl_dst=${sgOf(path).mac} `)),
    }),
    bad: ['7 DVR_REWRITE_MISSING net1'],
  },
  {
    title: 'table 1 with the MAC of another router',
    edit: (path) => ({
      reader: 'flows',
      node: 'net1',
      selector: 'bridge=br-int',
      text: (text) =>
        text.replaceAll(
          `set_field:${path.neutron.routerPort?.mac}->eth_src`,
          'set_field:fa:16:3e:00:00:01->eth_src',
        ),
    }),
    bad: ['7 DVR_REWRITE_WRONG net1'],
  },
  {
    title: 'table 60 without the VM',
    edit: (path) => ({
      reader: 'flows',
      node: 'cn1',
      selector: 'bridge=br-int',
      text: without(new RegExp(`table=60,.*dl_dst=${path.flow.mac} `)),
    }),
    bad: ['7 DELIVERY_FLOW_MISSING cn1'],
  },
  {
    title: 'a tunnel port that is gone',
    edit: () => ({
      reader: 'ovsdb',
      node: 'net1',
      selector: 'table=Interface',
      text: (text) => {
        const table = JSON.parse(text) as { headings: string[]; data: unknown[][] };
        const name = table.headings.indexOf('name');
        const data = table.data.filter((row) => row[name] !== 'vxlan-0a14000b');
        return JSON.stringify({ ...table, data });
      },
    }),
    // The unicast flow of the way back then leads to a port that nobody knows.
    bad: ['6 TUNNEL_WRONG_NODE net1', '8 TUNNEL_PORT_MISSING net1'],
  },
  {
    title: 'a tunnel port that could not be opened',
    edit: () => ({
      reader: 'ovsdb',
      node: 'net1',
      selector: 'table=Interface',
      text: (text) => {
        const table = JSON.parse(text) as { headings: string[]; data: unknown[][] };
        const [name, ofport] = ['name', 'ofport'].map((one) => table.headings.indexOf(one));
        const data = table.data.map((row) =>
          row[name ?? 0] === 'vxlan-0a14000b'
            ? row.map((value, at) => (at === ofport ? -1 : value))
            : row,
        );
        return JSON.stringify({ ...table, data });
      },
    }),
    bad: ['8 TUNNEL_PORT_FAILED net1'],
  },
  {
    title: 'a unicast flow to the number that a tunnel port had before',
    edit: (path) => ({
      reader: 'flows',
      node: 'net1',
      selector: 'bridge=br-tun',
      text: (text) =>
        text
          .split('\n')
          .map((line) =>
            line.includes('table=20,') && line.includes(`dl_dst=${path.flow.mac} `)
              ? line.replaceAll('"vxlan-0a14000b"', '77')
              : line,
          )
          .join('\n'),
    }),
    bad: ['6 TUNNEL_PORT_RENUMBERED net1'],
  },
  {
    title: 'a tunnel port with a wrong local address',
    edit: () => ({
      reader: 'ovsdb',
      node: 'cn1',
      selector: 'table=Interface',
      text: (text) => text.replaceAll('["local_ip","10.20.0.11"]', '["local_ip","10.20.0.99"]'),
    }),
    bad: ['8 TUNNEL_PORT_WRONG cn1'],
  },
  {
    title: 'a SNAT port without its address',
    edit: (path) => ({
      reader: 'addresses',
      netns: 'snat-',
      text: (text) => text.replaceAll(sgOf(path).address, '10.1.0.254'),
    }),
    bad: ['9 ROUTER_ADDRESS_MISSING net1'],
  },
  {
    title: 'a snat namespace without a default route',
    edit: () => ({
      reader: 'routes',
      netns: 'snat-',
      text: json((routes) => routes.filter(({ dst }) => dst !== 'default')),
    }),
    bad: ['9 SNAT_NO_DEFAULT_ROUTE net1'],
  },
  {
    title: 'a missing SNAT rule',
    edit: (path) => ({
      reader: 'iptables',
      netns: 'snat-',
      text: without(new RegExp(`-o qg-${path.neutron.gatewayPort?.id.slice(0, 11)} -j SNAT`)),
    }),
    bad: ['9 SNAT_RULE_MISSING net1'],
  },
];
