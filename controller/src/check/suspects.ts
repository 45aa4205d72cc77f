// What checks suspect before any packet was judged, and what that is worth beside the causes that
// packets showed: it orders equals, and it is named where nothing better is known. Pure.

import type { CauseFinding, Confidence, EvidenceLine } from '../explain/cause.ts';
import { CAUSES, consequencesOf, rootsFirst } from '../explain/mod.ts';
import { placeOf } from '../explain/place.ts';
import type { Localisation } from '../localise/finding.ts';
import type { Path } from '../resolve/path.ts';
import type { CheckResult, CheckRow } from './check.ts';
import { CODES } from './codes.ts';

export interface Suspect {
  readonly check: number;
  readonly cause: string;
  /** '' = the API. */
  readonly node: string;
  /** The rows that say so, worst evidence first. */
  readonly rows: readonly CheckRow[];
}

/** Drift that packets survive, or that only some of them feel: named after what stops them all. */
const MILD: ReadonlySet<string> = new Set([
  CODES.dvrNotRewriting,
  CODES.deliveryFlowMissing,
  CODES.l2populationOff,
  CODES.agentDead,
  CODES.agentMode,
  CODES.mtuBlackhole,
  CODES.snatRuleStray,
  CODES.snatNeighbourMissing,
]);

const isOfVm = ({ rows }: Suspect): boolean => rows.every(({ scope }) => scope === 'vm');

/** The router's trouble reaches every node, but not what belongs to the VM alone. */
const reaches = (other: Suspect, suspect: Suspect): boolean =>
  other.node === '' ? isOfVm(other) || !isOfVm(suspect) : other.node === suspect.node;

/** The API and nodes may say the same. */
const isRepeated = (other: Suspect, suspect: Suspect): boolean =>
  other.node === '' && other.cause === suspect.cause;

/** What follows from another trouble of the same node, or of the API (which is of no node). */
const isConsequence = (suspect: Suspect, all: readonly Suspect[]): boolean =>
  all.some(
    (other) =>
      other !== suspect &&
      reaches(other, suspect) &&
      (consequencesOf(other.cause).has(suspect.cause) || isRepeated(other, suspect)),
  );

/** Everything that is bad, one per cause and node, in the order of the checks. */
export const allSuspects = (results: readonly CheckResult[]): Suspect[] => {
  const found = new Map<string, Suspect>();
  for (const { number, rows } of results)
    for (const row of rows) {
      if (row.outcome !== 'bad') continue;
      const key = `${row.cause} ${row.node}`;
      const known = found.get(key);
      found.set(key, {
        check: known?.check ?? number,
        cause: row.cause,
        node: row.node,
        rows: [...(known?.rows ?? []), row],
      });
    }
  return [...found.values()];
};

/** Suspects without what only follows from others; those that stop every packet first. */
export const suspectsOf = (results: readonly CheckResult[]): Suspect[] => {
  const all = allSuspects(results);
  return all
    .filter((suspect) => !isConsequence(suspect, all))
    .toSorted((a, b) => Number(MILD.has(a.cause)) - Number(MILD.has(b.cause)));
};

/** More suspects than this in one line help nobody. */
const NAMED_MAX = 2;

/** `suspect: PBR_RULE_MISSING on cn1 (check 4), capturing goes on`; '' without a suspect. */
export const suspectText = (suspects: readonly Suspect[]): string => {
  if (suspects.length === 0) return '';
  const names = suspects
    .slice(0, NAMED_MAX)
    .map(
      ({ cause, node, check }) => `${cause}${node === '' ? '' : ` on ${node}`} (check ${check})`,
    );
  const more = suspects.length - names.length;
  const others = more > 0 ? ` and ${more} more` : '';
  return `suspect: ${names.join(', ')}${others}, capturing goes on`;
};

const RANK: Readonly<Record<Confidence, number>> = { confirmed: 0, likely: 1, possible: 2 };
const NOTHING_KNOWN = 'CAUSE_UNKNOWN';

/** A suspect as a cause: state that fits is at most likely, and only where packets vanish. */
const findingOf = (suspect: Suspect, path: Path, nodes: readonly string[]): CauseFinding => {
  const [row] = suspect.rows;
  const where = suspect.node === '' ? 'in the API' : `on ${suspect.node}`;
  const known = CAUSES.find(({ code }) => code === suspect.cause);
  const { port, network, router } = path.neutron;
  return {
    code: suspect.cause,
    confidence: nodes.includes(suspect.node) ? 'likely' : 'possible',
    owner: known?.owner ?? 'platform',
    title: `${where}: ${row?.what ?? ''} is ${row?.found ?? ''}, expected ${row?.expected ?? ''}`,
    detail: `Seen by check ${suspect.check} in the state alone; no lost packet was tied to it.`,
    evidence: suspect.rows.map(evidenceOf),
    affects: null,
    fixes: [],
    objects: {
      port: port.id,
      network: network.id,
      ...(router === null ? {} : { router: router.id }),
    },
    references: [],
  };
};

const evidenceOf = ({ outcome: _o, cause: _c, scope: _s, ...line }: CheckRow): EvidenceLine => line;

/**
 * Causes with the word of the checks: among equally certain ones those that a check suspects come
 * first, suspects that no cause names are added, and what packets confirmed stays in front.
 */
export const rankCauses = (
  causes: readonly CauseFinding[],
  results: readonly CheckResult[],
  path: Path,
  localisation: Localisation,
): readonly CauseFinding[] => {
  const suspects = suspectsOf(results);
  if (localisation.status === 'DELIVERED' || suspects.length === 0) return causes;
  const codes = new Set(suspects.map(({ cause }) => cause));
  const known = causes.filter(({ code }) => code !== NOTHING_KNOWN);
  const nodes = placeOf(path, localisation)?.segment.nodes ?? [];
  const named = new Set(known.map(({ code }) => code));
  const added = suspects
    .filter(({ cause }) => !named.has(cause))
    .map((suspect) => findingOf(suspect, path, nodes));
  const order = (cause: CauseFinding): number =>
    RANK[cause.confidence] * 2 + (codes.has(cause.code) ? 0 : 1);
  const fromPackets = known.toSorted((a, b) => order(a) - order(b));
  // A suspect is never put before a cause that the packets' own segment asked for, but where it
  // brought that about.
  return rootsFirst([...fromPackets, ...added.toSorted((a, b) => order(a) - order(b))]);
};
