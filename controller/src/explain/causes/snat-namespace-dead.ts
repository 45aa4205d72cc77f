// Output trap 5: the handle of the snat namespace is dead and no process was found that lives in
// it. It may be a fault, or only a fault of seeing: never said to be absent, never confirmed.

import { affectsRouter } from '../affects.ts';
import { type Cause } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixRoot, restartL3Agent } from '../fixes.ts';
import { isExpected, namespaceLine } from '../snat-namespace-view.ts';
import { routerName } from '../words.ts';

export const snatNamespaceDead: Cause = {
  code: 'SNAT_NAMESPACE_DEAD',
  owner: 'platform',
  summary: 'The handle of the snat namespace is dead, and no process that lives in it is found.',
  segments: ['tunnel-in', 'integration-bridge'],
  directions: ['forward'],
  catalogue: [33],
  test: (file) => {
    if (!isExpected(file)) return null;
    const { network, snat } = file.parts;
    if (file.namespace(network, snat) !== 'dead') return null;
    return finding(file, snatNamespaceDead, {
      confidence: 'likely',
      title: `on ${network}: the handle of the snat namespace of router ${routerName(file)} is dead`,
      detail:
        "The namespace may live on without a name (after a restart of the agent's container); " +
        'its devices could not be seen, so this is a suspicion and a limit of what was seen.',
      evidence: namespaceLine(file, 'dead handle'),
      affects: affectsRouter(file),
      fixes: [
        fixRoot(
          'look for processes that still live in it',
          ['lsns -t net -o NS,PID,COMMAND'],
          'reads only',
        ),
        restartL3Agent(network),
      ],
    });
  },
};
