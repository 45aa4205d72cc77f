// A lab as faults and state see it: its topology, its API's objects, and a shell on its hosts.

import { join } from 'node:path';
import type { LabAccess } from './faults/changes.ts';
import type { Lab } from './lab.ts';

export const accessOf = (lab: Lab): LabAccess => ({
  topology: lab.topology,
  objectsFile: join(lab.stateDirectory, 'objects.json'),
  shell: (node, argv, options = {}) => lab.exec(node, argv, { ...options, mayFail: true }),
});
