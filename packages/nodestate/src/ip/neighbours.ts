// `ip -j -s neighbour show`: who was found behind which address.

import { number, type Json, type Parsed, text, texts } from '../parsed.ts';
import { eachEntry } from './document.ts';

export interface Neighbour {
  readonly address: string;
  readonly device: string;
  /** '' while unresolved. */
  readonly mac: string;
  /** PERMANENT, REACHABLE, STALE, DELAY, PROBE, INCOMPLETE, FAILED, NOARP, NONE. */
  readonly states: readonly string[];
  /** Requests sent since the last answer; 0 when not printed. */
  readonly probes: number;
}

const readNeighbour = (entry: Json): Neighbour | null => {
  const address = text(entry['dst']);
  if (address === '') return null;
  return {
    address,
    device: text(entry['dev']),
    mac: text(entry['lladdr']),
    states: texts(entry['state']),
    probes: number(entry['probes']),
  };
};

export const parseNeighbours = (input: string): Parsed<Neighbour[]> =>
  eachEntry(input, readNeighbour);

/** True for an entry a packet can be sent to. */
export const isResolved = (neighbour: Neighbour): boolean =>
  neighbour.mac !== '' &&
  !neighbour.states.some((state) => state === 'FAILED' || state === 'INCOMPLETE');
