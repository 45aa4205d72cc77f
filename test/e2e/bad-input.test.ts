// What is wrong with a request, a server or a node is said in words, with the exit code for it, and
// never as a verdict about the path.

import test, { type ExecutionContext } from 'ava';
import type { Verdict } from '../../controller/src/report/verdict.ts';
import { accessOf } from '../lab/access.ts';
import { editDocument, writeDocument } from '../lab/api/document.ts';
import { applyFault } from '../lab/faults/catalogue.ts';
import { heal } from '../lab/faults/changes.ts';
import { victimOf } from '../lab/faults/victim.ts';
import { waitFor } from '../lab/host/wait.ts';
import { readFileSync } from 'node:fs';
import {
  killAgent,
  labAgentYaml,
  listedAgents,
  restartAgent,
  restartAgentWith,
  startAgentWith,
} from './agents.ts';
import { brief, hopscope, theLab, trace, type Ended } from './support.ts';
import { knownFault } from './verdicts.ts';

const lab = theLab();
const REMOTE = '198.51.100.10';
const EXIT_USAGE = 3;
const EXIT_INCONCLUSIVE = 2;
const SAID_MS = 15_000;

const refused = (t: ExecutionContext, ended: Ended, says: RegExp): void => {
  t.is(ended.code, EXIT_USAGE, ended.stderr);
  t.regex(ended.stderr, says);
  t.is(ended.stdout, '');
  t.notRegex(ended.stderr, /^\s+at /m, 'no stack for a person');
};

const traced = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  hopscope(lab, ['trace', ...args, '--inject'], env);

test('an unknown server is named', async (t) => {
  refused(t, await traced(['no-such-vm', REMOTE]), /no-such-vm/);
});

test('several servers of one name are listed', async (t) => {
  const { objectsFile } = accessOf(lab);
  const before = editDocument(objectsFile, (document) => ({
    ...document,
    servers: document.servers.map((server) =>
      server['name'] === 'b2' ? { ...server, name: 'a1' } : server,
    ),
  }));
  try {
    const ended = await traced(['a1', REMOTE]);
    const ids = lab.topology.servers.filter((s) => s.name === 'a1' || s.name === 'b2');
    refused(t, ended, /a1/);
    for (const { id } of ids) t.true(ended.stderr.includes(id), ended.stderr);
  } finally {
    writeDocument(objectsFile, before);
  }
});

for (const flow of ['not-an-address', `${REMOTE}:0`, `${REMOTE}:99999`, `${REMOTE}:80/sctp`, '::1'])
  test(`a flow that cannot be traced is refused: ${flow}`, async (t) => {
    refused(t, await traced(['a1', flow]), /./);
  });

test('an option that does not exist, and a time that is none, are refused', async (t) => {
  refused(t, await hopscope(lab, ['trace', 'a1', REMOTE, '--nonsense']), /nonsense/);
  refused(t, await hopscope(lab, ['trace', 'a1', REMOTE, '--live', 'soon']), /soon/);
  refused(t, await hopscope(lab, ['trace', 'a1', REMOTE, '--live', '2s', '--inject']), /./);
});

test('a NATS server that does not answer is named', async (t) => {
  const nowhere = `nats://${lab.topology.upstream.controllerIp}:4999`;
  refused(t, await traced(['a1', REMOTE], { HOPSCOPE_NATS: nowhere }), /4999/);
});

test('a NATS server without TLS is refused unless that is accepted', async (t) => {
  const ended = await traced(['a1', REMOTE], { HOPSCOPE_NATS_INSECURE: '' });
  refused(t, ended, /TLS/);
});

test('a wrong password is said to be that', async (t) => {
  refused(t, await traced(['a1', REMOTE], { OS_PASSWORD: 'wrong' }), /credentials|password|401/i);
});

test('a cloud that does not answer is named', async (t) => {
  const nowhere = `http://${lab.topology.upstream.controllerIp}:5999/v3`;
  refused(t, await traced(['a1', REMOTE], { OS_AUTH_URL: nowhere }), /5999/);
});

test('a user without the admin role is told what is missing', async (t) => {
  const ended = await traced(['a1', REMOTE], { OS_USERNAME: 'member', OS_PASSWORD: 'member' });
  refused(t, ended, /admin/);
});

test('an agent refuses a server without TLS and credentials', async (t) => {
  const yaml = labAgentYaml(lab, 'cn1', []).replace('  insecure: true\n', '');
  const { logPath } = startAgentWith(lab, 'cn1', 'agent-insecure', yaml);
  const log = (): string => readFileSync(logPath, 'utf8');
  await waitFor('the refusal', SAID_MS, () => /TLS/.test(log()));
  t.regex(log(), /insecure|TLS/);
  t.is((await listedAgents(lab)).filter(({ node }) => node === 'cn1').length, 1);
});

test('a second agent of one name is refused, and says so; the first goes on', async (t) => {
  const yaml = labAgentYaml(lab, 'cn1', ['policy: { inject: { allow: true } }']);
  const second = startAgentWith(lab, 'cn1', 'agent-second', yaml);
  try {
    await waitFor('the second agent', SAID_MS, async () =>
      (await listedAgents(lab)).some(({ node, state }) => node === 'cn1' && state === 'refused'),
    );
    const { verdict } = await trace(lab, 'a1', REMOTE, '--inject');
    t.is(verdict.status, 'DELIVERED', brief(verdict));
  } finally {
    process.kill(second.ref.pid, 'SIGTERM');
  }
});

test('a node on the path without an agent is named; a loss on it is INCONCLUSIVE', async (t) => {
  t.timeout(120_000);
  const names = (verdict: Verdict): boolean => verdict.limits.some((l) => l.includes('net1'));
  await killAgent(lab, 'net1', 'SIGTERM');
  try {
    // the answers prove that the packets arrived, whoever did not look
    const whole = await trace(lab, 'a1', REMOTE, '--inject');
    t.is(whole.verdict.status, 'DELIVERED', brief(whole.verdict));
    t.true(names(whole.verdict), brief(whole.verdict));

    const fault = knownFault('snat-ip-forward-off');
    const undo = await applyFault(accessOf(lab), fault, victimOf(lab.topology, 'a1', 'icmp'));
    const broken = await trace(lab, 'a1', REMOTE, '--inject');
    await heal(accessOf(lab), undo);
    t.is(broken.verdict.status, 'INCONCLUSIVE', brief(broken.verdict));
    t.is(broken.code, EXIT_INCONCLUSIVE);
    t.true(names(broken.verdict), brief(broken.verdict));
  } finally {
    await restartAgent(lab, 'net1');
  }
});
test('points that cannot be armed are named, and no loss is claimed there', async (t) => {
  t.timeout(120_000);
  // room for one ring only: the other captures of this node are refused
  const yaml = labAgentYaml(lab, 'net1', ['ringMiBMax: 2', 'policy: { inject: { allow: true } }']);
  await restartAgentWith(lab, 'net1', yaml);
  try {
    const { verdict } = await trace(lab, 'a1', REMOTE, '--inject');
    const unarmed = verdict.points.filter(({ armed }) => !armed);
    t.true(unarmed.length > 0, brief(verdict));
    t.true(unarmed.every(({ node }) => node === 'net1'));
    t.not(verdict.status, 'LOST', brief(verdict));
    t.true(
      verdict.limits.some((limit) => limit.includes('net1')),
      brief(verdict),
    );
  } finally {
    await restartAgent(lab, 'net1');
  }
});

test('a node whose policy forbids probes is not probed', async (t) => {
  t.timeout(120_000);
  const yaml = labAgentYaml(lab, 'cn1', ['policy: { inject: { allow: false } }']);
  await restartAgentWith(lab, 'cn1', yaml);
  try {
    const ended = await traced(['a1', REMOTE]);
    t.not(ended.code, 0);
    t.regex(ended.stderr + ended.stdout, /polic/i);
  } finally {
    await restartAgent(lab, 'cn1');
  }
});

test('a dry run shows path and points, and captures nothing', async (t) => {
  const ended = await hopscope(lab, ['trace', 'a1', REMOTE, '--dry-run']);
  t.is(ended.code, 0, ended.stderr);
  t.regex(ended.stdout, /tap/);
  t.regex(ended.stdout, /qg-/);
});
