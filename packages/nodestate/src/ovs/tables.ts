// Small tables of vswitchd: `fdb/show`, `tnl/ports/show -v`, `tnl/neigh/show`, `ovs/route/show`,
// `upcall/show`, `coverage/show`, `dpif/show`. Each is columns for people; headers are skipped.

import { excerpt, linesOf, type Parsed } from '../parsed.ts';

const REPORTED = /^(?:ovs-appctl|no such|unknown|".*" is not a valid command)/;

/** Lines through `read`: null = not understood, undefined = a header. */
const eachLine = <T>(input: string, read: (line: string) => T | null | undefined): Parsed<T[]> => {
  const value: T[] = [];
  const errors: string[] = [];
  const unknown: string[] = [];
  for (const line of linesOf(input)) {
    const one = read(line);
    if (one === undefined) continue;
    if (one !== null) value.push(one);
    else (REPORTED.test(line) ? errors : unknown).push(excerpt(line));
  }
  return { value, errors, unknown };
};

export interface LearnedMac {
  /** OpenFlow port number, or LOCAL. */
  readonly port: string;
  readonly vlan: number;
  readonly mac: string;
  /** Seconds; -1 = static. */
  readonly ageSec: number;
}

/** MACs a bridge has learned (`fdb/show BRIDGE`). */
export const parseFdb = (input: string): Parsed<LearnedMac[]> =>
  eachLine(input, (line) => {
    if (/^\s*port\s+VLAN/i.test(line)) return undefined;
    const [, port = '', vlan, mac = '', age] =
      /^\s*(\S+)\s+(\d+)\s+([0-9a-f:]{17})\s+(\d+|static)\s*$/i.exec(line) ?? [];
    if (mac === '') return null;
    return { port, vlan: Number(vlan), mac, ageSec: age === 'static' ? -1 : Number(age) };
  });

export interface TunnelListener {
  readonly device: string;
  readonly datapathPort: number;
  /** The datapath match, as printed. */
  readonly match: string;
  /** Local address it listens on; '' when the match names none. */
  readonly address: string;
}

/** Where a userspace datapath listens for tunnels (`tnl/ports/show -v`). */
export const parseTunnelPorts = (input: string): Parsed<TunnelListener[]> =>
  eachLine(input, (line) => {
    if (line.startsWith('Listening ports:')) return undefined;
    const [, device = '', port, match = ''] =
      /^(\S+) \((\d+)\)(?: : (.*))?$/.exec(line.trim()) ?? [];
    if (device === '') return null;
    const address = /ipv[46]\([^)]*?dst=([0-9a-f.:]+)/.exec(match)?.[1] ?? '';
    return { device, datapathPort: Number(port), match, address };
  });

export interface TunnelNeighbour {
  readonly address: string;
  readonly mac: string;
  readonly bridge: string;
}

/** ARP of a userspace datapath for its VTEPs (`tnl/neigh/show`). */
export const parseTunnelNeighbours = (input: string): Parsed<TunnelNeighbour[]> =>
  eachLine(input, (line) => {
    if (/^IP\s+MAC/.test(line) || /^=+\s*$/.test(line)) return undefined;
    const [, address = '', mac = '', bridge = ''] =
      /^([0-9a-f.:]+)\s+([0-9a-f:]{17})\s+(\S+)/i.exec(line) ?? [];
    return mac === '' ? null : { address, mac, bridge };
  });

export interface OvsRoute {
  readonly cached: boolean;
  readonly destination: string;
  readonly device: string;
  readonly gateway: string;
  readonly source: string;
  readonly local: boolean;
}

/** Routes of a userspace datapath (`ovs/route/show`). */
export const parseOvsRoutes = (input: string): Parsed<OvsRoute[]> =>
  eachLine(input, (line) => {
    if (line.startsWith('Route Table')) return undefined;
    const [, origin = '', destination = '', rest = ''] =
      /^(Cached|User): (\S+)(.*)$/.exec(line.trim()) ?? [];
    if (origin === '') return null;
    const after = (word: string): string => new RegExp(` ${word} (\\S+)`).exec(rest)?.[1] ?? '';
    return {
      cached: origin === 'Cached',
      destination,
      device: after('dev'),
      gateway: after('GW'),
      source: after('SRC'),
      local: / local(?: |$)/.test(rest),
    };
  });

export interface CoverageCounter {
  readonly name: string;
  readonly total: number;
}

/** Events inside vswitchd (`coverage/show`). */
export const parseCoverage = (input: string): Parsed<CoverageCounter[]> =>
  eachLine(input, (line) => {
    if (line.startsWith('Event coverage') || line.endsWith('events never hit')) return undefined;
    const [, name = '', total] = /^(\w+)\s+.*\btotal: (\d+)\s*$/.exec(line) ?? [];
    return name === '' ? null : { name, total: Number(total) };
  });

export interface Upcalls {
  readonly datapath: string;
  readonly flowsNow: number;
  readonly flowsLimit: number;
}

/** Flows in the datapath against their limit (`upcall/show`). */
export const parseUpcalls = (input: string): Parsed<Upcalls[]> => {
  let datapath = '';
  return eachLine(input, (line) => {
    const name = /^(\S+):\s*$/.exec(line)?.[1];
    if (name !== undefined) {
      datapath = name;
      return undefined;
    }
    const [, now, limit] = /flows\s*: \(current (\d+)\).*\(limit (\d+)\)/.exec(line) ?? [];
    if (now !== undefined) return { datapath, flowsNow: Number(now), flowsLimit: Number(limit) };
    return /^\s+(?:offloaded flows|dump duration|ufid enabled|\d+: \(keys \d+\))/.test(line)
      ? undefined
      : null;
  });
};
