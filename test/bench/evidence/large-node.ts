// A node as large as real ones get, in namespaces of its own: Open vSwitch with a firewall of a
// hundred thousand flows, half a million tracked connections in two namespaces (the kernel has one
// table for all, and a limit for each), a packet filter of two thousand rules.

import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { openNetwork } from '../../../agent/test/node/support/network.ts';
import type { Network } from '../../../agent/test/node/support/network.ts';
import { startOvs } from '../../../agent/test/node/support/ovs.ts';
import type { Ovs } from '../../../agent/test/node/support/ovs.ts';
import { benchFolder } from '../folders.ts';

export interface Sizes {
  readonly flows: number;
  readonly connections: number;
  readonly rules: number;
}

export interface LargeNode {
  readonly network: Network;
  readonly ovs: Ovs;
  readonly vswitchdPid: number;
  readonly host: string;
  /** The namespace of the traced router, half of the connections in it. */
  readonly router: string;
  /** What there is, not what was asked for. */
  readonly made: Sizes;
  /** Of the traced VM. */
  readonly vm: { readonly port: string; readonly ofport: number; readonly mac: string };
  readonly close: () => Promise<void>;
}

export const VM_ADDRESS = '10.1.0.11';
export const REMOTE = '198.51.100.10';
const VM = { port: 'tapvm', mac: 'fa:16:3e:00:00:01' } as const;
/** Of one port: two ways in, spoofing, then rules of its groups. */
const FLOWS_PER_PORT = 180;
const SHARE_OF_PORTS = 0.4;

const hexMac = (number: number): string =>
  `fa:16:3e:${[number >> 16, number >> 8, number]
    .map((part) => (part & 0xff).toString(16).padStart(2, '0'))
    .join(':')}`;

const address = (number: number): string =>
  `10.${(number >> 16) & 0xff}.${(number >> 8) & 0xff}.${number & 0xff}`;

const portFlows = (ofport: number, mac: string): string[] => {
  const reg5 = `reg5=${ofport}`;
  const rules = Array.from({ length: (FLOWS_PER_PORT - 6) / 2 }, (_, rule) => [
    `table=72,priority=77,ct_state=+est-rel-rpl,tcp,${reg5},tp_dst=${1000 + rule},actions=resubmit(,73)`,
    `table=82,priority=77,ct_state=+est-rel-rpl,tcp,${reg5},tp_dst=${1000 + rule},actions=output:${ofport}`,
  ]);
  return [
    `table=0,priority=9,in_port=${ofport},actions=goto_table:25`,
    `table=25,priority=2,in_port=${ofport},dl_src=${mac},actions=goto_table:30`,
    `table=60,priority=100,in_port=${ofport},actions=resubmit(,71)`,
    `table=60,priority=90,dl_dst=${mac},actions=resubmit(,81)`,
    `table=71,priority=65,ip,${reg5},in_port=${ofport},dl_src=${mac},actions=resubmit(,72)`,
    `table=81,priority=95,arp,${reg5},actions=output:${ofport}`,
    ...rules.flat(),
  ];
};

/** Members of remote groups: one flow each, that no port owns. */
const groupFlow = (index: number): string => {
  const [table, field] = index % 2 === 0 ? [72, 'nw_dst'] : [82, 'nw_src'];
  const vlan = 1 + (index % 200);
  const conjunction = `conjunction(${8 + (index % 900) * 8},1/2)`;
  return `table=${table},priority=70,ip,reg6=${vlan},${field}=${address(index)},actions=${conjunction}`;
};

const flowsOf = (count: number, ofport: number): string[] => {
  const ports = Math.floor((count * SHARE_OF_PORTS) / FLOWS_PER_PORT);
  const own = [
    ...portFlows(ofport, VM.mac),
    ...Array.from({ length: ports - 1 }, (_, index) =>
      portFlows(1_000 + index, hexMac(1_000 + index)),
    ).flat(),
  ];
  return [...own, ...Array.from({ length: count - own.length }, (_, index) => groupFlow(index))];
};

const limitOfConnections = (): number =>
  Number(readFileSync('/proc/sys/net/netfilter/nf_conntrack_max', 'utf8'));

/** Entries of conntrack(8)'s batch form; none of them is the traced flow's. */
const connectionLines = (count: number): string =>
  Array.from({ length: count }, (_, index) => {
    const ports = `--sport ${1_024 + (index % 60_000)} --dport ${53 + (index >> 16)}`;
    return `-I -p udp -s ${address(0x02_0000 + index)} -d 203.0.113.9 ${ports} -t 3600\n`;
  }).join('');

const fill = (network: Network, netns: string, folder: string, count: number): number => {
  const file = join(folder, 'connections');
  writeFileSync(file, connectionLines(count));
  network.inside(netns, 'sh', '-c', `conntrack -R ${file} >/dev/null 2>&1 || true`);
  return Number(network.inside(netns, 'conntrack', '-C').trim());
};

const filter = (network: Network, netns: string, rules: number): void => {
  const lines = Array.from(
    { length: rules },
    (_, index) => `-A port-${Math.floor(index / 30)} -s ${address(index)}/32 -j RETURN`,
  );
  const chains = Array.from({ length: Math.ceil(rules / 30) }, (_, at) => `:port-${at} - [0:0]`);
  const text = ['*filter', ...chains, ...lines, 'COMMIT', ''].join('\n');
  execFileSync('ip', ['netns', 'exec', netns, 'iptables-restore'], { input: text });
};

const connect = (network: Network, router: string): void => {
  const flow = ['-p', 'tcp', '-s', VM_ADDRESS, '-d', REMOTE, '--sport', '61000', '--dport', '80'];
  const rest = ['--state', 'ESTABLISHED', '-t', '3600'];
  network.inside(router, 'conntrack', '-I', ...flow, ...rest);
};

/** Made in some 20 s; everything of it goes with `close`. */
export const raiseLargeNode = async (wanted: Sizes): Promise<LargeNode> => {
  const network = openNetwork();
  const folder = benchFolder({ inMemory: false });
  const [host, router, other] = ['host', 'rtr', 'oth'].map((label) => network.netns(label)) as [
    string,
    string,
    string,
  ];
  network.veth(host, VM.port, router, 'eth0');
  const ovs = await startOvs(host);
  ovs.vsctl('add-br', 'br-int', '--', 'set', 'bridge', 'br-int', 'datapath_type=netdev');
  ovs.vsctl('add-port', 'br-int', VM.port);
  const ofport = Number(ovs.vsctl('get', 'interface', VM.port, 'ofport'));
  const file = join(folder, 'flows');
  writeFileSync(file, `${flowsOf(wanted.flows, ofport).join('\n')}\n`);
  ovs.ofctl('add-flows', 'br-int', file);
  const aggregate = ovs.ofctl('dump-aggregate', 'br-int');
  const half = Math.min(Math.floor(wanted.connections / 2), limitOfConnections() - 1_000);
  const connections = fill(network, router, folder, half) + fill(network, other, folder, half);
  connect(network, router);
  filter(network, host, wanted.rules);
  return {
    network,
    ovs,
    vswitchdPid: Number(readFileSync(join(ovs.runDir, 'ovs-vswitchd.pid'), 'utf8')),
    host,
    router,
    made: {
      flows: Number(/flow_count=(\d+)/.exec(aggregate)?.[1] ?? 0),
      connections,
      rules: wanted.rules,
    },
    vm: { ...VM, ofport },
    close: async () => {
      await ovs.close();
      network.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
