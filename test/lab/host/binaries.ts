// The programs the lab runs, by absolute path: it works as root inside namespaces and never
// searches PATH. What is missing is named together with the Debian package that has it.
import { existsSync } from 'node:fs';
import { HopscopeError } from '@hopscope/proto';

const PACKAGES = {
  arping: 'iputils-arping',
  ethtool: 'ethtool',
  ip: 'iproute2',
  'iptables-restore': 'iptables',
  mount: 'mount',
  'nats-server': 'nats-server',
  nsenter: 'util-linux',
  'ovs-appctl': 'openvswitch-common',
  'ovs-ofctl': 'openvswitch-common',
  'ovs-vsctl': 'openvswitch-switch',
  'ovs-vswitchd': 'openvswitch-switch',
  'ovsdb-server': 'openvswitch-common',
  'ovsdb-tool': 'openvswitch-common',
  sleep: 'coreutils',
  sysctl: 'procps',
  unshare: 'util-linux',
} as const;

export type Binary = keyof typeof PACKAGES;

const FOLDERS = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'];
const OVS_SCHEMA = '/usr/share/openvswitch/vswitch.ovsschema';

const locate = (name: string): string | undefined =>
  FOLDERS.map((folder) => `${folder}/${name}`).find((path) => existsSync(path));

/** Absolute path of a program; ENVIRONMENT when it is not installed. */
export const binary = (name: Binary): string => {
  const path = locate(name);
  if (path === undefined)
    throw new HopscopeError('ENVIRONMENT', `${name} is missing: install ${PACKAGES[name]}`);
  return path;
};

/** The schema ovsdb-tool makes a switch's database from. */
export const ovsSchema = (): string => OVS_SCHEMA;

/** Throws ENVIRONMENT with all missing packages at once. */
export const requireBinaries = (): void => {
  const missing = Object.entries(PACKAGES).flatMap(([name, pkg]) =>
    locate(name) === undefined ? [pkg] : [],
  );
  if (missing.length > 0)
    throw new HopscopeError(
      'ENVIRONMENT',
      `the lab needs Debian packages that are not installed: ${[...new Set(missing)].join(' ')}`,
    );
};
