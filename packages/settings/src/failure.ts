// Why a NATS connection could not be made: refused by the server, or no server there. Pure.

import { AuthorizationError, UserAuthenticationExpiredError } from '@nats-io/nats-core';

export type NatsFailure = 'refused' | 'unreachable';

const chain = (error: unknown): Error[] => {
  const found: Error[] = [];
  for (let at = error; at instanceof Error && found.length < 8; at = at.cause) found.push(at);
  return found;
};

/** `refused` when the server is there and does not accept who we are. */
export const natsFailure = (error: unknown): NatsFailure =>
  chain(error).some(
    (link) =>
      link instanceof AuthorizationError ||
      link instanceof UserAuthenticationExpiredError ||
      /authorization violation|authentication/i.test(link.message),
  )
    ? 'refused'
    : 'unreachable';

/** The innermost message, which is what a person can act on. */
export const rootMessage = (error: unknown): string =>
  chain(error)
    .map(({ message }) => message)
    .findLast((message) => message !== '') ?? String(error);
