// Two namespaces with a veth between them, for one run of a benchmark: load goes in at `va`, the
// captures listen at `vb`. Names carry the pid and are removed at the end.

import { execFileSync } from 'node:child_process';

export interface Pair {
  readonly sender: string;
  readonly receiver: string;
  /** Packets that arrived at the captured device so far. */
  readonly arrived: () => number;
  readonly close: () => void;
}

export const SENDER_DEVICE = 'va';
export const CAPTURED_DEVICE = 'vb';

const ip = (...argv: string[]): string =>
  execFileSync('ip', argv, { stdio: ['ignore', 'pipe', 'pipe'] }).toString('utf8');

export const openPair = (): Pair => {
  const sender = `hsBench${process.pid}-a`;
  const receiver = `hsBench${process.pid}-b`;
  const made: string[] = [];
  const close = (): void => {
    for (const name of made.splice(0)) ip('netns', 'del', name);
  };
  try {
    for (const name of [sender, receiver]) {
      ip('netns', 'add', name);
      made.push(name);
      // no neighbour discovery between the counted packets
      for (const scope of ['all', 'default'])
        ip('netns', 'exec', name, 'sysctl', '-qw', `net.ipv6.conf.${scope}.disable_ipv6=1`);
    }
    const peer = ['peer', 'name', CAPTURED_DEVICE, 'netns', receiver];
    ip('-n', sender, 'link', 'add', SENDER_DEVICE, 'type', 'veth', ...peer);
    ip('-n', sender, 'link', 'set', SENDER_DEVICE, 'up');
    ip('-n', receiver, 'link', 'set', CAPTURED_DEVICE, 'up');
  } catch (error) {
    close();
    throw error;
  }
  return {
    sender,
    receiver,
    arrived: () => {
      const text = ip('-n', receiver, '-s', '-j', 'link', 'show', CAPTURED_DEVICE);
      const [link] = JSON.parse(text) as { stats64: { rx: { packets: number } } }[];
      return link?.stats64.rx.packets ?? 0;
    },
    close,
  };
};
