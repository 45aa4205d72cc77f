// What the client needs of the world: fetch, a clock, randomness, a pause. Injected, so that
// tests replace them; `systemIo` is the real thing for one cloud and its TLS settings.

import { setTimeout as pause } from 'node:timers/promises';
import type { Cloud } from './cloud.ts';
import { OpenStackError } from './errors.ts';
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

/** The real world for one cloud; reads the PEM files it names, and throws CONFIG when it cannot. */
export const systemIo = (cloud: Cloud, readPem: (path: string) => string): Io => {
  const { verify, cacert, cert, key } = cloud.tls;
  const pem = (path: string): string => {
    try {
      return readPem(path);
    } catch (cause) {
      throw new OpenStackError('CONFIG', `${cloud.origin}: ${path} cannot be read`, { cause });
    }
  };
  const plain = verify && cacert === null && cert === null;
  return {
    fetch: plain
      ? (url, ask) => fetch(url, ask)
      : tlsFetch({
          verify,
          ca: cacert === null ? null : pem(cacert),
          cert: cert === null ? null : pem(cert),
          key: key === null ? null : pem(key),
        }),
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: async (ms) => {
      await pause(ms);
    },
  };
};
