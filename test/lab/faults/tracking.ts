// Fills connection tracking of a router's central part with entries that nothing evicts: all there
// may be, or all that translate to the ports of one address towards one peer. The limit of the
// machine is never changed: counting is per network namespace.

import type { Changes } from './changes.ts';
import { REMOTE_PORTS, type Victim } from './victim.ts';

/** Ports that source NAT gives to a packet from a port of 1024 or more. */
const [FIRST_PORT, LAST_PORT] = [1024, 65_535] as const;
/** Long enough for a trace with all its retries. */
const ENTRY_SECONDS = 900;
/** More than the limit: some of them are refused. */
const SPARE_ENTRIES = 64;

/** An address that no guest has. */
const NOBODY = '10.255.0.1';

const STATES = { tcp: '--state ESTABLISHED', udp: '', icmp: '' } as const;

interface Entry {
  readonly protocol: 'tcp' | 'udp';
  readonly peer: string;
  readonly peerPort: number;
  readonly address: string;
}

/** An awk program that prints one line of `conntrack -R` per number; `expression` is its peer. */
const linesFor = (entry: Entry, count: string, peer: string): string => {
  const { protocol, peerPort, address } = entry;
  const words = [
    `-A -p ${protocol} -s ${NOBODY} -d " d " --sport " p " --dport ${peerPort}`,
    `-r " d " -q ${address} --reply-port-src ${peerPort} --reply-port-dst " p "`,
    `${STATES[protocol]} -u ASSURED,SEEN_REPLY -t ${ENTRY_SECONDS}`,
  ].join(' ');
  const ports = LAST_PORT - FIRST_PORT + 1;
  return (
    `BEGIN { for (i = 0; i < ${count}; i++) { p = ${FIRST_PORT} + i % ${ports}; ` +
    `d = ${peer.replace('BLOCK', `int(i / ${ports})`)}; print "${words}" } }`
  );
};

const LIMIT = '/proc/sys/net/netfilter/nf_conntrack_max';

/** Fills the table, or the ports towards the internet host. */
export const fillTracking = async (
  { change }: Changes,
  v: Victim,
  what: 'table' | 'ports',
): Promise<void> => {
  const { internetIp } = v.topology.upstream;
  const entry: Entry = {
    protocol: v.protocol === 'udp' ? 'udp' : 'tcp',
    peer: internetIp,
    peerPort: REMOTE_PORTS[v.protocol] ?? 80,
    address: v.router.gateway.ip,
  };
  const program =
    what === 'ports'
      ? linesFor(entry, String(LAST_PORT - FIRST_PORT + 1), `"${internetIp}"`)
      : linesFor(entry, 'n', '"203.0.113." BLOCK');
  // entries that are there already are refused, as are those beyond the limit; and what a closed
  // connection still holds would be free again in the middle of a trace
  const script = [
    'conntrack -F 2>/dev/null',
    `n=$(($(cat ${LIMIT}) + ${SPARE_ENTRIES}))`,
    `awk -v n=$n '${program}' | conntrack -R - >/dev/null 2>&1 || true`,
  ].join('\n');
  const inNetns = (...argv: readonly string[]) => ({
    node: v.snatNode.name,
    argv: ['ip', 'netns', 'exec', v.snat, ...argv],
  });
  await change(inNetns('sh', '-ec', script), [inNetns('conntrack', '-F')]);
};
