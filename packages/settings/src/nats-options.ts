// Settings to the options of the NATS client. TLS is demanded as soon as one server or the
// settings ask for it: a server that does not offer it is then refused, never used in the clear.

import {
  credsAuthenticator,
  nkeyAuthenticator,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
} from '@nats-io/nats-core';
import type { Authenticator } from '@nats-io/nats-core';
import type { NodeConnectionOptions } from '@nats-io/transport-node';

import { parseServer } from './nats-settings.ts';
import type { NatsServer, NatsSettings } from './nats-settings.ts';

const authenticatorOf = (
  settings: NatsSettings,
  servers: readonly NatsServer[],
  readFile: (path: string) => Buffer,
): Authenticator | null => {
  if (settings.credentials !== undefined) return credsAuthenticator(readFile(settings.credentials));
  if (settings.nkey !== undefined)
    return nkeyAuthenticator(Buffer.from(readFile(settings.nkey).toString('utf8').trim()));
  if (settings.token !== undefined) return tokenAuthenticator(settings.token);
  if (settings.tokenFile !== undefined)
    return tokenAuthenticator(readFile(settings.tokenFile).toString('utf8').trim());
  if (settings.user !== undefined)
    return usernamePasswordAuthenticator(settings.user, settings.password ?? '');
  const named = servers.find(({ user }) => user !== '');
  if (named === undefined) return null;
  // nats://TOKEN@HOST is how a token is written in a URL
  return named.password === ''
    ? tokenAuthenticator(named.user)
    : usernamePasswordAuthenticator(named.user, named.password);
};

/** Options for `connect`. `readFile` reads credentials and certificates; what it throws passes. */
export const natsOptions = (
  settings: NatsSettings,
  readFile: (path: string) => Buffer,
): NodeConnectionOptions => {
  const servers = settings.servers.map(parseServer).filter((server) => server !== null);
  const tls = settings.tls !== undefined || servers.some((server) => server.tls);
  const authenticator = authenticatorOf(settings, servers, readFile);
  const pem = (path: string | undefined, name: 'ca' | 'cert' | 'key') =>
    path === undefined ? {} : { [name]: readFile(path).toString('utf8') };
  return {
    servers: servers.map(({ host, port }) => `${host}:${port}`),
    // servers that a cluster names were never judged by the rule of nats-security.ts
    ignoreClusterUpdates: true,
    ...(authenticator === null ? {} : { authenticator }),
    tls: tls
      ? {
          ...pem(settings.tls?.ca, 'ca'),
          ...pem(settings.tls?.cert, 'cert'),
          ...pem(settings.tls?.key, 'key'),
        }
      : null,
  };
};
