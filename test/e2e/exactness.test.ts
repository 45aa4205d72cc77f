// The lab against the recordings of the real cloud: every flow, rule, chain, neighbour, sysctl,
// port and link of every node, with identifiers named by what they are. What the recordings do
// not have (more servers, a second router) is held against its recorded twin.

import test from 'ava';
import { compareStates, restrict, type Difference } from '../lab/state/compare.ts';
import { COMMON_OBJECTS, isKnown, KNOWN_DIFFERENCES } from '../lab/state/differences.ts';
import type { NodeState } from '../lab/state/normalise.ts';
import { recordedStates, type RecordedFirewall } from '../lab/state/recorded-cloud.ts';
import { stateOfAll, theLab, type LabState } from './support.ts';

/** The recording each node of the lab is a copy of. */
const TWIN_CLOUD: Readonly<Record<string, RecordedFirewall>> = {
  cn1: 'hybrid',
  cn2: 'ovsfw',
  net1: 'hybrid',
};

const lab = theLab();
let states: LabState = new Map();
test.before(async () => {
  states = await stateOfAll(lab);
});

const differencesOn = (node: string, firewall: RecordedFirewall): readonly Difference[] =>
  compareStates(
    restrict(recordedStates(firewall).get(node) ?? new Map(), COMMON_OBJECTS),
    restrict(states.get(node) ?? new Map(), COMMON_OBJECTS),
  );

for (const [node, firewall] of Object.entries(TWIN_CLOUD))
  test(`${node} is as recorded with ${firewall}, but for the listed differences`, (t) => {
    const unknown = differencesOn(node, firewall).filter(
      (found) => !KNOWN_DIFFERENCES.some((known) => isKnown(known, node, found)),
    );
    t.deepEqual(unknown, []);
    const compared = restrict(recordedStates(firewall).get(node) ?? new Map(), COMMON_OBJECTS);
    const lines = [...compared.values()].reduce((sum, each) => sum + each.length, 0);
    t.log(`${lines} lines compared`);
    t.true(lines > 1000);
  });

test('every listed difference still occurs', (t) => {
  for (const known of KNOWN_DIFFERENCES)
    for (const node of known.nodes) {
      const found = differencesOn(node, TWIN_CLOUD[node] ?? 'hybrid');
      t.true(
        found.some((each) => isKnown(known, node, each)),
        `${node}: ${known.why}`,
      );
    }
});

/** Objects the recordings lack, each with one they have, on the same node and of the same kind. */
const TWINS: readonly (readonly [string, ReadonlyMap<string, string>])[] = [
  ['cn1', new Map([['t1', 'a1']])],
  ['cn2', new Map([['t2', 'b1']])],
];

const sectionsWithout = (state: NodeState, pattern: RegExp): NodeState =>
  new Map([...state].filter(([section]) => !pattern.test(section)));

const renamed = (state: NodeState, names: ReadonlyMap<string, string>): NodeState => {
  const rename = (text: string): string =>
    text.replaceAll(/\{([a-z-]+):([^}]+)\}/g, (_, kind: string, entity: string) => {
      const parts = entity.split('/').map((part) => names.get(part) ?? part);
      return `{${kind}:${parts.join('/')}}`;
    });
  return new Map(
    [...state].map(([section, lines]) => [rename(section), lines.map(rename).toSorted()]),
  );
};

const linesOf = (state: NodeState, name: string): NodeState => {
  const about = new RegExp(`[:/]${name}[}/]`);
  return new Map(
    [...state]
      .map(([section, lines]): [string, readonly string[]] => [
        section,
        about.test(section) ? lines : lines.filter((line) => about.test(line)),
      ])
      .filter(([, lines]) => lines.length > 0),
  );
};

for (const [node, names] of TWINS)
  for (const [ours, recorded] of names)
    test(`${ours} on ${node} has the same lines as ${recorded}, which was recorded`, (t) => {
      const state = sectionsWithout(states.get(node) ?? new Map(), /^namespaces$/);
      const twin = renamed(linesOf(state, recorded), new Map());
      const mine = renamed(linesOf(state, ours), names);
      t.deepEqual(mine, twin);
      t.true(mine.size > 5);
    });
