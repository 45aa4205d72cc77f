// An authenticated conversation with one cloud. The token is got when it is first needed, by one
// request however many wait for it, and got anew once when a service says 401.

import type { Cloud } from './cloud.ts';
import { endpointOf, type Service } from './catalog.ts';
import { OpenStackError, type OpenStackErrorCode } from './errors.ts';
import type { Io } from './io.ts';
import { authenticate, type Identity } from './keystone.ts';
import { OPENSTACK_LIMITS } from './limits.ts';
import { saidBy, send, type HttpAnswer } from './transport.ts';

/** A filter; several values of one key mean "any of them", undefined means absent. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Session {
  /** Authenticates when that has not happened yet. */
  readonly identity: () => Promise<Identity>;
  /** Parsed body of a GET. Throws OpenStackError for every status but 2xx. */
  readonly get: (service: Service, path: string, query?: Query) => Promise<unknown>;
}

const queryText = (query: Query): string => {
  const pairs: string[] = [];
  for (const [key, value] of Object.entries(query))
    for (const one of value === undefined ? [] : [value].flat())
      pairs.push(`${encodeURIComponent(key)}=${encodeURIComponent(one)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
};

const codeOfStatus = (status: number): OpenStackErrorCode => {
  if (status === 401) return 'CREDENTIALS';
  if (status === 403) return 'FORBIDDEN';
  if (status === 404) return 'NOT_FOUND';
  return status >= 500 ? 'FAULT' : 'REFUSED';
};

const errorOf = (url: string, answer: HttpAnswer): OpenStackError => {
  const detail = saidBy(answer.body);
  const { host, pathname } = new URL(url);
  return new OpenStackError(
    codeOfStatus(answer.status),
    `${host} answered ${answer.status} to GET ${pathname}${detail === '' ? '' : `: ${detail}`}`,
    { status: answer.status, url, detail },
  );
};

/** Opens a conversation; nothing is sent before the first question. */
export const openSession = (cloud: Cloud, io: Io): Session => {
  let pending: Promise<Identity> | null = null;

  const renew = (): Promise<Identity> => {
    const asked = authenticate(cloud, io);
    pending = asked;
    // A failed authentication is not remembered: the next question tries again.
    asked.catch(() => {
      if (pending === asked) pending = null;
    });
    return asked;
  };

  const identity = async (): Promise<Identity> => {
    if (pending === null) return renew();
    const asked = pending;
    const current = await asked;
    if (current.expiresAt - io.now() > OPENSTACK_LIMITS.tokenMarginMs) return current;
    return pending === asked ? renew() : identity();
  };

  const get = async (service: Service, path: string, query: Query = {}): Promise<unknown> => {
    for (let attempt = 0; ; attempt += 1) {
      const asked = await identity();
      const url = `${endpointOf(cloud, asked, service)}${path}${queryText(query)}`;
      const answer = await send(io, {
        method: 'GET',
        url,
        headers: { 'X-Auth-Token': asked.token },
        timeoutMs: OPENSTACK_LIMITS.requestMs,
      });
      if (answer.status === 401 && attempt === 0) {
        // Several questions may learn of it at once: only the first of them renews.
        if ((await pending)?.token === asked.token) pending = null;
        continue;
      }
      if (answer.status < 200 || answer.status > 299) throw errorOf(url, answer);
      return answer.body;
    }
  };

  return { identity, get };
};
