// What the client needs of the world: fetch, a clock, randomness, a pause. Injected, so that
// tests replace them; `systemIo` is the real thing for one cloud and its TLS settings.

import { setTimeout as pause } from 'node:timers/promises';
import type { Cloud } from './cloud.ts';
import { tlsFetch } from './tls-fetch.ts';

/** The part of an answer that is used; the global `fetch` satisfies it. */
export interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export interface Ask {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export type Fetch = (url: string, ask: Ask) => Promise<Answer>;

export interface Io {
  readonly fetch: Fetch;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** 0 <= x < 1. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** The real world for one cloud; reads the cloud's PEM files when it names any. */
export const systemIo = (cloud: Cloud, readPem: (path: string) => string): Io => {
  const { verify, cacert, cert, key } = cloud.tls;
  const plain = verify && cacert === null && cert === null;
  return {
    fetch: plain
      ? (url, ask) => fetch(url, ask)
      : tlsFetch({
          verify,
          ca: cacert === null ? null : readPem(cacert),
          cert: cert === null ? null : readPem(cert),
          key: key === null ? null : readPem(key),
        }),
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: async (ms) => {
      await pause(ms);
    },
  };
};
