// show, traces and analyze on what is kept: bundles of recorded captures, and the captures
// themselves.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { judge } from '../../src/pipeline.ts';
import { correlate } from '../../src/correlate/mod.ts';
import { verdictSchema } from '../../src/report/verdict.ts';
import type { Recording } from '../../src/run/recording.ts';
import { lose } from '../helpers/lose.ts';
import { recordedRecording } from '../helpers/recorded.ts';
import { openShell } from './cli.ts';
import type { Shell } from './cli.ts';

const HEALTHY: Recording = {
  ...recordedRecording('hybrid', 'snat', 'icmp'),
  trace: 't-0001',
  startedAt: '2026-11-23T10:00:00.000Z',
};
const BROKEN: Recording = {
  ...lose(HEALTHY, correlate(HEALTHY), (direction, _, point) => direction === 'reply' || point > 4),
  trace: 't-0002',
  startedAt: '2026-11-23T11:00:00.000Z',
};

const withTraces = (shell: Shell, ...recordings: readonly Recording[]): Shell => {
  for (const recording of recordings)
    shell.context.store.save(judge(recording, { elapsedMs: () => 0 }));
  return shell;
};

test('show prints a kept trace and exits as the trace did', async (t) => {
  const { run } = withTraces(openShell(t), HEALTHY, BROKEN);
  const healthy = await run('show', 't-0001');
  t.is(healthy.code, 0);
  t.regex(healthy.stdout, /^DELIVERED /);
  const broken = await run('show', 't-0002');
  t.is(broken.code, 1);
  t.regex(broken.stdout, /^LOST /);
  t.regex((await run('show', 't-0002', '--md')).stdout, /^## LOST: /);
});

test('show --json is a verdict by its schema and nothing else', async (t) => {
  const { run } = withTraces(openShell(t), HEALTHY);
  const { stdout, stderr } = await run('show', '--json');
  t.is(verdictSchema.parse(JSON.parse(stdout)).status, 'DELIVERED');
  t.is(stderr, '');
});

test('traces lists newest first, as a table and as JSON', async (t) => {
  const { run } = withTraces(openShell(t), HEALTHY, BROKEN);
  const table = (await run('traces')).stdout.split('\n');
  t.regex(table[0] ?? '', /^TRACE +STARTED \(UTC\) +STATUS +SUMMARY$/);
  t.regex(table[1] ?? '', /^t-0002 +2026-11-23 11:00:00 +LOST +/);
  t.regex(table[2] ?? '', /^t-0001 +2026-11-23 10:00:00 +DELIVERED +/);
  const rows = JSON.parse((await run('traces', '--json')).stdout) as { trace: string }[];
  t.deepEqual(
    rows.map(({ trace }) => trace),
    ['t-0002', 't-0001'],
  );
});

test('analyze judges a bundle as the live run did', async (t) => {
  const { run, folder } = withTraces(openShell(t), BROKEN);
  const shown = JSON.parse((await run('show', '--json')).stdout);
  const again = await run('analyze', 't-0002', '--json');
  t.is(again.code, 1);
  t.deepEqual({ ...JSON.parse(again.stdout), timings: {} }, { ...shown, timings: {} });
  const copied = await run('analyze', 't-0002', '-o', 'copy');
  t.is(copied.code, 1);
  t.true(readdirSync(join(folder, 'copy')).includes('merged.pcapng'));
  t.is((await run('show', 'copy')).code, 1);
});

const FOLDER = new URL('../../../test/fixtures/recorded/hybrid/snat/pcap/', import.meta.url)
  .pathname;

test('analyze judges foreign captures with a map', async (t) => {
  const { run, folder } = openShell(t);
  mkdirSync(join(folder, 'captures'));
  for (const name of ['02-cn1-tap', '10-net1-snat-qg'])
    writeFileSync(join(folder, 'captures', `${name}.pcap`), readFileSync(`${FOLDER}${name}.pcap`));
  const tap = { file: '02-cn1-tap.pcap', node: 'cn1', device: 'tap', role: 'tap' };
  const qg = { file: 'captures/10-net1-snat-qg.pcap', node: 'net1', device: 'qg', role: 'qg' };
  const map = {
    schema: 'hopscope.map/1',
    flow: { local: '10.1.0.52', remote: '198.51.100.10', protocol: 'icmp', nat: '172.24.4.180' },
    forward: [
      { ...tap, side: 'in' },
      { ...qg, side: 'out', address: 'nat' },
    ],
    reply: [
      { ...qg, side: 'in', address: 'nat' },
      { ...tap, side: 'out' },
    ],
    window: 'whole',
  };
  writeFileSync(join(folder, 'map.json'), JSON.stringify(map));
  const { code, stdout } = await run('analyze', '--map', 'map.json', 'captures/02-cn1-tap.pcap');
  t.is(code, 0, stdout);
  t.regex(stdout, /^DELIVERED {2}10\.1\.0\.52 -> 198\.51\.100\.10 icmp, out and back, 4 of 4/);
  t.notRegex(stdout, /kept/);
});

test('analyze says what is wrong with a map', async (t) => {
  const { run, folder } = openShell(t);
  writeFileSync(join(folder, 'tap.pcap'), readFileSync(`${FOLDER}02-cn1-tap.pcap`));
  const tap = { file: 'tap.pcap', node: 'cn1', device: 'tap', role: 'tap', side: 'in' };
  const flow = { local: '10.1.0.52', remote: '198.51.100.10', protocol: 'icmp' };
  const map = { schema: 'hopscope.map/1', flow, forward: [tap] };
  const said = async (text: string): Promise<string> => {
    writeFileSync(join(folder, 'map.json'), text);
    const { code, stderr } = await run('analyze', '--map', 'map.json');
    t.is(code, 3);
    return stderr;
  };
  const of = (change: object): Promise<string> => said(JSON.stringify({ ...map, ...change }));
  t.regex(await said('{'), /the map file is no JSON/);
  t.regex(await of({ forward: [{ ...tap, side: 'left' }] }), /expected one of "in"\|"out"/);
  t.regex(await of({ forwards: [] }), /Unrecognized key: "forwards"/);
  t.regex(await of({ forward: [tap, tap] }), /tap\.pcap in is listed before[^]*forward\[1\]\.file/);
  t.regex(await of({ forward: [{ ...tap, address: 'nat' }] }), /flow\.nat is not given/);
  t.regex(await of({ forward: [{ ...tap, file: 'tap.pcap#3' }] }), /no interface tap\.pcap#3/);
  const other = await of({ flow: { ...flow, local: '10.9.0.1' } });
  t.regex(other, /no file has a packet of 10\.9\.0\.1 -> 198\.51\.100\.10 icmp/);
});

test('analyze says which file is missing or is no capture', async (t) => {
  const { run, folder } = openShell(t);
  const point = { file: 'gone.pcap', node: 'n', device: 'd', role: 'tap', side: 'in' };
  const map = {
    schema: 'hopscope.map/1',
    flow: { local: '10.1.0.52', remote: '198.51.100.10', protocol: 'icmp' },
    forward: [point],
  };
  writeFileSync(join(folder, 'map.json'), JSON.stringify(map));
  const missing = await run('analyze', '--map', 'map.json');
  t.is(missing.code, 3);
  t.regex(missing.stderr, /cannot read .*gone\.pcap/);
  writeFileSync(join(folder, 'gone.pcap'), 'this is no capture at all');
  const text = await run('analyze', '--map', 'map.json');
  t.is(text.code, 3);
  t.regex(text.stderr, /gone\.pcap: not a pcap or pcapng file/);
});
