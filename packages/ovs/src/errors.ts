// Failures of talking to Open vSwitch. This package stands alone: callers translate the codes.

export type OvsErrorCode =
  /** Nobody listens, or the connection broke. */
  | 'UNREACHABLE'
  /** No answer in time. */
  | 'TIMED_OUT'
  /** The answer is larger than was allowed. */
  | 'TOO_LARGE'
  /** The server understood and said no; the message is its own. */
  | 'REFUSED'
  /** What came back is not what the protocol says. */
  | 'INVALID';

export class OvsError extends Error {
  override readonly name = 'OvsError';
  readonly code: OvsErrorCode;

  constructor(code: OvsErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
  }
}
