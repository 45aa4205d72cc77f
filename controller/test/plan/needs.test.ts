// The shopping list of explain: narrow reads, known selectors, few of them before the window.
import { READERS } from '@hopscope/proto';
import test from 'ava';
import { evidenceNeeds } from '../../src/plan/needs.ts';
import { type Firewall, recordedPath } from '../explain/case-builder.ts';

const FIREWALLS: readonly Firewall[] = ['hybrid', 'ovsfw'];
const SOURCES = ['a1', 'a2'] as const;

/** Files of the kernel, and questions to it or to Open vSwitch: no program is run for them. */
const STARTS_NOTHING: ReadonlySet<string> = new Set([
  'conntrack',
  'conntrack-stats',
  'device-counters',
  'drop-reasons',
  'ha-state',
  'neighbour-stats',
  'nstat',
  'ovs-upcalls',
  'ovs-coverage',
  'ovsdb',
  'softnet',
  'sysctls',
  'tunnel-neighbours',
]);

const keyOf = (selector: string): string => selector.split('=')[0] ?? '';

for (const firewall of FIREWALLS)
  for (const source of SOURCES) {
    test(`${firewall} ${source}: every selector is one its reader knows`, async (t) => {
      const needs = evidenceNeeds(await recordedPath(t, firewall, source));
      t.true(needs.length > 20);
      for (const { reader, selectors, netns } of needs) {
        const known: readonly string[] = READERS[reader].selectors;
        for (const selector of selectors) {
          const key = keyOf(selector);
          t.true(known.includes(key) || known.includes(`${key}*`), `${reader} ${selector}`);
          t.notRegex(selector, /=$|undefined|null/);
        }
        t.true(netns === '' || READERS[reader].netns, reader);
      }
    });

    test(`${firewall} ${source}: no whole flow table but small ones, no whole conntrack`, async (t) => {
      const needs = evidenceNeeds(await recordedPath(t, firewall, source));
      const wide = needs.filter(
        ({ reader, selectors }) =>
          (reader === 'flows' && !selectors.some((one) => keyOf(one) === 'match')) ||
          (reader === 'conntrack' && !selectors.some((one) => keyOf(one) === 'src')),
      );
      // The canary of br-int, and the translation of local VLANs: one flow per external network.
      for (const { selectors } of wide)
        t.true(
          selectors.includes('table=23') || selectors.includes('table=2'),
          selectors.join(' '),
        );
    });

    test(`${firewall} ${source}: at most 25 programs a node, 8 of them before the window`, async (t) => {
      const needs = evidenceNeeds(await recordedPath(t, firewall, source));
      for (const node of new Set(needs.map((need) => need.node))) {
        const here = needs.filter((need) => need.node === node);
        t.true(here.length <= 48, `${node}: ${here.length} reads`);
        const programs = here.filter(({ reader }) => !STARTS_NOTHING.has(reader));
        t.true(programs.length <= 25, `${node}: ${programs.length} programs`);
        const before = programs.filter(({ phase }) => phase !== 'after').length;
        t.true(before <= 8, `${node}: ${before} before`);
      }
    });
  }

test('nothing is asked twice', async (t) => {
  const needs = evidenceNeeds(await recordedPath(t, 'hybrid'));
  const keys = needs.map(({ node, reader, netns, selectors }) =>
    [node, reader, netns, ...selectors].join(' '),
  );
  t.is(new Set(keys).size, keys.length);
});

test('counters of every device of the path are read before and after, once per namespace', async (t) => {
  const path = await recordedPath(t, 'hybrid');
  const needs = evidenceNeeds(path).filter(({ reader }) => reader === 'device-counters');
  for (const { node, netns, device } of path.points) {
    const found = needs.filter((need) => need.node === node && need.netns === netns);
    t.is(found.length, 1);
    t.true(found[0]?.selectors.includes(`dev=${device}`));
    t.is(found[0]?.phase, 'both');
  }
});
