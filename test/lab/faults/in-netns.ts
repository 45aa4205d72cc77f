// Short forms of what faults do on a node and inside its namespaces: ip, sysctl, ovs-vsctl.

import type { Step } from './changes.ts';

/** `ip ...` inside a namespace. */
export const ip = (node: string, netns: string, ...args: readonly string[]): Step => ({
  node,
  argv: ['ip', '-n', netns, ...args],
});

/** `ip ...` in the node's (or another host's) own namespace. */
export const hostIp = (node: string, ...args: readonly string[]): Step => ({
  node,
  argv: ['ip', ...args],
});

export const sysctl = (node: string, netns: string, setting: string): Step => ({
  node,
  argv: ['ip', 'netns', 'exec', netns, 'sysctl', '-qw', setting],
});

/** A sysctl of the node's own namespace. */
export const hostSysctl = (node: string, setting: string): Step => ({
  node,
  argv: ['sysctl', '-qw', setting],
});

export const vsctl = (node: string, ...args: readonly string[]): Step => ({
  node,
  argv: ['ovs-vsctl', '--timeout=10', ...args],
});
