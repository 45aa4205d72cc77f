// A console with a terminal, through a real NATS server and a real pseudoterminal.
import test from 'ava';

import { setUp } from './support/set-up.ts';

test.serial('a shell runs, and its exit status comes back', async (t) => {
  const { open, agent } = await setUp(t);
  const console = await open({ term: 'xterm', client: 'somebody@somewhere' });
  console.type('echo "$((6 * 7)) $TERM"; exit 7\n');
  const end = await console.ended.promise;
  t.like(end, { reason: 'exit', exitCode: 7, signal: 0 });
  t.regex(console.text(), /^42 xterm\r$/m);
  t.log(agent.nodeLog);
});
