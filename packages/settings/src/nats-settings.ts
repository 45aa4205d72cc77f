// What one needs to know to reach a NATS server. Paths stay paths here: who connects reads them.

import { z } from 'zod';

export const natsSettingsSchema = z
  .strictObject({
    servers: z
      .union([z.string(), z.array(z.string()).min(1, 'expected at least one server')])
      .transform((servers) => (typeof servers === 'string' ? servers.split(',') : servers))
      .describe('nats://HOST:PORT or tls://HOST:PORT'),
    user: z.string().optional(),
    password: z.string().optional(),
    token: z.string().optional(),
    /** File with a token alone in it. */
    tokenFile: z.string().optional(),
    /** File with a JWT and an nkey seed, as `nsc` writes it. */
    credentials: z.string().optional(),
    /** File with an nkey seed. */
    nkey: z.string().optional(),
    tls: z
      .strictObject({
        ca: z.string().optional(),
        cert: z.string().optional(),
        key: z.string().optional(),
      })
      .optional(),
    /** Clear text, or no credentials, over a network. */
    insecure: z.boolean().default(false),
  })
  .superRefine((settings, context) => {
    const complain = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    for (const server of settings.servers)
      if (parseServer(server) === null)
        complain('servers', `expected nats://HOST[:PORT] or tls://HOST[:PORT], not ${server}`);
    if ((settings.user === undefined) !== (settings.password === undefined))
      complain('user', 'expected user and password together');
    const ways = ['user', 'token', 'tokenFile', 'credentials', 'nkey'] as const;
    const used = ways.filter((way) => settings[way] !== undefined);
    if (used.length > 1)
      complain(used[1]!, `expected one kind of credentials, found ${used.join(' and ')}`);
    if ((settings.tls?.cert === undefined) !== (settings.tls?.key === undefined))
      complain('tls', 'expected cert and key together');
  });

export type NatsSettings = z.infer<typeof natsSettingsSchema>;

export interface NatsServer {
  readonly tls: boolean;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Without the credentials: may be shown. */
  readonly shown: string;
}

/** The parts of a server URL; a name alone is `nats://NAME:4222`. Null for what is no server. */
export const parseServer = (text: string): NatsServer | null => {
  const whole = /^[a-z]+:\/\//i.test(text) ? text : `nats://${text}`;
  const url = URL.parse(whole.trim());
  if (url === null || url.hostname === '' || !/^(nats|tls):$/.test(url.protocol)) return null;
  if (!/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '') return null;
  const port = url.port === '' ? 4222 : Number(url.port);
  return {
    tls: url.protocol === 'tls:',
    host: url.hostname,
    port,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    shown: `${url.protocol}//${url.hostname}:${port}`,
  };
};
