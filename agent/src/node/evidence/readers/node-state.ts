// What the node itself keeps: handles of namespaces, and what keepalived wrote down.

import { readFile } from 'node:fs/promises';

import type { Reader } from '../reader.ts';
import { required } from '../selectors.ts';

export const namespaces: Reader = (_selectors, context) => ({
  kind: 'question',
  argv: ['ls', '-i', '/run/netns'],
  ask: () => {
    const lines = context.namespaces
      .list()
      .map(({ name, inode, dead }) => `${name} ${inode} ${dead ? 'dead' : 'alive'}\n`);
    return Promise.resolve(Buffer.from(lines.join(''), 'utf8'));
  },
});

/** neutron/agent/l3/ha_router.py: `primary` or `backup`. */
export const haState: Reader = (selectors, context) => {
  const path = `${context.stateDir}/ha_confs/${required('ha-state', selectors, 'router')}/state`;
  return { kind: 'question', argv: ['cat', path], ask: () => readFile(path) };
};
