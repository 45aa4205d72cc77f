// What may be done on this node, decided by its owner. Checked by link before an order reaches
// the privileged process, and by node again, which trusts nobody. Pure.

import { BlockList } from 'node:net';

import { HopscopeError, WIRE_LIMITS } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

export interface AgentPolicy {
  readonly capture: boolean;
  readonly inject: boolean;
  /** CIDRs a probe may be sent to; empty = anywhere. */
  readonly injectDestinations: readonly string[];
  /** Probes a second. */
  readonly injectRateMax: number;
  /** A program behind a tracepoint of the kernel says why it drops packets of a traced flow. */
  readonly dropReasons: boolean;
  readonly console: ConsolePolicy;
}

/** Whether a person may run programs here, which, and how much they may take. */
export interface ConsolePolicy {
  readonly allow: boolean;
  /** Any command, and a shell when none is named. */
  readonly shell: boolean;
  /** Without `shell`: what a command must begin with, word by word. */
  readonly commands: readonly (readonly string[])[];
  readonly sessionsMax: number;
  /** A session in which nothing is typed and nothing printed for this long ends, seconds. */
  readonly idleS: number;
  /** Of one session. */
  readonly outputBytesPerS: number;
}

/** What a node allows whose configuration says nothing: no console. */
export const NO_CONSOLE: ConsolePolicy = {
  allow: false,
  shell: false,
  commands: [],
  sessionsMax: 4,
  idleS: 600,
  outputBytesPerS: 4 * 1024 * 1024,
};

/** The part of an inject order that policy judges. */
export interface JudgedProbe {
  readonly dst: string;
  readonly rate: number;
}

/** The policy as presence and describe show it: a console's commands are nobody's business. */
export const policyOnWire = (policy: AgentPolicy): hopscope.v1.IPolicy => ({
  ...policy,
  injectDestinations: [...policy.injectDestinations],
  console: policy.console.allow,
});

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

/** Throws POLICY_DENIED when the kernel may not be asked why it drops packets. */
export const checkDropReasons = (policy: AgentPolicy): void => {
  // What is looked at is the whole machine's, though only one flow is kept.
  if (!policy.dropReasons)
    throw new HopscopeError(
      'POLICY_DENIED',
      'the policy of this node forbids asking the kernel why it drops (policy.dropReasons)',
    );
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

const beginsWith = (argv: readonly string[], prefix: readonly string[]): boolean =>
  prefix.length > 0 && prefix.every((word, index) => argv[index] === word);

const listed = (commands: ConsolePolicy['commands']): string =>
  commands.length === 0 ? 'none' : commands.map((prefix) => prefix.join(' ')).join(', ');

const denyConsole = (why: string): never => {
  throw new HopscopeError('POLICY_DENIED', `the policy of this node forbids ${why}`);
};

/** Throws POLICY_DENIED when no console is allowed here at all. */
export const checkConsoleAllowed = (policy: AgentPolicy): void => {
  if (!policy.console.allow) denyConsole('a console (policy.console.allow)');
};

/** Throws ORDER_INVALID for a command that nobody types; no words are a shell. */
const checkWords = (argv: readonly string[]): void => {
  const bytes = argv.reduce((sum, word) => sum + Buffer.byteLength(word) + 1, 0);
  const { consoleArgvMax, consoleArgvBytesMax } = WIRE_LIMITS;
  if (argv.length > consoleArgvMax || bytes > consoleArgvBytesMax)
    throw new HopscopeError(
      'ORDER_INVALID',
      `a command of ${argv.length} words and ${bytes} bytes: at most ` +
        `${consoleArgvMax} and ${consoleArgvBytesMax}`,
    );
  if (argv.some((word) => word.includes('\0')))
    throw new HopscopeError('ORDER_INVALID', 'a word of the command holds a zero');
};

/**
 * Throws POLICY_DENIED when this command (none: a shell) may not be run here, and says what may.
 * A command is told by its words: one that is allowed by its name alone can do all that it can.
 * Throws ORDER_INVALID for what is no command.
 */
export const checkConsole = (policy: AgentPolicy, argv: readonly string[]): void => {
  checkConsoleAllowed(policy);
  checkWords(argv);
  const { shell, commands } = policy.console;
  if (shell) return;
  const others = `; commands it allows (policy.console.commands): ${listed(commands)}`;
  if (argv.length === 0) denyConsole(`a shell (policy.console.shell)${others}`);
  if (!commands.some((prefix) => beginsWith(argv, prefix)))
    denyConsole(`the command ${JSON.stringify(argv.join(' ').slice(0, 100))}${others}`);
};
