// Questions to ovs-vswitchd over its control socket, each a command that only reads.

import { HopscopeError } from '@hopscope/proto';

import type { QuestionRead, Reader, ReaderContext } from '../reader.ts';
import { one, required } from '../selectors.ts';

const ask = (context: ReaderContext, command: string, ...words: string[]): QuestionRead => ({
  kind: 'question',
  argv: ['ovs-appctl', command, ...words],
  ask: () => context.ovs.control(command, words),
});

export const ofprotoTrace: Reader = (selectors, context) => {
  const bridge = required('ofproto-trace', selectors, 'bridge');
  const flow = required('ofproto-trace', selectors, 'flow');
  const ct = one(selectors, 'ct');
  const next = ct === undefined ? [] : ['--ct-next', ct];
  return ask(context, 'ofproto/trace', ...next, bridge, flow);
};

/** The head of the table, and the lines of one MAC: a bridge may have learned 50,000 of them. */
export const fdb: Reader = (selectors, context) => {
  const bridge = required('fdb', selectors, 'bridge');
  const mac = one(selectors, 'mac');
  const whole = ask(context, 'fdb/show', bridge);
  if (mac === undefined) return whole;
  return {
    ...whole,
    ask: async () => {
      const lines = (await whole.ask()).toString('utf8').split('\n');
      const wanted = lines.filter((line, at) => at === 0 || line.includes(` ${mac} `));
      return Buffer.from(`${wanted.join('\n')}\n`, 'utf8');
    },
  };
};

export const tunnelPorts: Reader = (_selectors, context) => ask(context, 'tnl/ports/show', '-v');

export const tunnelNeighbours: Reader = (_selectors, context) => ask(context, 'tnl/neigh/show');

export const ovsRoutes: Reader = (_selectors, context) => ask(context, 'ovs/route/show');

/** A zone must be given: the table of a node is large. */
export const ovsConntrack: Reader = (selectors, context) => {
  const zone = required('ovs-conntrack', selectors, 'zone');
  const wanted = `zone=${zone}`;
  return {
    kind: 'question',
    argv: ['ovs-appctl', 'dpctl/dump-conntrack', wanted],
    ask: async () => {
      const datapaths = (await context.ovs.control('dpctl/dump-dps', [])).toString('utf8');
      const [datapath] = datapaths.split('\n');
      if (!datapath) throw new HopscopeError('ENVIRONMENT', 'Open vSwitch has no datapath');
      return context.ovs.control('dpctl/dump-conntrack', [datapath, wanted]);
    },
  };
};

export const ovsCoverage: Reader = (_selectors, context) => ask(context, 'coverage/show');

export const ovsUpcalls: Reader = (_selectors, context) => ask(context, 'upcall/show');
