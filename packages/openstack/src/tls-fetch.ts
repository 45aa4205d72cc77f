// A fetch with a certificate authority, a client certificate or no verification of its own: the
// global fetch takes these only process-wide or through another package. HTTP without TLS passes
// too, since a catalog may mix both. No redirects: an API that redirects is misconfigured.

import { request as httpRequest, Agent as HttpAgent } from 'node:http';
import { request as httpsRequest, Agent as HttpsAgent } from 'node:https';
import type { Answer, Fetch } from './io.ts';
import { OPENSTACK_LIMITS } from './limits.ts';

export interface TlsOptions {
  readonly verify: boolean;
  /** PEM; null = the system's authorities. */
  readonly ca: string | null;
  readonly cert: string | null;
  readonly key: string | null;
}

export const tlsFetch = (tls: TlsOptions): Fetch => {
  const secure = new HttpsAgent({
    keepAlive: true,
    rejectUnauthorized: tls.verify,
    ...(tls.ca === null ? {} : { ca: tls.ca }),
    ...(tls.cert === null ? {} : { cert: tls.cert }),
    ...(tls.key === null ? {} : { key: tls.key }),
  });
  const plain = new HttpAgent({ keepAlive: true });
  return (url, ask) =>
    new Promise<Answer>((resolve, reject) => {
      const { promise, resolve: ended, reject: failed } = Promise.withResolvers<string>();
      const isSecure = url.startsWith('https:');
      const options = {
        method: ask.method,
        headers: {
          ...ask.headers,
          ...(ask.body === undefined ? {} : { 'Content-Length': Buffer.byteLength(ask.body) }),
        },
        signal: ask.signal,
        agent: isSecure ? secure : plain,
      };
      const request = (isSecure ? httpsRequest : httpRequest)(url, options, (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > OPENSTACK_LIMITS.bodyBytesMax) response.destroy(new Error('body too large'));
          else chunks.push(chunk);
        });
        response.on('end', () => ended(Buffer.concat(chunks).toString('utf8')));
        response.on('error', failed);
        resolve({
          status: response.statusCode ?? 0,
          headers: {
            get: (name) => {
              const value = response.headers[name.toLowerCase()];
              return Array.isArray(value) ? value.join(', ') : (value ?? null);
            },
          },
          text: () => promise,
        });
      });
      // A body that fails before anybody reads it must not be an unhandled rejection.
      promise.catch(() => undefined);
      request.on('error', reject);
      request.end(ask.body);
    });
};
