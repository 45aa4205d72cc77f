// Starts a server's own traffic for a live trace, from outside its guest.

import { fileURLToPath } from 'node:url';
import { REMOTE_PORTS, type Protocol } from '../faults/victim.ts';
import type { Lab } from '../lab.ts';

const SCRIPT = fileURLToPath(new URL('talk.ts', import.meta.url));

export interface Talked {
  readonly sent: number;
  readonly answered: number;
}

/** Talks from a server to the internet host; resolves when the last try is answered or given up. */
export const talk = async (
  lab: Lab,
  server: string,
  protocol: Protocol,
  options: { readonly rate: number; readonly seconds: number },
): Promise<Talked> => {
  const { stdout } = await lab.inServer(
    server,
    [
      process.execPath,
      SCRIPT,
      `--protocol=${protocol}`,
      `--to=${lab.topology.upstream.internetIp}`,
      `--port=${REMOTE_PORTS[protocol] ?? 0}`,
      `--rate=${options.rate}`,
      `--seconds=${options.seconds}`,
    ],
    { timeoutMs: (options.seconds + 30) * 1000 },
  );
  return JSON.parse(stdout) as Talked;
};
