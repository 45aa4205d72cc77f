// A private Open vSwitch for one test: ovsdb-server and ovs-vswitchd in a folder of their own,
// with dummy devices, so that nothing of the machine is touched.

import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const DEADLINE_MS = 10_000;
const SCHEMA = '/usr/share/openvswitch/vswitch.ovsschema';

export interface Daemons {
  readonly runDir: string;
  readonly vsctl: (...args: string[]) => string;
  readonly stopVswitchd: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const until = async (holds: () => boolean, what: string): Promise<void> => {
  const deadline = performance.now() + DEADLINE_MS;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`no ${what}`);
    await delay(10);
  }
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};

export const startDaemons = async (): Promise<Daemons> => {
  const runDir = mkdtempSync(join(tmpdir(), 'hopscope-ovs-'));
  const env = { ...process.env, OVS_RUNDIR: runDir, OVS_LOGDIR: runDir, OVS_DBDIR: runDir };
  const run = (tool: string, ...args: string[]): string =>
    execFileSync(tool, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const start = (tool: string, ...args: string[]): ChildProcess =>
    spawn(tool, args, { env, cwd: runDir, stdio: 'ignore' });

  run('ovsdb-tool', 'create', join(runDir, 'conf.db'), SCHEMA);
  const socket = join(runDir, 'db.sock');
  const database = start('ovsdb-server', join(runDir, 'conf.db'), `--remote=punix:${socket}`);
  await until(() => existsSync(socket), 'ovsdb-server');
  const vsctl = (...args: string[]): string => run('ovs-vsctl', `--db=unix:${socket}`, ...args);
  vsctl('--no-wait', 'init');
  const switchd = start('ovs-vswitchd', `unix:${socket}`, '--pidfile', '--enable-dummy=override');
  await until(() => existsSync(join(runDir, `ovs-vswitchd.${switchd.pid}.ctl`)), 'ovs-vswitchd');
  return {
    runDir,
    vsctl,
    stopVswitchd: () => end(switchd),
    close: async () => {
      await Promise.all([end(switchd), end(database)]);
      rmSync(runDir, { recursive: true, force: true });
    },
  };
};
