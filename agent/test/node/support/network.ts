// Throw-away namespaces and devices for one test file: names carry a prefix and the pid, and all
// goes at the end, also when a test fails.

import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const PREFIX = 'hsA';

export interface Network {
  /** A new namespace; its name. */
  readonly netns: (label: string) => string;
  /** Runs `ip`, or anything else, and gives what it prints. */
  readonly sh: (...argv: string[]) => string;
  readonly inside: (netns: string, ...argv: string[]) => string;
  /** A veth pair, both up: `a` in namespace `from`, `b` in `to`. No IPv6: counts are exact. */
  readonly veth: (from: string, a: string, to: string, b: string) => void;
  readonly close: () => void;
}

const run = (argv: readonly string[]): string =>
  execFileSync(argv[0]!, argv.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] }).toString('utf8');

/** Namespaces of test processes that are gone. */
const sweep = (): void => {
  for (const name of readdirSync('/run/netns')) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || Number(pid) === process.pid) continue;
    try {
      process.kill(Number(pid), 0);
    } catch {
      run(['ip', 'netns', 'del', name]);
    }
  }
};

export const openNetwork = (): Network => {
  const names: string[] = [];
  const inside = (netns: string, ...argv: string[]): string =>
    run(['ip', 'netns', 'exec', netns, ...argv]);
  return {
    sh: (...argv) => run(argv),
    inside,
    netns: (label) => {
      const name = `${PREFIX}${process.pid}-${label}`;
      run(['ip', 'netns', 'add', name]);
      names.push(name);
      sweep();
      for (const scope of ['all', 'default'])
        inside(name, 'sysctl', '-qw', `net.ipv6.conf.${scope}.disable_ipv6=1`);
      inside(name, 'ip', 'link', 'set', 'lo', 'up');
      return name;
    },
    veth: (from, a, to, b) => {
      run(['ip', '-n', from, 'link', 'add', a, 'type', 'veth', 'peer', 'name', b, 'netns', to]);
      run(['ip', '-n', from, 'link', 'set', a, 'up']);
      run(['ip', '-n', to, 'link', 'set', b, 'up']);
    },
    close: () => {
      for (const name of names.splice(0)) run(['ip', 'netns', 'del', name]);
    },
  };
};

/** Two namespaces and a veth between them, with addresses 10.9.0.1 (a) and 10.9.0.2 (b). */
export const openPair = (
  network: Network,
  label: string,
): { a: string; b: string; devA: string; devB: string } => {
  const a = network.netns(`${label}a`);
  const b = network.netns(`${label}b`);
  network.veth(a, 'va', b, 'vb');
  network.sh('ip', '-n', a, 'addr', 'add', '10.9.0.1/24', 'dev', 'va');
  network.sh('ip', '-n', b, 'addr', 'add', '10.9.0.2/24', 'dev', 'vb');
  return { a, b, devA: 'va', devB: 'vb' };
};
