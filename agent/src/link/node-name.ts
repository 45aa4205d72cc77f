// The name of this node: the one Neutron knows it by, since that is what ports are bound to.
// A flag or the configuration wins; then `host` in Neutron's own files; then the host name.

import { readFileSync } from 'node:fs';

/** Where Neutron's agents read `host` from; a later file wins over an earlier one. */
const NEUTRON_FILES = [
  'etc/neutron/neutron.conf',
  'etc/neutron/plugins/ml2/openvswitch_agent.ini',
  'etc/neutron/l3_agent.ini',
] as const;

/** `host` of the [DEFAULT] section of an oslo.config file, or null. Comments begin a line. */
export const hostOfIni = (text: string): string | null => {
  let section = 'DEFAULT';
  let host: string | null = null;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const header = /^\[(.+)\]$/.exec(line);
    if (header?.[1] !== undefined) section = header[1];
    else if (section === 'DEFAULT') {
      const value = /^host\s*[=:]\s*(.*)$/
        .exec(line)?.[1]
        ?.trim()
        .replace(/^(["'])(.*)\1$/, '$2');
      if (value !== undefined && value !== '') host = value;
    }
  }
  return host;
};

const readIfThere = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // no Neutron agent of that kind here, or not ours to read: the next source decides
  }
};

export interface NodeName {
  readonly name: string;
  readonly source: string;
}

/** The node's name and where it came from. `root` is / outside of tests. */
export const findNodeName = (
  configured: string | null,
  hostname: string,
  root: string = '/',
): NodeName => {
  if (configured !== null) return { name: configured, source: 'configuration' };
  let found: NodeName = { name: hostname, source: 'hostname' };
  for (const file of NEUTRON_FILES) {
    const name = hostOfIni(readIfThere(`${root}${file}`));
    if (name !== null) found = { name, source: `/${file}` };
  }
  return found;
};
