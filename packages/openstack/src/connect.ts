// The door to one cloud: a session and the clients over it.

import type { Cloud } from './cloud.ts';
import { computeClient, type ComputeClient } from './compute.ts';
import type { Io } from './io.ts';
import { networkClient, type NetworkClient } from './network.ts';
import { openSession, type Session } from './session.ts';

export interface OpenStack {
  readonly cloud: Cloud;
  readonly session: Session;
  readonly compute: ComputeClient;
  readonly network: NetworkClient;
}

/** Clients of one cloud; nothing is sent before the first question. */
export const connect = (cloud: Cloud, io: Io): OpenStack => {
  const session = openSession(cloud, io);
  return {
    cloud,
    session,
    compute: computeClient(session),
    network: networkClient(session),
  };
};
