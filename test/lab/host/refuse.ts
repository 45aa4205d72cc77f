// What must hold before a lab may be raised: root, the programs, and no real Neutron on this
// machine. A lab never touches a real switch, but both on one machine is asking for mistakes.
import { existsSync, readdirSync } from 'node:fs';
import { HopscopeError } from '@hopscope/proto';
import { requireBinaries } from './binaries.ts';
import { allPids, argumentsOf, commandName, namespaceOf } from './processes.ts';

const ROUTER_NAMESPACE = /^(qrouter|snat|fip|qdhcp|ovnmeta)-/;
const NETNS_FOLDER = '/run/netns';

/** A switch of dummy devices carries no traffic: other people's tests start such. */
const isDummy = (pid: number): boolean =>
  argumentsOf(pid).some((argument) => argument.startsWith('--enable-dummy'));

/** A sign of a real Neutron in this machine's own namespaces; null when there is none. */
const realNeutron = (): string | null => {
  const own = namespaceOf('self', 'net');
  const pid = allPids().find(
    (p) => commandName(p) === 'ovs-vswitchd' && namespaceOf(p, 'net') === own && !isDummy(p),
  );
  if (pid !== undefined) return `ovs-vswitchd (pid ${pid}) runs in this machine's own namespace`;
  const names = existsSync(NETNS_FOLDER) ? readdirSync(NETNS_FOLDER) : [];
  const router = names.find((name) => ROUTER_NAMESPACE.test(name));
  return router === undefined ? null : `${NETNS_FOLDER}/${router} exists`;
};

/** Throws ENVIRONMENT, saying what to do, when a lab cannot or must not be raised here. */
export const requireLabMachine = (): void => {
  if (process.geteuid?.() !== 0)
    throw new HopscopeError('ENVIRONMENT', 'the lab makes namespaces and bridges: run it as root');
  requireBinaries();
  const neutron = realNeutron();
  if (neutron !== null)
    throw new HopscopeError(
      'ENVIRONMENT',
      `a real Neutron seems to run on this machine (${neutron}): the lab is not raised beside it`,
    );
};
