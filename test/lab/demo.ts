// `hopscope demo`: raises a small DVR cloud of its own, traces a healthy path and two broken ones,
// shows the three verdicts as a person sees them, and takes everything down again, also on Ctrl-C.
// What a killed demo leaves behind is swept when the next lab or demo starts.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HopscopeError } from '@hopscope/proto';
import { z } from 'zod';
import { accessOf } from './access.ts';
import { applyFault, faultNamed } from './faults/catalogue.ts';
import { heal } from './faults/changes.ts';
import { destinationOf, victimOf, type Protocol, type Victim } from './faults/victim.ts';
import { labEnvironment } from './host/holder.ts';
import { readState } from './host/state.ts';
import { endLab } from './host/sweep.ts';
import type { Lab } from './lab.ts';
import { raiseLab } from './raise/raise.ts';
import { startBystanders } from './traffic/bystanders.ts';

const NAME = 'demo';
const HOPSCOPE = fileURLToPath(new URL('../../hopscope', import.meta.url));
const EXIT_WRONG = 1;
const EXIT_ENVIRONMENT = 3;

const verdictSchema = z.object({
  status: z.string(),
  causes: z.array(z.object({ code: z.string() })),
});

interface Scene {
  readonly title: string;
  readonly server: string;
  readonly protocol: Protocol;
  /** null: nothing is broken. */
  readonly fault: string | null;
}

const SCENES: readonly Scene[] = [
  { title: 'nothing is broken', server: 'a1', protocol: 'tcp', fault: null },
  {
    title: 'somebody removed a policy rule of the router on cn1',
    server: 'a1',
    protocol: 'icmp',
    fault: 'pbr-rule-missing',
  },
  {
    title: 'the project gave b1 a security group that lets nothing out',
    server: 'b1',
    protocol: 'tcp',
    fault: 'sg-egress-deny',
  },
];

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Runs the command in the lab with this terminal; resolves with its exit status. */
const inLab = (lab: Lab, argv: readonly string[]): Promise<number> => {
  const [file = '', ...args] = [...lab.enter('ctl'), ...argv];
  const env = {
    ...labEnvironment(lab.stateDirectory, lab.environment),
    ...(process.env['TERM'] === undefined ? {} : { TERM: process.env['TERM'] }),
    XDG_STATE_HOME: lab.stateDirectory,
  };
  const child = spawn(file, args, { stdio: 'inherit', env });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
};

/** Whether the verdict is the one the fault's table expects. */
const isRight = (bundle: string, scene: Scene, victim: Victim): boolean => {
  const text = readFileSync(join(bundle, 'verdict.json'), 'utf8');
  const { status, causes } = verdictSchema.parse(JSON.parse(text));
  const fault = scene.fault === null ? null : faultNamed(scene.fault);
  if (fault === null) return status === 'DELIVERED' && causes.length === 0;
  const expected = fault.expected(victim);
  return status === expected.status && causes[0]?.code === expected.cause;
};

const play = async (lab: Lab, scene: Scene, at: number): Promise<boolean> => {
  const victim = victimOf(lab.topology, scene.server, scene.protocol);
  const fault = scene.fault === null ? null : faultNamed(scene.fault);
  const bundle = join(lab.stateDirectory, `scene-${at}`);
  const words = ['trace', scene.server, destinationOf(victim), '--inject'];
  say(`\n--- ${at} of ${SCENES.length}: ${scene.title}`);
  say(`$ hopscope ${words.join(' ')}`);
  const undo = fault === null ? null : await applyFault(accessOf(lab), fault, victim);
  await inLab(lab, [HOPSCOPE, ...words, '-o', bundle]);
  if (undo !== null) await heal(accessOf(lab), undo);
  const right = isRight(bundle, scene, victim);
  say(`--- the verdict is ${right ? 'right' : 'WRONG'}${undo === null ? '' : '; healed'}`);
  return right;
};

const perform = async (): Promise<number> => {
  const startedAt = performance.now();
  const elapsed = (): string => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  const lab = await raiseLab({
    name: NAME,
    progress: (what, ms) => say(`${(ms / 1000).toFixed(1).padStart(5)} s  ${what}`),
  });
  startBystanders(lab);
  say(
    '   VMs a1 (iptables firewall) and b1 (OVS firewall) are traced; eight others talk meanwhile',
  );
  let right = 0;
  for (const [index, scene] of SCENES.entries()) if (await play(lab, scene, index + 1)) right += 1;
  await endLab(NAME);
  say(`\n${right} of ${SCENES.length} verdicts are right; the lab is down; ${elapsed()}`);
  return right === SCENES.length ? 0 : EXIT_WRONG;
};

/** Ends the lab of this demo, if it is up; never that of another demo that runs. */
const cleanUp = async (): Promise<void> => {
  if (readState(NAME)?.owner.pid === process.pid) await endLab(NAME);
};

const main = async (): Promise<void> => {
  // The trace hears the same Ctrl-C: that it ended without a verdict is no failure then.
  const end: { struck: Promise<never> | null } = { struck: null };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      say(`\n${signal}: taking the lab down`);
      const exit = (): never => process.exit(128 + constants.signals[signal]);
      end.struck ??= cleanUp().then(exit, exit);
    });
  try {
    process.exitCode = await perform();
  } catch (error) {
    if (end.struck !== null) await end.struck;
    if (!(error instanceof HopscopeError)) throw error;
    process.stderr.write(`hopscope demo: ${error.message}\n`);
    process.exitCode = EXIT_ENVIRONMENT;
  } finally {
    await (end.struck ?? cleanUp());
  }
};

if (import.meta.main) await main();
