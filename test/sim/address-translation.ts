// Source NAT with random ports (`--random-fully`), and the conntrack lines it leaves: the shapes
// are those of the recordings of the real cloud.

import type { Random } from './random.ts';

export interface Binding {
  readonly outerPort: number;
}

export interface Translated {
  readonly address: string;
  readonly port: number;
  readonly remotePort: number;
}

const PROTOCOL = {
  icmp: 'icmp     1 30',
  tcp: 'tcp      6 120 SYN_SENT',
  udp: 'udp      17 30',
} as const;

export class Translator {
  readonly #random: Random;
  readonly #flow: { protocol: 'icmp' | 'tcp' | 'udp'; remote: string; nat: string };
  readonly #byInner = new Map<string, number>();
  readonly #used = new Set<number>();
  readonly #lines: string[] = [];
  readonly #listed: string[] = [];
  #id = 1_000_000;

  constructor(
    random: Random,
    flow: { protocol: 'icmp' | 'tcp' | 'udp'; remote: string; nat: string },
  ) {
    this.#random = random;
    this.#flow = flow;
  }

  /**
   * The outside port of a flow; made, and told to conntrack, at its first packet. `stamp` is the
   * translating node's own time in seconds; null = the entry is older than the recording.
   */
  portOf(inner: Translated, stamp: number | null): number {
    const name = `${inner.address} ${inner.port} ${inner.remotePort}`;
    const known = this.#byInner.get(name);
    if (known !== undefined) return known;
    let port = this.#random.int(1024, 65_535);
    while (this.#used.has(port)) port = this.#random.int(1024, 65_535);
    this.#used.add(port);
    this.#byInner.set(name, port);
    this.#tell(inner, port, stamp);
    return port;
  }

  #tell(inner: Translated, port: number, stamp: number | null): void {
    const { protocol, remote, nat } = this.#flow;
    this.#id += 1;
    const from = `src=${inner.address} dst=${remote}`;
    const back = `src=${remote} dst=${nat}`;
    const tuples =
      protocol === 'icmp'
        ? `${from} type=8 code=0 id=${inner.port} [UNREPLIED] ${back} type=0 code=0 id=${port}`
        : `${from} sport=${inner.port} dport=${inner.remotePort} [UNREPLIED] ` +
          `${back} sport=${inner.remotePort} dport=${port}`;
    const entry = `ipv4     2 ${PROTOCOL[protocol]} ${tuples} mark=0 id=${this.#id}`;
    if (stamp === null) this.#listed.push(entry);
    else this.#lines.push(`[${stamp.toFixed(6)}]\t    [NEW] ${entry}`);
  }

  /** Lines of `conntrack -E -o timestamp,extended,id`. */
  get events(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }

  /** Lines of `conntrack -L -o extended,id`. */
  get list(): string {
    return this.#listed.map((line) => `${line}\n`).join('');
  }
}
