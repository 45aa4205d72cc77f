// Which NATS connections may be made without a person having said that clear text is fine:
// to this very machine, or by TLS with credentials. Pure.

import { isIP } from 'node:net';

import { parseServer } from './nats-settings.ts';
import type { NatsSettings } from './nats-settings.ts';

/** 127.0.0.0/8, ::1 and localhost (RFC 6761 gives the name to the loopback). */
export const isLoopback = (host: string): boolean => {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (isIP(bare) === 4) return bare.startsWith('127.');
  return bare === '::1' || bare === 'localhost' || bare.endsWith('.localhost');
};

const hasCredentials = (settings: NatsSettings): boolean =>
  [
    settings.user,
    settings.token,
    settings.tokenFile,
    settings.credentials,
    settings.nkey,
    settings.tls?.cert,
  ].some((way) => way !== undefined);

/** Servers that are neither loopback nor TLS with credentials, each with what it lacks. */
export const insecureServers = (settings: NatsSettings): readonly string[] =>
  settings.servers.flatMap((text) => {
    const server = parseServer(text);
    if (server === null || isLoopback(server.host)) return [];
    const tls = server.tls || settings.tls !== undefined;
    const credentials = hasCredentials(settings) || server.password !== '' || server.user !== '';
    const lacks = [tls ? '' : 'TLS', credentials ? '' : 'credentials'].filter(
      (what) => what !== '',
    );
    return lacks.length === 0 ? [] : [`${server.shown} (no ${lacks.join(', no ')})`];
  });
