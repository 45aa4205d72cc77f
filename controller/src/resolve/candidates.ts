// The list a person chooses from when a name fits several things.

import type { Port, Server } from '@hopscope/openstack';
import { HopscopeError } from '@hopscope/proto';

export interface Candidate {
  readonly port: Port;
  readonly server: Server | null;
}

const line = ({ port, server }: Candidate): string => {
  const host = port['binding:host_id'] ?? server?.['OS-EXT-SRV-ATTR:host'] ?? '';
  const addresses = port.fixed_ips.map((ip) => ip.ip_address).join(' ');
  return [
    `  ${server?.name ?? (port.name || '(no name)')}`,
    server === null ? '' : `server ${server.id}`,
    `port ${port.id}`,
    `project ${port.project_id}`,
    host === '' ? '' : `on ${host}`,
    addresses,
  ]
    .filter((part) => part !== '')
    .join('  ');
};

/** AMBIGUOUS with one line per candidate; `total` may be more than are listed. */
export const ambiguous = (
  text: string,
  candidates: readonly Candidate[],
  total: number,
): HopscopeError => {
  const servers = new Set(candidates.map(({ server }) => server?.id ?? ''));
  const isOneServer = servers.size === 1 && !servers.has('');
  const head = isOneServer
    ? `${text} has ${total} ports; name the port id or address`
    : `${text} fits ${total}; name one by its id`;
  const more = total - candidates.length;
  const lines = candidates.map((candidate) => line(candidate));
  if (more > 0) lines.push(`  and ${more} more`);
  return new HopscopeError('AMBIGUOUS', [head, ...lines].join('\n'));
};
