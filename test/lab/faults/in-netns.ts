// Short forms of what faults do inside a namespace of a node: ip, sysctl, ovs-vsctl.

import type { Step } from './changes.ts';

/** `ip ...` inside a namespace. */
export const ip = (node: string, netns: string, ...args: readonly string[]): Step => ({
  node,
  argv: ['ip', '-n', netns, ...args],
});

export const sysctl = (node: string, netns: string, setting: string): Step => ({
  node,
  argv: ['ip', 'netns', 'exec', netns, 'sysctl', '-qw', setting],
});

export const vsctl = (node: string, ...args: readonly string[]): Step => ({
  node,
  argv: ['ovs-vsctl', '--timeout=10', ...args],
});
