// What a person reads when something goes wrong: one line that says what, one that says what to do.
// A stack only with --debug.

import type { ErrorCode } from '@hopscope/proto';
import { HopscopeError } from '@hopscope/proto';
import { toAscii } from '../report/wrap.ts';
import { EXIT } from './exit-code.ts';

/** What to do about it; '' where the message says it already. */
const ADVICE: Readonly<Partial<Record<ErrorCode, string>>> = {
  USAGE: 'See "hopscope help" or "hopscope help COMMAND".',
  CONFIG_INVALID: 'Correct it, or name another cloud with --cloud.',
  OPENSTACK_AUTH: 'Check the credentials: "openstack token issue" must work with them.',
  OPENSTACK_UNREACHABLE: 'Check auth_url, region and interface; is the API up?',
  OPENSTACK_RIGHTS:
    'Hopscope needs a user with the admin (or reader) role on the system or project.',
  NATS_UNREACHABLE: 'Start the server, or name another with --nats URL or HOPSCOPE_NATS.',
  NATS_REFUSED: 'Check HOPSCOPE_NATS_CREDS, HOPSCOPE_NATS_TOKEN_FILE or HOPSCOPE_NATS_NKEY.',
  AGENT_UNREACHABLE: '"hopscope agents" lists who is there; start the agent on the nodes named.',
  NODE_PROCESS_DIED: 'Look into the log of the agent on that node.',
  POLICY_DENIED: "The node's agent.yaml decides what is allowed there.",
  CONSOLE_LOST: 'What ran in it is killed; "hopscope agents" lists who is there.',
  BUNDLE_INVALID: '"hopscope traces" lists the traces that are kept here.',
};

/** Thrown when the person pressed Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor() {
    super('interrupted');
  }
}

/** Lines for a person about anything thrown. */
export const errorText = (thrown: unknown, debug: boolean): string => {
  const stack = debug && thrown instanceof Error ? `${thrown.stack ?? ''}\n` : '';
  if (thrown instanceof Interrupted)
    return 'hopscope: interrupted; captures are released and probes removed\n';
  if (!(thrown instanceof HopscopeError)) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const advice =
      'This is a defect of Hopscope. Run again with --debug and report what it prints.';
    return `hopscope: ${toAscii(message)}\n${advice}\n${stack}`;
  }
  const [first = '', ...more] = toAscii(thrown.message).split('\n');
  const advice = ADVICE[thrown.code] ?? '';
  const detail = debug && thrown.detail !== '' ? `${toAscii(thrown.detail)}\n` : '';
  const lines = [`hopscope: ${first}`, ...more, ...(advice === '' ? [] : [advice])];
  return `${lines.join('\n')}\n${detail}${stack}`;
};

/** Exit code of anything thrown. */
export const exitCodeOfError = (thrown: unknown): number =>
  thrown instanceof Interrupted ? EXIT.interrupted : EXIT.trouble;
