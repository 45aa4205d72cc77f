// One request to one endpoint: timeout, the one retry policy, and typed errors. Only GETs are
// tried again, at most twice, after a jittered pause; a refusal is never tried again.

import { OpenStackError } from './errors.ts';
import type { Answer, Io } from './io.ts';
import { OPENSTACK_LIMITS } from './limits.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly timeoutMs: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly header: (name: string) => string | null;
  /** Parsed JSON, or null when the body is empty. */
  readonly body: unknown;
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY)|ALTNAME/;
const TRANSIENT = new Set([429, 502, 503, 504]);

const codeOf = (thrown: unknown): string => {
  for (let at: unknown = thrown; at instanceof Error; at = at.cause) {
    const code: unknown = Reflect.get(at, 'code');
    if (typeof code === 'string') return code;
    if (at instanceof AggregateError && at.errors[0] instanceof Error) return codeOf(at.errors[0]);
  }
  return '';
};

const failureOf = (thrown: unknown, request: HttpRequest): OpenStackError => {
  const options = { url: request.url, cause: thrown };
  const where = new URL(request.url).host;
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'TimeoutError' || name === 'AbortError')
    return new OpenStackError(
      'TIMED_OUT',
      `${where} did not answer in ${request.timeoutMs} ms`,
      options,
    );
  const code = codeOf(thrown);
  const detail = code || (thrown instanceof Error ? thrown.message : String(thrown));
  if (CERTIFICATE.test(code))
    return new OpenStackError(
      'CERTIFICATE',
      `the certificate of ${where} is not trusted: ${detail}`,
      {
        ...options,
        detail,
      },
    );
  return new OpenStackError('UNREACHABLE', `no connection to ${where}: ${detail}`, {
    ...options,
    detail,
  });
};

const once = async (io: Io, request: HttpRequest): Promise<{ answer: Answer; text: string }> => {
  try {
    const answer = await io.fetch(request.url, {
      method: request.method,
      headers: {
        Accept: 'application/json',
        ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal: AbortSignal.timeout(request.timeoutMs),
    });
    return { answer, text: await answer.text() };
  } catch (thrown) {
    throw failureOf(thrown, request);
  }
};

const parseBody = (text: string, request: HttpRequest, status: number): unknown => {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    // A proxy in front of the API answers errors in HTML: the status still says what happened.
    if (status >= 400) return text.slice(0, 500);
    throw new OpenStackError('ANSWER', `${new URL(request.url).host} did not answer in JSON`, {
      status,
      url: request.url,
      detail: text.slice(0, 200),
      cause,
    });
  }
};

/** Full jitter below a doubling cap; a Retry-After of the service is honoured up to the cap. */
const pauseMs = (io: Io, attempt: number, retryAfter: string | null): number => {
  const { retryBaseMs, retryCapMs } = OPENSTACK_LIMITS;
  const jittered = io.random() * Math.min(retryCapMs, retryBaseMs * 2 ** attempt);
  const asked = Number(retryAfter ?? 0) * 1000;
  return Math.min(retryCapMs, Math.max(jittered, Number.isFinite(asked) ? asked : 0));
};

/**
 * Sends the request and returns whatever status came back. Throws OpenStackError UNREACHABLE,
 * TIMED_OUT, CERTIFICATE or ANSWER. A GET is repeated on a lost connection, a timeout and on 429,
 * 502, 503, 504.
 */
export const send = async (io: Io, request: HttpRequest): Promise<HttpAnswer> => {
  const attempts = request.method === 'GET' ? OPENSTACK_LIMITS.attemptsMax : 1;
  for (let attempt = 0; ; attempt += 1) {
    const isLast = attempt + 1 >= attempts;
    let retryAfter: string | null = null;
    try {
      const { answer, text } = await once(io, request);
      if (isLast || !TRANSIENT.has(answer.status))
        return {
          status: answer.status,
          header: (name) => answer.headers.get(name),
          body: parseBody(text, request, answer.status),
        };
      retryAfter = answer.headers.get('retry-after');
    } catch (thrown) {
      const mayRepeat =
        thrown instanceof OpenStackError &&
        (thrown.code === 'UNREACHABLE' || thrown.code === 'TIMED_OUT');
      if (isLast || !mayRepeat) throw thrown;
    }
    await io.sleep(pauseMs(io, attempt, retryAfter));
  }
};

/** What a service said in an error body: Keystone, Nova and Neutron each have their own shape. */
export const saidBy = (body: unknown): string => {
  if (typeof body === 'string') return body;
  if (typeof body !== 'object' || body === null) return '';
  const inner: unknown = Object.values(body)[0];
  if (typeof inner === 'string') return inner;
  if (typeof inner !== 'object' || inner === null) return '';
  const message: unknown = Reflect.get(inner, 'message');
  return typeof message === 'string' ? message : '';
};
