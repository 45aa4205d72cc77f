// Row 58: the server is not running. Then silence needs no other reason.
// Asked only where nothing of the flow was seen.

import { affectsThisPort } from '../affects.ts';
import { report } from '../api-fact.ts';
import { type Cause } from '../cause.ts';
import { fixNow } from '../fixes.ts';
import { vmName } from '../words.ts';

export const serverNotActive: Cause = {
  code: 'SERVER_NOT_ACTIVE',
  owner: 'tenant',
  summary: 'The server is not running.',
  segments: ['vm'],
  directions: ['forward', 'reply'],
  catalogue: [58],
  test: (file) => {
    const { server } = file.path.neutron;
    if (server === null || server.status === '' || server.status === 'ACTIVE') return null;
    return report(file, serverNotActive, {
      what: `server ${vmName(file)}`,
      expected: 'ACTIVE',
      found: server.status,
      command: `openstack server show -c status ${server.id}`,
      confidence: 'confirmed',
      title: `${vmName(file)} is not running: ${server.status}`,
      detail: 'A server that does not run sends nothing.',
      affects: affectsThisPort(file),
      fixes: [
        fixNow(
          "the project's decision; one server",
          [`openstack server start ${server.id}`],
          `openstack server stop ${server.id}`,
        ),
      ],
    });
  },
};
