// What it costs to watch tracked connections of one flow in a router where others come and go:
// the kernel's filter beside conntrack(8), which prints every event and leaves the choice to its
// reader.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { openKernel } from '../../../agent/src/node/capture/kernel.ts';
import { startConntrackWatch } from '../../../agent/src/node/evidence/conntrack-watch.ts';
import { openNamespaces } from '../../../agent/src/node/netns/namespaces.ts';
import { TICK_MS, ticksOf } from './cost.ts';
import { VM_ADDRESS } from './large-node.ts';
import type { LargeNode } from './large-node.ts';

/** Connections that are made and taken away: two events each. */
const CONNECTIONS = 20_000;
export const EVENTS = 2 * CONNECTIONS;

/** Ends when all of them are gone again. */
const churn = async (node: LargeNode): Promise<void> => {
  const line = '-I -p udp -s 10.250.$((i/250)).$((i%250)) -d 203.0.113.8 --sport 7 --dport 7 -t 60';
  const make =
    `for i in $(seq ${CONNECTIONS}); do echo "${line}"; done | conntrack -R - >/dev/null 2>&1; ` +
    'conntrack -D -d 203.0.113.8 >/dev/null 2>&1; true';
  const child = spawn('ip', ['netns', 'exec', node.router, 'sh', '-c', make], { stdio: 'ignore' });
  await once(child, 'close');
};

/** Milliseconds of a processor that this process, and another one, used meanwhile. */
const usedBy = async (pid: number | null, work: () => Promise<void>): Promise<number> => {
  const ticks = (): number => ticksOf('self', false) + (pid === null ? 0 : ticksOf(pid, false));
  const before = ticks();
  await work();
  return (ticks() - before) * TICK_MS;
};

const watchNow = async (node: LargeNode): Promise<number> => {
  const kernel = openKernel();
  const namespaces = openNamespaces(kernel);
  const watch = startConntrackWatch(
    { kernel, namespaces, now: () => ({ sec: 0, nsec: 0 }) },
    { netns: node.router, addresses: [VM_ADDRESS] },
    { messages: () => undefined, trouble: (netns, message) => console.log(netns, message) },
  );
  const cpuMs = await usedBy(null, () => churn(node));
  watch.stop();
  return cpuMs;
};

const watchBefore = async (node: LargeNode): Promise<number> => {
  const args = ['-E', '-o', 'timestamp,extended,id', '-b', String(4 * 1024 * 1024)];
  const child = spawn('ip', ['netns', 'exec', node.router, 'conntrack', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const wanted = new Set([`src=${VM_ADDRESS}`, `dst=${VM_ADDRESS}`]);
  let found = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.split(/\s+/).some((word) => wanted.has(word))) found += 1;
  });
  await once(child, 'spawn');
  const cpuMs = await usedBy(child.pid ?? null, () => churn(node));
  child.kill('SIGTERM');
  await once(child, 'close');
  return found === 0 ? cpuMs : Number.NaN;
};

/** Of a processor, milliseconds, for the events of one churn. */
export const eventCosts = async (node: LargeNode): Promise<{ now: number; before: number }> => ({
  now: await watchNow(node),
  before: await watchBefore(node),
});
