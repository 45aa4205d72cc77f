// The external gateway as a router's neighbour. A fault behind qg- also stops ARP: half a minute
// later the entry is gone, and the loss has moved from the bridge into the router. Faults that want
// the first of the two start with an entry that has just been confirmed.

import { ip } from './in-netns.ts';
import type { Changes } from './changes.ts';
import { UPSTREAM_DEVICE, UPSTREAM_HOST } from './snat-faults.ts';
import { externalGateway, type Victim } from './victim.ts';

/** Makes the gateway's entry reachable: it lasts 15 s at least, and then 8 s of asking again. */
export const freshGateway = async ({ change, read }: Changes, v: Victim): Promise<void> => {
  const shown = await read(UPSTREAM_HOST, ['ip', '-o', 'link', 'show', UPSTREAM_DEVICE]);
  const mac = /link\/ether (\S+)/.exec(shown)?.[1] ?? '';
  const entry = [externalGateway(v), 'lladdr', mac, 'nud', 'reachable', 'dev', v.qg];
  await change(ip(v.snatNode.name, v.snat, 'neigh', 'replace', ...entry), []);
};
