// What a handler gives back, and the error bodies of the three services as they were recorded.

import type { Json } from './document.ts';

export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request, after its token was checked. */
export interface Call {
  /** Path below the service's version, split at slashes, decoded. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** The service's own address as the caller reached it, without a slash at the end. */
  readonly base: string;
}

export const ok = (body: Json): Answer => ({ status: 200, body });

export const keystoneError = (code: number, title: string, message: string): Answer => ({
  status: code,
  body: { error: { code, message, title } },
});

export const unauthorized = (): Answer =>
  keystoneError(401, 'Unauthorized', 'The request you have made requires authentication.');

export const neutronError = (status: number, type: string, message: string): Answer => ({
  status,
  body: { NeutronError: { type, message, detail: '' } },
});

export const novaError = (status: number, kind: string, message: string): Answer => ({
  status,
  body: { [kind]: { code: status, message } },
});
