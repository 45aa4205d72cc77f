// A namespace that Neutron should have made. A dead handle is a limit of seeing, not a fault: the
// namespace may live on without a name.

import type { Where } from '../explain/lines.ts';
import type { CheckRow, Scope } from './check.ts';
import { judged, unknown } from './rows.ts';
import type { CheckState } from './state.ts';

/** Enough to tell one from another: `qrouter-b2ab7ff5`. */
const SHOWN = 16;

export const namespaceRow = (
  { namespace }: CheckState,
  { node, netns }: Where,
  scope: Scope,
  cause: string,
): CheckRow => {
  const wanted = {
    where: { node, netns: '' },
    what: `namespace ${netns.slice(0, SHOWN)}`,
    expected: 'there',
    command: 'ip netns',
    scope,
  } as const;
  const said = namespace(node, netns);
  if (said === null) return unknown(wanted, 'the agent was not reached');
  if (said === 'dead') return unknown(wanted, 'its handle is dead');
  return judged(wanted, said === 'alive' ? 'there' : 'absent', said === 'alive', cause);
};
