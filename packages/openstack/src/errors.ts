// The one error this package throws. The code says what kind of failure it is, so that a caller
// can decide without reading text; the message is for a person and never holds a secret.

export const OPENSTACK_ERRORS = {
  CONFIG: 'no usable cloud configuration',
  CREDENTIALS: 'Keystone refused the credentials, or a service refused a fresh token',
  CATALOG: 'the service catalog has no such endpoint',
  UNREACHABLE: 'no connection to the endpoint',
  CERTIFICATE: 'the certificate of the endpoint is not trusted',
  TIMED_OUT: 'the endpoint did not answer in time',
  NOT_FOUND: 'no such object (404)',
  FORBIDDEN: 'a policy of the service forbids this (403)',
  REFUSED: 'the service refused the request (other 4xx)',
  FAULT: 'the service failed (5xx)',
  ANSWER: 'the answer is not what the API promises',
} as const;

export type OpenStackErrorCode = keyof typeof OPENSTACK_ERRORS;

export interface OpenStackErrorOptions {
  /** HTTP status, 0 when there was no answer. */
  readonly status?: number;
  readonly url?: string;
  /** What the service said, for a log. */
  readonly detail?: string;
  readonly cause?: unknown;
}

/** A failure of the cloud, its configuration or the way to it. */
export class OpenStackError extends Error {
  override readonly name = 'OpenStackError';
  readonly code: OpenStackErrorCode;
  readonly status: number;
  readonly url: string;
  readonly detail: string;

  constructor(code: OpenStackErrorCode, message: string, options: OpenStackErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.status = options.status ?? 0;
    this.url = options.url ?? '';
    this.detail = options.detail ?? '';
  }
}

export const isOpenStackError = (
  thrown: unknown,
  code?: OpenStackErrorCode,
): thrown is OpenStackError =>
  thrown instanceof OpenStackError && (code === undefined || thrown.code === code);
