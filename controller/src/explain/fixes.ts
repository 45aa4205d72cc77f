// Repairs, smallest first: what to type, what it touches, its risk, how to undo it.

import { type Fix } from './cause.ts';

/** The smallest repair that works at once. */
export const fixNow = (
  scope: string,
  commands: readonly string[],
  undo: string,
  risk = 'touches nothing else',
): Fix => ({ kind: 'now', scope, commands, risk, undo });

/** What makes the repair stay. */
export const fixRoot = (
  scope: string,
  commands: readonly string[],
  risk: string,
  undo = 'none needed',
): Fix => ({ kind: 'root', scope, commands, risk, undo });

export const restartL3Agent = (node: string): Fix =>
  fixRoot(
    `restart neutron-l3-agent on ${node}`,
    ['systemctl restart neutron-l3-agent'],
    `it resyncs every router on ${node}; packets keep flowing meanwhile`,
  );

export const restartOvsAgent = (node: string): Fix =>
  fixRoot(
    `restart neutron-openvswitch-agent on ${node}`,
    ['systemctl restart neutron-openvswitch-agent'],
    `it replays the flows and tags of every port on ${node}`,
  );

export const rescheduleRouter = (routerId: string, node: string): Fix =>
  fixRoot(
    `move the router away from ${node} and back`,
    [
      `openstack network agent remove router --l3 $(openstack network agent list ` +
        `--agent-type l3 --host ${node} -f value -c ID) ${routerId}`,
      `openstack network agent add router --l3 $(openstack network agent list ` +
        `--agent-type l3 --host ${node} -f value -c ID) ${routerId}`,
    ],
    'all traffic of the router that leaves by its address stops for some seconds',
  );
