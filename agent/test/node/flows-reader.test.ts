import test from 'ava';

import type { ReaderContext } from '../../src/node/evidence/reader.ts';
import { flows } from '../../src/node/evidence/readers/openflow.ts';
import { readSelectors } from '../../src/node/evidence/selectors.ts';

/** As ovs-vswitchd 3.1 prints `bridge/dump-flows`: table 0 is not named. */
const DUMP = `duration=9s, n_packets=0, n_bytes=0, priority=2,in_port=1,actions=drop
duration=9s, n_packets=4, n_bytes=8, priority=0,actions=goto_table:20
table_id=20, duration=9s, n_packets=3, n_bytes=6, priority=1,actions=output:2
table_id=254, duration=9s, n_packets=0, n_bytes=0, priority=0,reg0=0x1,actions=controller(reason=)
`;

const asked: [string, readonly string[]][] = [];

/** A node where Open vSwitch lives in a container: no program of it is installed. */
const context = {
  tools: { has: () => false },
  ovs: {
    control: (command: string, words: readonly string[]) => {
      asked.push([command, words]);
      return Promise.resolve(Buffer.from(DUMP));
    },
  },
} as unknown as ReaderContext;

const read = async (...selectors: string[]): Promise<string> => {
  const question = flows(readSelectors('flows', selectors), context);
  if (question.kind !== 'question') throw new Error('a program was to be run');
  return (await question.ask()).toString('utf8');
};

test('without ovs-ofctl the flows come from ovs-vswitchd, one table picked', async (t) => {
  t.is(await read('bridge=br-int'), DUMP);
  t.deepEqual(asked.at(-1), ['bridge/dump-flows', ['br-int']]);
  t.regex(await read('bridge=br-int', 'table=20'), /^table_id=20, .*output:2$/);
  const first = (await read('bridge=br-int', 'table=0')).trim().split('\n');
  t.is(first.length, 2);
  t.true(first.every((line) => !line.includes('table_id')));
  t.is(await read('bridge=br-int', 'table=2'), '');
});
