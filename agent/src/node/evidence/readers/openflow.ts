// OpenFlow flows, meters and ports. ovs-ofctl asks the bridge for the wanted flows only; where it
// is not installed (it lives in a container), ovs-vswitchd prints all of a bridge, and lines are
// picked.

import { program } from '../reader.ts';
import type { Reader } from '../reader.ts';
import { one, required } from '../selectors.ts';

/** Lines of `bridge/dump-flows` of one table; its first table is not printed as such. */
const linesOfTable = (text: string, table: string | undefined): string => {
  if (table === undefined) return text;
  const wanted = `table_id=${table},`;
  const isWanted = (line: string): boolean =>
    table === '0' ? !line.includes('table_id=') || line.includes(wanted) : line.includes(wanted);
  return text.split('\n').filter(isWanted).join('\n');
};

export const flows: Reader = (selectors, context) => {
  const bridge = required('flows', selectors, 'bridge');
  const table = one(selectors, 'table');
  const match = one(selectors, 'match');
  if (!context.tools.has('ovs-ofctl'))
    return {
      kind: 'question',
      argv: ['ovs-appctl', 'bridge/dump-flows', bridge],
      ask: async () => {
        const text = (await context.ovs.control('bridge/dump-flows', [bridge])).toString('utf8');
        return Buffer.from(linesOfTable(text, table), 'utf8');
      },
    };
  const wanted = [...(table === undefined ? [] : [`table=${table}`]), ...(match ? [match] : [])];
  const filter = wanted.length === 0 ? [] : [wanted.join(',')];
  return program(
    context,
    'ovs-ofctl',
    '-O',
    'OpenFlow13',
    '--names',
    'dump-flows',
    bridge,
    ...filter,
  );
};

export const meters: Reader = (selectors, context) => {
  const bridge = required('ovs-meters', selectors, 'bridge');
  return program(context, 'ovs-ofctl', '-O', 'OpenFlow13', 'meter-stats', bridge);
};

export const meterLimits: Reader = (selectors, context) => {
  const bridge = required('ovs-meter-limits', selectors, 'bridge');
  return program(context, 'ovs-ofctl', '-O', 'OpenFlow13', 'dump-meters', bridge);
};

/** Only version 1.0 has all that a port can be set to; the agent of Neutron needs it too. */
export const ports: Reader = (selectors, context) => {
  const bridge = required('openflow-ports', selectors, 'bridge');
  return program(context, 'ovs-ofctl', '-O', 'OpenFlow10', 'dump-ports-desc', bridge);
};
