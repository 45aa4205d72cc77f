// What may be done on this node, decided by its owner. Checked by link before an order reaches
// the privileged process, and by node again, which trusts nobody. Pure.

import { BlockList } from 'node:net';

import { HopscopeError } from '@hopscope/proto';

export interface AgentPolicy {
  readonly capture: boolean;
  readonly inject: boolean;
  /** CIDRs a probe may be sent to; empty = anywhere. */
  readonly injectDestinations: readonly string[];
  /** Probes a second. */
  readonly injectRateMax: number;
  readonly console: boolean;
}

/** The part of an inject order that policy judges. */
export interface JudgedProbe {
  readonly dst: string;
  readonly rate: number;
}

const CIDR = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/;

/** Address and prefix length of an IPv4 CIDR, or null. A bare address is a /32. */
export const parseCidr = (text: string): { address: string; prefix: number } | null => {
  const found = CIDR.exec(text.includes('/') ? text : `${text}/32`);
  const address = found?.[1];
  const prefix = Number(found?.[2]);
  if (address === undefined || prefix > 32) return null;
  return address.split('.').every((part) => Number(part) <= 255) ? { address, prefix } : null;
};

/** Throws POLICY_DENIED when captures are not allowed here. */
export const checkCapture = (policy: AgentPolicy): void => {
  if (!policy.capture)
    throw new HopscopeError('POLICY_DENIED', 'the policy of this node forbids captures');
};

/** Throws POLICY_DENIED when this probe is not allowed here, and says by which line. */
export const checkInject = (policy: AgentPolicy, probe: JudgedProbe): void => {
  const deny = (why: string): never => {
    throw new HopscopeError('POLICY_DENIED', `the policy of this node forbids ${why}`);
  };
  if (!policy.inject) deny('sending probes (policy.inject.allow)');
  if (probe.rate > policy.injectRateMax)
    deny(`${probe.rate} probes a second: at most ${policy.injectRateMax} (policy.inject.rateMax)`);
  if (policy.injectDestinations.length === 0) return;
  const allowed = new BlockList();
  for (const text of policy.injectDestinations) {
    const cidr = parseCidr(text);
    if (cidr !== null) allowed.addSubnet(cidr.address, cidr.prefix, 'ipv4');
  }
  if (parseCidr(probe.dst) === null || probe.dst.includes('/') || !allowed.check(probe.dst, 'ipv4'))
    deny(`probes to ${probe.dst} (policy.inject.destinations)`);
};

/** Throws POLICY_DENIED when consoles are not allowed here. */
export const checkConsole = (policy: AgentPolicy): void => {
  if (!policy.console)
    throw new HopscopeError('POLICY_DENIED', 'the policy of this node forbids a console');
};
