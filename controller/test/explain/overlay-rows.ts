// Rows of the catalogue between the nodes: br-tun, the underlay, agents.

import { readFileSync } from 'node:fs';
import { type Path } from '../../src/resolve/path.ts';
import { extraRecord } from './case-builder.ts';
import { type CatalogueRow, device, neutron } from './catalogue-row.ts';
import { answers, keepLines, replaced, unread } from './edits.ts';
import { intoTunnel } from './traces.ts';

const tunnelOut = { after: 'qr', out: true, lost: 20 } as const;
const underlay = { after: 'tunnel-nic', lost: 20 } as const;
const tunnelIn = { after: 'tunnel-nic', out: true, lost: 20 } as const;

/** br-tun of the VM's node, towards the SNAT port. */
const wayToSnat = (path: Path) =>
  ({ node: 'cn1', selector: `match=dl_dst=${path.neutron.snatPort?.mac ?? ''}` }) as const;

const FULL_DATAPATH =
  'netdev@ovs-netdev:\n  flows : (current 39000) (avg 9) (max 9) (limit 39000)\n';

const stuckTrace = (port: string, peer: string) => [
  extraRecord({
    node: 'cn1',
    reader: 'ofproto-trace',
    selectors: ['bridge=br-int', `flow=in_port=${port},icmp`],
    phase: 'later',
    text: readFileSync(
      new URL('samples/trace-no-neighbour.txt', import.meta.url),
      'utf8',
    ).replaceAll('10.20.0.20', peer),
  }),
];

export const OVERLAY_ROWS: readonly CatalogueRow[] = [
  {
    code: 'TUNNEL_WRONG_NODE',
    confidence: 'confirmed',
    loss: underlay,
    edits: (path) => [
      {
        reader: 'flows',
        node: 'cn1',
        selector: `match=dl_dst=${path.neutron.snatPort?.mac ?? ''}`,
        text: (text) => text.replaceAll('vxlan-0a140014', 'vxlan-0a14000c'),
      },
    ],
    decoy: (path) => [
      {
        reader: 'flows',
        node: 'net1',
        selector: `match=dl_dst=${path.flow.mac}`,
        text: (text) => text.replaceAll('vxlan-0a14000b', 'vxlan-0a14000c'),
      },
    ],
  },
  {
    code: 'TUNNEL_WRONG_VNI',
    confidence: 'confirmed',
    loss: tunnelOut,
    edits: (path) => [
      replaced(
        'flows',
        wayToSnat(path),
        /set_field:0x[0-9a-f]+->tun_id/g,
        'load:0x999->NXM_NX_TUN_ID[]',
      ),
    ],
    decoy: (path) => [
      replaced(
        'flows',
        { node: 'net1', selector: `match=dl_dst=${path.flow.mac}` },
        /set_field:0x[0-9a-f]+->tun_id/g,
        'set_field:0x999->tun_id',
      ),
    ],
  },
  {
    code: 'TUNNEL_WRONG_VNI',
    confidence: 'confirmed',
    loss: tunnelOut,
    edits: (path) => [unread('flows', wayToSnat(path))],
    extra: (path) => [
      extraRecord({
        node: 'cn1',
        reader: 'ofproto-trace',
        selectors: ['bridge=br-int', `flow=in_port=${device(path, 'qr')},icmp`],
        phase: 'later',
        text: intoTunnel(0x999),
      }),
    ],
  },
  {
    code: 'VTEP_UNREACHABLE',
    confidence: 'confirmed',
    loss: tunnelOut,
    extra: () => [
      extraRecord({
        node: 'cn1',
        reader: 'route-get',
        selectors: ['to=10.20.0.20'],
        rc: 2,
        failure: 'RTNETLINK answers: Network is unreachable',
        text: '',
      }),
    ],
  },
  {
    code: 'VTEP_UNREACHABLE',
    confidence: 'likely',
    loss: tunnelOut,
    edits: () => [
      keepLines('tunnel-neighbours', { node: 'cn1' }, (line) => !line.startsWith('10.20.0.20')),
    ],
    decoy: () => [
      keepLines('tunnel-neighbours', { node: 'cn1' }, (line) => !line.startsWith('10.20.0.12')),
    ],
  },
  // It asks for the endpoint and has no answer yet; after a flush its table is empty.
  {
    code: 'VTEP_UNREACHABLE',
    confidence: 'likely',
    loss: tunnelOut,
    edits: () => [unread('tunnel-neighbours')],
    extra: (path) => stuckTrace(device(path, 'qr'), '10.20.0.20'),
    decoyExtra: (path) => stuckTrace(device(path, 'qr'), '10.20.0.12'),
  },
  {
    code: 'HOST_FIREWALL',
    confidence: 'confirmed',
    loss: tunnelIn,
    edits: () => [
      {
        reader: 'iptables',
        node: 'net1',
        netns: '',
        text: () =>
          '*filter\n:INPUT ACCEPT [0:0]\n[20:0] -A INPUT -p udp -m udp --dport 4789 -j DROP\nCOMMIT\n',
      },
    ],
    decoy: () => [
      {
        reader: 'iptables',
        node: 'net1',
        netns: '',
        text: () =>
          '*filter\n:INPUT ACCEPT [0:0]\n[20:0] -A INPUT -p udp -m udp --dport 4790 -j DROP\nCOMMIT\n',
      },
    ],
  },
  {
    code: 'DVR_REWRITE_MISSING',
    confidence: 'confirmed',
    loss: tunnelIn,
    edits: () => [
      keepLines(
        'flows',
        { node: 'net1', selector: 'bridge=br-int' },
        (line) => !line.includes('table=1,'),
      ),
    ],
    decoy: () => [
      keepLines(
        'flows',
        { node: 'cn2', selector: 'bridge=br-int' },
        (line) => !line.includes('table=1,'),
      ),
    ],
  },
  {
    code: 'DVR_REWRITE_WRONG',
    confidence: 'likely',
    loss: tunnelIn,
    edits: () => [
      replaced(
        'flows',
        { node: 'net1', selector: 'bridge=br-int' },
        /set_field:[0-9a-f:]+->eth_src/g,
        'set_field:fa:16:3e:00:00:77->eth_src',
      ),
    ],
  },
  {
    code: 'DVR_NOT_REWRITING',
    confidence: 'possible',
    loss: underlay,
    edits: () => [
      keepLines('flows', { node: 'cn1', selector: 'table=1' }, (line) => !line.includes('dl_src=')),
    ],
  },
  {
    code: 'OVS_FLOWS_LOST',
    confidence: 'confirmed',
    loss: tunnelOut,
    edits: () => [answers('flows', { node: 'cn1', selector: 'table=23' }, '')],
    decoy: () => [answers('flows', { node: 'cn2', selector: 'table=23' }, '')],
  },
  {
    code: 'NIC_DROPS',
    confidence: 'possible',
    loss: underlay,
    extra: () =>
      (['before', 'after'] as const).map((phase) =>
        extraRecord({
          node: 'net1',
          reader: 'device-counters',
          selectors: ['dev=eth0'],
          phase,
          text: `\n\neth0: 9 9 0 ${phase === 'before' ? 1 : 21} 0 0 0 0 9 9 0 0 0 0 0 0\n`,
        }),
      ),
  },
  {
    code: 'DATAPATH_FLOW_LIMIT',
    confidence: 'possible',
    loss: tunnelOut,
    edits: () => [answers('ovs-upcalls', { node: 'cn1' }, FULL_DATAPATH)],
    decoy: () => [answers('ovs-upcalls', { node: 'cn2' }, FULL_DATAPATH)],
  },
  {
    code: 'NIC_DROPS',
    confidence: 'possible',
    loss: underlay,
    extra: () =>
      (['before', 'after'] as const).map((phase) =>
        extraRecord({
          node: 'net1',
          reader: 'softnet',
          phase,
          text: `0000ffff 0000000${phase === 'before' ? 1 : 7} 00000000\n`,
        }),
      ),
  },
  {
    code: 'AGENT_DEAD',
    confidence: 'possible',
    loss: tunnelOut,
    path: (path) =>
      neutron(path, {
        agents: path.neutron.agents.map((agent) =>
          agent.host === 'cn1' ? { ...agent, alive: false } : agent,
        ),
      }),
  },
  {
    code: 'L2POPULATION_OFF',
    confidence: 'possible',
    loss: tunnelOut,
    path: (path) =>
      neutron(path, {
        agents: path.neutron.agents.map((agent) => ({
          ...agent,
          configurations: { ...agent.configurations, l2_population: false },
        })),
      }),
  },
];
