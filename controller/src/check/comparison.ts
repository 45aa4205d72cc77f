// The VM beside its siblings: is it the VM, the host, the network or the router? By state alone:
// who else fails the check that the VM fails. Pure.

import type { CauseFinding } from '../explain/cause.ts';
import type { Path } from '../resolve/path.ts';
import type { SiblingRecord } from '../run/recording.ts';
import type { CheckResult, Scope } from './check.ts';
import type { Relation } from './siblings.ts';
import { allSuspects, suspectsOf, type Suspect } from './suspects.ts';

export type Where = Scope | 'unknown';

export interface Comparison {
  readonly where: Where;
  /** One sentence for a person. */
  readonly text: string;
  readonly siblings: readonly SiblingRecord[];
}

/** What is kept of a sibling's checks. */
export const siblingRecord = (
  sibling: Pick<SiblingRecord, 'relation' | 'name' | 'port' | 'address' | 'host'>,
  results: readonly CheckResult[],
): SiblingRecord => {
  const suspects = allSuspects(results).map(({ cause }) => cause);
  const unknown = results.filter(({ rows }) => rows.some(({ outcome }) => outcome === 'unknown'));
  const outcome = suspects.length > 0 ? 'bad' : unknown.length > 0 ? 'unknown' : 'ok';
  return {
    ...sibling,
    outcome,
    suspects: [...new Set(suspects)],
    unknown: unknown.map(({ number }) => number),
  };
};

type Shares = 'fails' | 'passes' | 'unknown';

const sharesOf = (sibling: SiblingRecord, suspect: Suspect): Shares => {
  if (sibling.suspects.includes(suspect.cause)) return 'fails';
  return sibling.unknown.includes(suspect.check) ? 'unknown' : 'passes';
};

/** Two words of one kind of sibling: what it did, or null without one that could be asked. */
const didOf = (
  siblings: readonly SiblingRecord[],
  relation: Relation,
  suspect: Suspect,
): Shares | null => {
  const sibling = siblings.find((one) => one.relation === relation);
  const shares = sibling === undefined ? 'unknown' : sharesOf(sibling, suspect);
  return shares === 'unknown' ? null : shares;
};

const WIDTH: Readonly<Record<Scope, number>> = { vm: 0, host: 1, network: 2, router: 3 };

/** The widest of what the suspect's rows belong to. */
const scopeOf = ({ rows }: Suspect): Scope =>
  rows.map(({ scope }) => scope).toSorted((a, b) => WIDTH[b] - WIDTH[a])[0] ?? 'vm';

const whereOf = (path: Path, siblings: readonly SiblingRecord[], suspect: Suspect): Where => {
  const near = didOf(siblings, 'same-host', suspect);
  const far = didOf(siblings, 'same-network', suspect);
  const scope = scopeOf(suspect);
  if (far === 'fails') return scope === 'router' ? 'router' : 'network';
  if (near === 'fails') {
    // A sibling elsewhere may pass by another way; what is not of this host is not this host's.
    const isHere = suspect.node === '' || suspect.node === path.neutron.port.host;
    if (far === 'passes' && isHere) return 'host';
    return scope === 'vm' ? 'host' : scope;
  }
  if (near === 'passes') return 'vm';
  return far === 'passes' ? (scope === 'vm' ? 'vm' : 'host') : 'unknown';
};

const nameOf = (path: Path, where: Scope): string => {
  const { flow, neutron } = path;
  const { network, router, port } = neutron;
  return {
    vm: `${flow.serverName} alone`,
    host: `host ${port.host}`,
    network: `network ${network.name || network.id}`,
    router: `router ${router?.name || router?.id || '?'}`,
  }[where];
};

const PLACES: Readonly<Record<Relation, string>> = {
  'same-host': 'same host',
  'same-network': 'same network',
};

const sentence = (siblings: readonly SiblingRecord[], suspect: Suspect): string =>
  siblings
    .map((one) => {
      const does = { fails: 'fails it too', passes: 'passes', unknown: 'was not seen' };
      return `${one.name} (${PLACES[one.relation]}, ${one.host}) ${does[sharesOf(one, suspect)]}`;
    })
    .join(', ');

const alike = (path: Path, siblings: readonly SiblingRecord[]): Comparison => {
  const { serverName } = path.flow;
  const names = siblings.map(({ name, host }) => `${name} on ${host}`).join(' and ');
  const failing = siblings.filter(({ outcome }) => outcome === 'bad');
  const text =
    failing.length === 0
      ? `the state of ${serverName} is as that of ${names}: what differs is not in the state`
      : `no check of ${serverName} fails, but ${failing
          .map(({ name, suspects }) => `${name} has ${suspects.join(', ')}`)
          .join(', ')}`;
  return { where: 'unknown', text, siblings };
};

/**
 * Where the trouble lies, by the check that found the verdict's first cause. A cause that only
 * packets show is compared with nothing; without any cause the first suspect is. null: nobody to
 * compare with, or nothing to compare.
 */
const compareStates = (
  path: Path,
  own: readonly CheckResult[],
  siblings: readonly SiblingRecord[],
  cause: Pick<CauseFinding, 'code' | 'confidence'> | null,
): Comparison | null => {
  if (siblings.length === 0) return null;
  const suspects = suspectsOf(own);
  const named = allSuspects(own).find((one) => one.cause === cause?.code);
  // Proven by packets, and not in the state: to be alike in that says nothing.
  if (named === undefined && cause?.confidence === 'confirmed') return null;
  const suspect = named ?? suspects[0];
  if (suspect === undefined) return alike(path, siblings);
  const where = whereOf(path, siblings, suspect);
  const verdict = where === 'unknown' ? 'nobody can be compared' : `it is ${nameOf(path, where)}`;
  const check = `check ${suspect.check}, ${suspect.cause}`;
  return { where, text: `${verdict}: ${check}: ${sentence(siblings, suspect)}`, siblings };
};

/** Did its probes come through? null: it was not asked, or nobody could tell. */
const passedOf = ({ probed }: SiblingRecord): boolean | null => {
  if (probed === undefined || probed === 'forbidden') return null;
  if (probed === 'INCONCLUSIVE' || probed === 'NOT_SENT') return null;
  return probed === 'DELIVERED';
};

const whereByProbes = (siblings: readonly SiblingRecord[]): Where => {
  const of = (relation: Relation): boolean | null => {
    const sibling = siblings.find((one) => one.relation === relation);
    return sibling === undefined ? null : passedOf(sibling);
  };
  const [near, far] = [of('same-host'), of('same-network')];
  if (near === false) return far === null ? 'unknown' : far ? 'host' : 'network';
  // Alone on its host, or beside one that comes through.
  return near === true && far !== false ? 'vm' : 'unknown';
};

const probeSentence = (siblings: readonly SiblingRecord[]): string =>
  siblings
    .flatMap(({ name, relation, host, probed }) => {
      if (probed === undefined) return [];
      const said = probed === 'forbidden' ? 'may not be probed there' : `is ${probed}`;
      return [`${name} (${PLACES[relation]}, ${host}) ${said}`];
    })
    .join(', ');

/**
 * Where the trouble lies. Probes of the siblings say it best; what their state says stands beside
 * that. null: nobody to compare with, or nothing to compare.
 */
export const compareSiblings = (
  path: Path,
  own: readonly CheckResult[],
  siblings: readonly SiblingRecord[],
  cause: Pick<CauseFinding, 'code' | 'confidence'> | null,
): Comparison | null => {
  const state = compareStates(path, own, siblings, cause);
  const said = probeSentence(siblings);
  if (said === '') return state;
  const where = whereByProbes(siblings);
  const verdict = where === 'unknown' ? 'by probe' : `it is ${nameOf(path, where)}: by probe`;
  const beside = state === null ? '' : `; ${state.text}`;
  return { where, text: `${verdict} ${said}${beside}`, siblings };
};
