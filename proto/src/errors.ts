// Every failure that crosses a boundary has one of these codes. `message` is for the person
// who asked, `detail` for the log; codes never change meaning once released.

export const ERROR_CODES = {
  USAGE: 'the command line or the request is wrong',
  CONFIG_INVALID: 'a configuration file or environment variable is wrong',
  ENVIRONMENT: 'this machine lacks something that is needed',
  OPENSTACK_AUTH: 'Keystone refused the credentials',
  OPENSTACK_UNREACHABLE: 'an OpenStack endpoint does not answer',
  OPENSTACK_REFUSED: 'an OpenStack endpoint refused the request',
  OPENSTACK_RIGHTS: 'the answer lacks fields that only an admin sees',
  NOT_FOUND: 'nothing of that name',
  AMBIGUOUS: 'several things of that name',
  PATH_UNSUPPORTED: 'a shape of path that cannot be followed yet',
  NATS_UNREACHABLE: 'no NATS server answers',
  NATS_INSECURE: 'a NATS server that is neither loopback nor TLS with credentials',
  NATS_REFUSED: 'the NATS server refused the credentials',
  AGENT_UNREACHABLE: 'no agent of that node answers',
  AGENT_NAME_TAKEN: 'another agent serves this node name',
  AGENT_RESTARTED: 'the agent restarted during the trace',
  NODE_PROCESS_DIED: 'the privileged process of the agent ended',
  ORDER_INVALID: 'the agent refused an order: a field is wrong',
  ORDER_UNKNOWN: 'no such order on this agent',
  POLICY_DENIED: 'the policy of the node forbids this',
  LIMIT_REACHED: 'a limit of the node is reached',
  NETNS_MISSING: 'no such network namespace',
  NETNS_DEAD: 'the handle of the namespace is dead and no process lives in it',
  DEVICE_MISSING: 'no such device in that namespace',
  FILTER_INVALID: 'the capture filter does not compile',
  CAPTURE_FAILED: 'the kernel refused a capture',
  INJECT_FAILED: 'the probe could not be sent',
  READER_UNKNOWN: 'no such evidence reader, or a selector it does not know',
  TIMED_OUT: 'no answer in time',
  CONSOLE_LOST: 'a console ended without an exit status',
  BUNDLE_INVALID: 'a file is not a Hopscope bundle or capture',
  INTERNAL: 'a defect of Hopscope',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

export interface HopscopeErrorOptions {
  readonly detail?: string;
  readonly cause?: unknown;
}

/** A failure of the world, as opposed to a defect of ours (those are assertions). */
export class HopscopeError extends Error {
  override readonly name = 'HopscopeError';
  readonly code: ErrorCode;
  readonly detail: string;

  constructor(code: ErrorCode, message: string, options: HopscopeErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.detail = options.detail ?? '';
  }
}

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR_CODES, code);

/** The wire form of any thrown value; what is not a HopscopeError is a defect. */
export const toFailure = (
  thrown: unknown,
): { code: ErrorCode; message: string; detail: string } => {
  if (thrown instanceof HopscopeError)
    return { code: thrown.code, message: thrown.message, detail: thrown.detail };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'INTERNAL', message, detail: thrown instanceof Error ? (thrown.stack ?? '') : '' };
};

/** The HopscopeError of a wire failure, or null when there is none. */
export const fromFailure = (
  failure:
    | { code?: string | null; message?: string | null; detail?: string | null }
    | null
    | undefined,
): HopscopeError | null => {
  if (!failure?.code) return null;
  const code = isErrorCode(failure.code) ? failure.code : 'INTERNAL';
  return new HopscopeError(code, failure.message ?? '', { detail: failure.detail ?? '' });
};
