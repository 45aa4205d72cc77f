// docs/CAUSES.md from the cause files, so that the page cannot say something else than the code.
// Pure; a test writes it to disk when asked and compares it always.

import { type Cause } from './cause.ts';
import { CAUSES, FALLBACKS, LAST_NOTE, LAST_RESORT, NOTES } from './registry.ts';

/** Rows of the failure catalogue that have no cause, and why. */
const WITHOUT_CAUSE: Readonly<Record<number, string>> = {
  37: 'a backup router moves the gateway MAC on the switch outside the cloud: nothing on a node shows it',
  57: 'a network node that is itself a VM behind a filtering switch: only its hypervisor shows it',
};

/** Rows of the failure catalogue (neutron-dvr.md section 6). */
const ROWS = 59;

const list = (words: readonly string[]): string => (words.length === 0 ? '-' : words.join(', '));

const row = (cause: Cause): string => {
  const cells = [
    `<a id="${cause.code.toLowerCase()}"></a>\`${cause.code}\``,
    cause.owner,
    cause.summary,
    list(cause.segments),
    list(cause.directions),
    list(cause.catalogue.map(String)),
  ];
  return `| ${cells.join(' | ')} |`;
};

const table = (causes: readonly Cause[]): string[] => [
  '| code | owner | what it means | segments | direction | rows |',
  '|---|---|---|---|---|---|',
  ...causes.map(row),
];

const byCode = (causes: readonly Cause[]): Cause[] =>
  causes.toSorted((a, b) => a.code.localeCompare(b.code));

const coverage = (causes: readonly Cause[]): string[] => {
  const covered = new Set(causes.flatMap(({ catalogue }) => catalogue));
  const missing = Array.from({ length: ROWS }, (_, index) => index + 1).filter(
    (number) => !covered.has(number),
  );
  return [
    `${covered.size} of the ${ROWS} rows of the failure catalogue have a cause. Without one:`,
    '',
    ...missing.map((number) => `- row ${number}: ${WITHOUT_CAUSE[number] ?? 'no cause yet'}`),
  ];
};

/** Rows of the catalogue that neither have a cause nor a reason for having none. */
export const unexplainedRows = (causes: readonly Cause[] = [...CAUSES, ...NOTES]): number[] => {
  const covered = new Set(causes.flatMap(({ catalogue }) => catalogue));
  return Array.from({ length: ROWS }, (_, index) => index + 1).filter(
    (number) => !covered.has(number) && WITHOUT_CAUSE[number] === undefined,
  );
};

const CONFIDENCE = `## How sure a cause is

- **confirmed**: the lost packet was walked through the parsed rules, chains, tables or flows to
  its end, nothing on the way undecided; or a counter that only this port or flow can move moved by
  what was lost; or a switch was found that decides for every packet at that place.
- **likely**: state that fits the loss, or a shared counter that moved.
- **possible**: a circumstance worth knowing; never the answer by itself.

Nothing is concluded from what was not read: a cause whose evidence is missing is not named. When
nothing is lost no cause is named; what is delivered, but not as planned, is a note and never
confirmed.

## Owners

\`tenant\`: the project's own configuration or guest; the platform does what it was asked.
\`platform\`: the cloud's nodes and agents. \`upstream\`: beyond the external network card. Where a
cause can be either, its text says which and the verdict names the owner of this case.`;

/** The whole page; `stateOnly`: what only checks name, code to sentence. */
export const causesPage = (stateOnly: Readonly<Record<string, string>>): string => {
  const notes = [...NOTES, LAST_NOTE].filter((note) => !CAUSES.includes(note));
  const all = [...CAUSES, ...NOTES, LAST_NOTE, LAST_RESORT];
  return [
    '# Causes',
    '',
    'Generated from `controller/src/explain/causes/`; do not edit. `hopscope` names a cause by its',
    'code; every finding carries its evidence, the command that shows each line of it, who else is',
    'hit, and the fixes with scope, risk and undo.',
    '',
    CONFIDENCE,
    '',
    '## Causes of a loss',
    '',
    ...table(byCode([...CAUSES, ...FALLBACKS, LAST_RESORT])),
    '',
    '## Delivered, but not as planned',
    '',
    ...table(byCode(notes)),
    '',
    '## Seen in the state alone',
    '',
    'Suspects of `hopscope check` that no packet proves.',
    '',
    '| code | what it means |',
    '|---|---|',
    ...Object.entries(stateOnly).map(
      ([code, text]) => `| <a id="${code.toLowerCase()}"></a>\`${code}\` | ${text} |`,
    ),
    '',
    '## The failure catalogue',
    '',
    ...coverage(all),
    '',
  ].join('\n');
};
