// The reads of one trace on a large node, as the agent makes them, and as they were made before (or
// would be made by hand): a program that prints everything, of which little is wanted.

import { openKernel } from '../../../agent/src/node/capture/kernel.ts';
import type { Kernel } from '../../../agent/src/node/capture/kernel.ts';
import { startDropWatch } from '../../../agent/src/node/drops/drop-watch.ts';
import { openKernelTypes } from '../../../agent/src/node/drops/layout.ts';
import { openEvidenceReader } from '../../../agent/src/node/evidence/evidence.ts';
import { openTools } from '../../../agent/src/node/evidence/tools.ts';
import { runTool } from '../../../agent/src/node/evidence/run.ts';
import { openNamespaces } from '../../../agent/src/node/netns/namespaces.ts';
import type { Namespaces } from '../../../agent/src/node/netns/namespaces.ts';
import { openOvsAccess } from '../../../agent/src/node/ovs-access.ts';
import { REMOTE, VM_ADDRESS } from './large-node.ts';
import type { LargeNode } from './large-node.ts';

export interface ReadCase {
  readonly name: string;
  /** Of a trace: how often it is made on one node. */
  readonly perTrace: number;
  readonly now: () => Promise<number>;
  /** null: it was the same, or did not exist. */
  readonly before: (() => Promise<number>) | null;
}

const now = () => ({ sec: Math.floor(Date.now() / 1000), nsec: 0 });

interface Agent {
  readonly kernel: Kernel;
  readonly namespaces: Namespaces;
  /** Reads once; bytes of the answer. */
  readonly read: (reader: string, netns: string, ...selectors: string[]) => Promise<number>;
  /** Runs a program as readers do; bytes of what it printed. */
  readonly run: (netns: string, tool: string, ...args: string[]) => Promise<number>;
}

const openAgent = (node: LargeNode): Agent => {
  const kernel = openKernel();
  const namespaces = openNamespaces(kernel);
  const tools = openTools({ owner: '', ovsRunDir: node.ovs.runDir });
  const ovs = openOvsAccess(node.ovs.runDir);
  const reader = openEvidenceReader({ kernel, tools, ovs, namespaces, stateDir: '/nowhere' }, now);
  return {
    kernel,
    namespaces,
    read: async (name, netns, ...selectors) => {
      const order = { evidence: 1, reader: name, netns, selectors };
      const { body, failure } = await reader.read(order, 'snapshot');
      if (failure) throw new Error(`${name}: ${failure}`);
      return body?.length ?? 0;
    },
    run: async (netns, tool, ...args) => {
      const { path } = namespaces.find(netns);
      const limits = { timeoutMs: 60_000, bytesMax: 1 << 30 };
      const argv = [tools.path(tool), ...args];
      const { rc, stdout, stderr } = await runTool(tools, { argv, netnsPath: path, ...limits });
      if (rc !== 0) throw new Error(`${tool}: ${stderr}`);
      return stdout.length;
    },
  };
};

const SWITCHES = ['net.ipv4.ip_forward', 'net.ipv4.conf.all.rp_filter'];

/** In the order of the table. */
export const readCases = (node: LargeNode): readonly ReadCase[] => {
  const agent = openAgent(node);
  const { read, run } = agent;
  const types = openKernelTypes();
  const { router, vm } = node;
  const flow = [`src=${VM_ADDRESS}`, `dst=${REMOTE}`];
  const listed = ['-L', '-o', 'extended,id', '-s', VM_ADDRESS, '-d', REMOTE];
  const dump = ['-O', 'OpenFlow13', '--names', 'dump-flows', 'br-int'];
  const of = (
    name: string,
    perTrace: number,
    work: ReadCase['now'],
    before: ReadCase['before'] = null,
  ): ReadCase => ({ name, perTrace, now: work, before });
  const flows = (...selectors: string[]) => read('flows', '', 'bridge=br-int', ...selectors);
  const everything = (): Promise<number> => run('', 'ovs-ofctl', ...dump);
  const trace = `flow=in_port=${vm.port},tcp,dl_src=${vm.mac},nw_src=${VM_ADDRESS},tcp_dst=80`;
  return [
    of(
      'conntrack of one flow',
      2,
      () => read('conntrack', router, ...flow),
      () => run(router, 'conntrack', ...listed),
    ),
    of(
      'conntrack statistics',
      2,
      () => read('conntrack-stats', router),
      () => run(router, 'conntrack', '-S'),
    ),
    of('flows of a port (in_port)', 2, () => flows(`match=in_port=${vm.port}`), everything),
    of('flows of a port (reg5)', 2, () => flows(`match=reg5=${vm.ofport}`), everything),
    of(
      'flows to a MAC, one table',
      1,
      () => flows('table=60', `match=dl_dst=${vm.mac}`),
      everything,
    ),
    of('flows to an address', 2, () => flows(`match=ip,nw_dst=${REMOTE}`), everything),
    of('ofproto/trace', 1, () => read('ofproto-trace', '', 'bridge=br-int', trace)),
    of('upcalls', 1, () => read('ovs-upcalls', '')),
    of(
      'counters of a namespace',
      2,
      () => read('nstat', router),
      () => run(router, 'nstat', '-asz', '--json'),
    ),
    of(
      'switches',
      1,
      () => read('sysctls', router, ...SWITCHES.map((key) => `key=${key}`)),
      () => run(router, 'sysctl', '-e', ...SWITCHES),
    ),
    of(
      'counters of devices',
      2,
      () => read('device-counters', router, 'dev=eth0'),
      () => run(router, 'ip', '-j', '-d', '-s', 'link', 'show', 'dev', 'eth0'),
    ),
    of('iptables filter', 2, () => read('iptables', node.host, 'table=filter')),
    of('drop reasons, on and off', 1, async () => {
      const watch = await startDropWatch({ ...agent, now, types }, [VM_ADDRESS, REMOTE]);
      return (await watch.finish()).length;
    }),
  ];
};
