// `hopscope analyze` on every capture of the real cloud: each flow delivered, every packet seen at
// every point, nothing lost, with both firewalls.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { verdictSchema } from '../../src/report/verdict.ts';
import { recordedFiles, type Firewall, type Traffic } from '../helpers/recorded.ts';
import { openShell } from './cli.ts';

const whole = test.macro<[Firewall, Traffic]>({
  async exec(t, firewall, traffic) {
    const { run, folder } = openShell(t);
    for (const protocol of ['icmp', 'tcp', 'udp'] as const) {
      const recorded = recordedFiles(firewall, traffic, protocol);
      const conntrack = recorded.conntrack.map(({ path, node, netns }) => ({
        file: path,
        node,
        netns,
      }));
      const map = join(folder, `${protocol}.json`);
      writeFileSync(map, JSON.stringify({ ...recorded.map, conntrack }));
      const paths = recorded.files.map((file) => join(recorded.folder, 'pcap', file));
      const done = await run('analyze', '--map', map, ...paths, '--json');
      const { status, points, segments, packets } = verdictSchema.parse(JSON.parse(done.stdout));
      t.deepEqual([done.code, status], [0, 'DELIVERED'], `${protocol}: ${done.stderr}`);
      for (const direction of ['forward', 'reply']) {
        const seen = points.filter((point) => point.direction === direction);
        t.true(seen.length >= 6 && (seen[0]?.packets ?? 0) >= 3);
        t.is(new Set(seen.map((point) => point.packets)).size, 1, `${protocol} ${direction}`);
      }
      t.true(segments.every(({ lost }) => lost === 0));
      t.is(packets.answered, packets.sent);
    }
  },
  title: (_, firewall, traffic) =>
    `every recorded packet of ${traffic} is delivered, with the ${firewall} firewall`,
});

for (const firewall of ['hybrid', 'ovsfw'] as const) {
  for (const traffic of ['snat', 'fip', 'ew'] as const) test(whole, firewall, traffic);
}
