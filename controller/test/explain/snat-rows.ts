// Rows of the catalogue in the namespace that faces outside, and beyond it.

import { NO_DEVICE, type Path } from '../../src/resolve/path.ts';
import { type EvidenceRecord } from '../../src/run/recording.ts';
import { extraRecord } from './case-builder.ts';
import { type CatalogueRow, device, neutron, vm, withoutUp } from './catalogue-row.ts';
import { answers, entries, keepLines, row } from './edits.ts';

const tunnelIn = { after: 'tunnel-nic', out: true, lost: 20 } as const;
const snat = { after: 'sg', lost: 20 } as const;
const externalBridge = { after: 'qg', lost: 20 } as const;
const qrouter = { netns: 'qrouter-' } as const;
const inSnat = { netns: 'snat-' } as const;
const ha = (path: Path, states: readonly [string, string]): Path => {
  const { router: facts } = path.neutron;
  const agent = (host: string, haState: string) => ({
    host,
    haState,
    alive: true,
    adminUp: true,
    mode: 'dvr_snat',
  });
  return neutron(path, {
    router: facts === null ? null : { ...facts, ha: true },
    l3Agents: [agent('net1', states[0]), agent('net2', states[1])],
  });
};
const entryOf = (path: Path, source: string): string =>
  `ipv4     2 icmp     1 30 src=${source} dst=${path.flow.remoteAddress} type=8 code=0 id=1 ` +
  `[UNREPLIED] src=${path.flow.remoteAddress} dst=${source} type=0 code=0 id=1 mark=0 use=1 id=7\n`;
/** Answers of conntrack -S before and after. */
const stats = (path: Path, counter: string, by: number): EvidenceRecord[] =>
  (['before', 'after'] as const).map((phase) =>
    extraRecord({
      node: 'net1',
      netns: `snat-${path.neutron.router?.id ?? ''}`,
      reader: 'conntrack-stats',
      phase,
      text: `cpu=0 found=0 ${counter}=${phase === 'before' ? 0 : by}\n`,
    }),
  );
/** What br-int does with what comes in from the external bridge. */
const intoBrInt = (node: string) => ({ node, selector: 'match=in_port=int-br-ex' }) as const;
const FULL =
  'net.netfilter.nf_conntrack_count = 1000\nnet.netfilter.nf_conntrack_max = 1000\nnet.ipv4.ip_forward = 1\n';

export const SNAT_ROWS: readonly CatalogueRow[] = [
  {
    code: 'SNAT_NO_DEFAULT_ROUTE',
    confidence: 'confirmed',
    loss: snat,
    edits: () => [
      entries('routes', inSnat, (all) => all.filter((one) => one['dst'] !== 'default')),
    ],
    decoy: () => [
      entries('routes', qrouter, (all) => all.filter((one) => one['dst'] !== 'default')),
    ],
  },
  {
    code: 'ROUTER_PORT_DOWN',
    confidence: 'confirmed',
    loss: snat,
    edits: (path) => [entries('addresses', inSnat, withoutUp(device(path, 'qg')))],
  },
  {
    code: 'ROUTER_ADDRESS_MISSING',
    confidence: 'confirmed',
    loss: snat,
    edits: (path) => [
      entries('addresses', inSnat, (all) =>
        all.map((one) => (one['ifname'] === device(path, 'qg') ? { ...one, addr_info: [] } : one)),
      ),
    ],
  },
  {
    code: 'STALE_CONNTRACK',
    confidence: 'likely',
    loss: { status: 'UNANSWERED', after: 'ext-nic' },
    edits: (path) => [answers('conntrack', inSnat, entryOf(path, vm(path)))],
    decoy: (path) => [answers('conntrack', inSnat, entryOf(path, '10.1.0.250'))],
  },
  {
    code: 'CONNTRACK_FULL',
    confidence: 'confirmed',
    loss: snat,
    edits: () => [answers('sysctls', inSnat, FULL)],
    extra: (path) => stats(path, 'drop', 20),
    decoy: () => [answers('sysctls', inSnat, FULL.replace('count = 1000', 'count = 10'))],
  },
  {
    code: 'NAT_PORTS_EXHAUSTED',
    confidence: 'likely',
    loss: snat,
    extra: (path) => stats(path, 'insert_failed', 20),
  },
  {
    code: 'SNAT_ELSEWHERE',
    confidence: 'likely',
    loss: tunnelIn,
    path: (path) =>
      neutron(path, {
        snatPort:
          path.neutron.snatPort === null ? null : { ...path.neutron.snatPort, host: 'net2' },
      }),
  },
  {
    code: 'DESTINATION_NOT_JOINED',
    confidence: 'confirmed',
    loss: { status: 'UNANSWERED', after: 'ext-nic', lost: 20 },
    path: (path) => neutron(path, { unjoined: { name: 'b1', network: 'netB' } }),
  },
  {
    code: 'HA_TWO_ACTIVE',
    confidence: 'likely',
    loss: tunnelIn,
    path: (path) => ha(path, ['active', 'active']),
  },
  {
    code: 'HA_NONE_ACTIVE',
    confidence: 'confirmed',
    loss: tunnelIn,
    path: (path) => ha(path, ['standby', 'standby']),
    extra: (path) =>
      ['net1', 'net2'].map((node) =>
        extraRecord({
          node,
          reader: 'ha-state',
          selectors: [`router=${path.neutron.router?.id ?? ''}`],
          text: 'backup\n',
        }),
      ),
  },
  {
    code: 'EXTERNAL_VLAN_MISSING',
    confidence: 'confirmed',
    loss: externalBridge,
    edits: () => [
      keepLines(
        'flows',
        { node: 'net1', selector: 'table=2' },
        (line) => !line.includes('priority=4'),
      ),
    ],
    decoy: () => [
      keepLines(
        'flows',
        { node: 'cn2', selector: 'table=2' },
        (line) => !line.includes('priority=4'),
      ),
    ],
  },
  {
    code: 'EXTERNAL_VLAN_MISSING',
    confidence: 'confirmed',
    loss: { direction: 'reply', after: 'ext-nic', lost: 20 },
    edits: () => [keepLines('flows', intoBrInt('net1'), (line) => !line.includes('set_field'))],
    decoy: () => [keepLines('flows', intoBrInt('cn2'), (line) => !line.includes('set_field'))],
  },
  {
    code: 'EXTERNAL_NIC_MISSING',
    confidence: 'confirmed',
    loss: externalBridge,
    path: (path) => ({
      ...path,
      points: path.points.map((one) =>
        one.role === 'ext-nic' ? { ...one, device: NO_DEVICE } : one,
      ),
    }),
  },
  {
    code: 'EXTERNAL_BRIDGE_UNJOINED',
    confidence: 'confirmed',
    loss: externalBridge,
    edits: () => [row('Interface', 'net1', 'int-br-ex', null)],
    decoy: () => [row('Interface', 'cn1', 'int-br-ex', null)],
  },
];
