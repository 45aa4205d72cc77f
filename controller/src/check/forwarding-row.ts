// What comes in by a port of a router is forwarded: the switch of that port (ip-sysctl:
// conf/INTERFACE/forwarding), which ip_forward sets for all.

import { forwardingKey } from '../explain/forwarding.ts';
import type { Where } from '../explain/lines.ts';
import type { CheckRow, Scope } from './check.ts';
import { CODES } from './codes.ts';
import { equal } from './rows.ts';
import type { CheckState } from './state.ts';

export const forwardingRow = (
  state: CheckState,
  where: Where,
  device: string,
  scope: Scope,
): CheckRow => {
  const what = forwardingKey(device);
  const wanted = { where, what, expected: '1', command: `sysctl ${what}`, scope };
  return equal(wanted, state.sysctl(where.node, where.netns, what), CODES.ipForwardOff);
};
