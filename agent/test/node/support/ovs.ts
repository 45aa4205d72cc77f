// A private Open vSwitch inside one namespace, in the userspace datapath, for tests of describe
// and of the readers that ask it.

import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from './eventually.ts';

const SCHEMA = '/usr/share/openvswitch/vswitch.ovsschema';

export interface Ovs {
  readonly runDir: string;
  readonly vsctl: (...args: string[]) => string;
  readonly ofctl: (...args: string[]) => string;
  readonly appctl: (...args: string[]) => string;
  readonly close: () => Promise<void>;
}

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
};

export const startOvs = async (netns: string): Promise<Ovs> => {
  const runDir = mkdtempSync(join(tmpdir(), 'hopscope-ovs-'));
  const env = { ...process.env, OVS_RUNDIR: runDir, OVS_LOGDIR: runDir, OVS_DBDIR: runDir };
  const enter = ['netns', 'exec', netns];
  const run = (...argv: string[]): string =>
    execFileSync('ip', [...enter, ...argv], { env, stdio: ['ignore', 'pipe', 'pipe'] }).toString();
  const start = (...argv: string[]): ChildProcess =>
    spawn('ip', [...enter, ...argv], { env, cwd: runDir, stdio: 'ignore' });
  const socket = join(runDir, 'db.sock');
  run('ovsdb-tool', 'create', join(runDir, 'conf.db'), SCHEMA);
  const database = start('ovsdb-server', join(runDir, 'conf.db'), `--remote=punix:${socket}`);
  await eventually(() => existsSync(socket));
  const vsctl = (...args: string[]): string => run('ovs-vsctl', `--db=unix:${socket}`, ...args);
  vsctl('--no-wait', 'init');
  const switchd = start('ovs-vswitchd', `unix:${socket}`, '--pidfile', '--disable-system');
  await eventually(() => existsSync(join(runDir, `ovs-vswitchd.${switchd.pid}.ctl`)));
  return {
    runDir,
    vsctl,
    ofctl: (...args) => run('ovs-ofctl', '-O', 'OpenFlow13', ...args),
    appctl: (...args) => run('ovs-appctl', ...args),
    close: async () => {
      await end(switchd);
      await end(database);
      rmSync(runDir, { recursive: true, force: true });
    },
  };
};
