// Starts a server's own traffic for a live trace, from outside its guest.

import { fileURLToPath } from 'node:url';
import { REMOTE_PORTS, type Protocol } from '../faults/victim.ts';
import type { Lab } from '../lab.ts';

const SCRIPT = fileURLToPath(new URL('talk.ts', import.meta.url));
const BULK = fileURLToPath(new URL('bulk.ts', import.meta.url));
/** 100 MB take some 10 s on a busy machine. */
const TRANSFER_MS_MAX = 120_000;

export interface Talked {
  readonly sent: number;
  readonly answered: number;
}

export interface TalkOptions {
  /** Tries a second. */
  readonly rate: number;
  readonly seconds: number;
  /** Bytes of payload of icmp and udp; more than the MTU takes makes fragments. */
  readonly size?: number;
  /** Another address than the internet host's. */
  readonly to?: string;
}

/**
 * Talks from a server to the internet host or another; resolves when the last try is answered or
 * given up.
 */
export const talk = async (
  lab: Lab,
  server: string,
  protocol: Protocol,
  options: TalkOptions,
): Promise<Talked> => {
  const { stdout } = await lab.inServer(
    server,
    [
      process.execPath,
      SCRIPT,
      `--protocol=${protocol}`,
      `--to=${options.to ?? lab.topology.upstream.internetIp}`,
      `--port=${REMOTE_PORTS[protocol] ?? 0}`,
      `--rate=${options.rate}`,
      `--seconds=${options.seconds}`,
      `--size=${options.size ?? 0}`,
    ],
    { timeoutMs: (options.seconds + 30) * 1000 },
  );
  return JSON.parse(stdout) as Talked;
};

export interface Transferred {
  readonly bytes: number;
  readonly seconds: number;
}

/** A large TCP transfer from or to the internet host; throws ENVIRONMENT when it stalls. */
export const transfer = async (
  lab: Lab,
  server: string,
  direction: 'download' | 'upload',
  bytes: number,
): Promise<Transferred> => {
  const { stdout } = await lab.inServer(
    server,
    [
      process.execPath,
      BULK,
      `--direction=${direction}`,
      `--to=${lab.topology.upstream.internetIp}`,
      `--bytes=${bytes}`,
    ],
    { timeoutMs: TRANSFER_MS_MAX },
  );
  return JSON.parse(stdout) as Transferred;
};
