// Answers of a switch with a fault each, as Open vSwitch 3.1.0 prints them.

import { type Path } from '../../src/resolve/path.ts';
import { type EvidenceRecord } from '../../src/run/recording.ts';
import { extraRecord } from './case-builder.ts';
import { device } from './catalogue-row.ts';

/** The VM's own port on br-int. */
export const vmPort = (path: Path): string => device(path, 'qvo') || device(path, 'tap');

/** Ports of a bridge in their order, each with its bits; 0 = none. */
export const portsOf = (
  node: string,
  bridge: string,
  ports: Readonly<Record<string, string>>,
): EvidenceRecord =>
  extraRecord({
    node,
    reader: 'openflow-ports',
    selectors: [`bridge=${bridge}`],
    phase: 'later',
    text: [
      'OFPST_PORT_DESC reply (xid=0x2):',
      ...Object.entries(ports).flatMap(([name, bits], index) => [
        ` ${index + 1}(${name}): addr:8a:ae:50:59:8a:d1`,
        `     config:     ${bits}`,
        '     state:      0',
        '     speed: 0 Mbps now, 0 Mbps max',
      ]),
      '',
    ].join('\n'),
  });

/** A step of vswitchd's trace: the flow, then what it does. */
export type Step = readonly string[];
export type Bridge = readonly [name: string, ...steps: readonly Step[]];

export const COOKIE = 'cookie 0x145768eb35357619';

/** What vswitchd does with the packet that comes in by that port. */
export const traceFrom = (
  node: string,
  port: string,
  actions: string,
  ...bridges: readonly Bridge[]
): EvidenceRecord =>
  extraRecord({
    node,
    reader: 'ofproto-trace',
    selectors: [`bridge=${bridges[0]?.[0] ?? ''}`, `flow=in_port=${port},icmp`],
    phase: 'later',
    text: [
      'Flow: icmp,in_port=3',
      ...bridges.flatMap(([name, ...steps]) => [
        '',
        `bridge("${name}")`,
        '-'.repeat(name.length + 10),
        ...steps.flatMap(([flow = '', ...lines]) => [flow, ...lines.map((line) => `    ${line}`)]),
      ]),
      '',
      'Final flow: unchanged',
      'Megaflow: recirc_id=0,eth,ip,in_port=3',
      `Datapath actions: ${actions}`,
    ].join('\n'),
  });

/** br-int hands it to br-tun, as it should. */
export const HANDED: Bridge = [
  'br-int',
  [` 0. priority 0, ${COOKIE}`, 'goto_table:60'],
  [`60. priority 3, ${COOKIE}`, 'NORMAL', ' -> forwarding to learned port'],
];

/** Where a bridge knows a MAC. */
export const learnedAt = (
  node: string,
  bridge: string,
  { mac, port, vlan, age }: { mac: string; port: number; vlan: number; age: string },
): EvidenceRecord =>
  extraRecord({
    node,
    reader: 'fdb',
    selectors: [`bridge=${bridge}`, `mac=${mac}`],
    phase: 'later',
    text: ` port  VLAN  MAC                Age\n   ${port}     ${vlan}  ${mac}  ${age}\n`,
  });

/** A meter of 10 packets/s that dropped so many since it was made. */
export const meterOf = (
  node: string,
  bridge: string,
  { id, dropped }: { id: number; dropped: number },
): EvidenceRecord[] => [
  extraRecord({
    node,
    reader: 'ovs-meters',
    selectors: [`bridge=${bridge}`],
    phase: 'later',
    text:
      'OFPST_METER reply (OF1.3) (xid=0x2):\n' +
      `meter:${id} flow_count:1 packet_in_count:20 byte_in_count:840 duration:300.551s bands:\n` +
      `0: packet_count:${dropped} byte_count:714\n`,
  }),
  extraRecord({
    node,
    reader: 'ovs-meter-limits',
    selectors: [`bridge=${bridge}`],
    phase: 'later',
    text:
      'OFPST_METER_CONFIG reply (OF1.3) (xid=0x2):\n' +
      `meter=${id} pktps burst bands=\ntype=drop rate=10 burst_size=3\n`,
  }),
];

/** Drops of all meters of a node over the window; a counter that is 0 is not printed. */
export const meterDrops = (node: string, dropped: number): EvidenceRecord[] => {
  const line = (total: number): string =>
    total === 0
      ? ''
      : `datapath_drop_meter        0.0/sec     0.000/sec        0.0000/sec   total: ${total}\n`;
  return (['before', 'after'] as const).map((phase) =>
    extraRecord({
      node,
      reader: 'ovs-coverage',
      phase,
      text:
        'xlate_actions              0.8/sec     1.800/sec        7.1167/sec   total: 36393\n' +
        line(phase === 'before' ? 0 : dropped),
    }),
  );
};
