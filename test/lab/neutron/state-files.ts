// What the L3 agent keeps in files below its state_path: how each HA router stands, and which rule
// priority each floating IP has (ha_router.py ha_state, fip_rule_priority_allocator.py). Pure.
import { isDistributed, isHa, nodeOf, routersOn } from '../model.ts';
import type { LabRouter, Topology } from '../model.ts';
import { floatingOn } from './qrouter.ts';

/** state_path of the lab's nodes: /run is a node's own, /var/lib is the machine's. */
export const NEUTRON_STATE = '/run/neutron';

export interface StateFile {
  readonly path: string;
  readonly text: string;
}

/** The file that says `primary` or `backup`. */
export const haStateFile = (router: LabRouter): string =>
  `${NEUTRON_STATE}/ha_confs/${router.id}/state`;

/** All state files of a node. */
export const stateFiles = (t: Topology, nodeName: string): readonly StateFile[] => {
  const routers = routersOn(t, nodeName);
  const node = nodeOf(t, nodeName);
  const floating = routers.filter(isDistributed).flatMap((r) => floatingOn(t, node, r));
  return [
    ...routers
      .filter((r) => isHa(r) && r.hosts.includes(nodeName))
      .map((r) => ({
        path: haStateFile(r),
        text: r.active.includes(nodeName) ? 'primary' : 'backup',
      })),
    {
      path: `${NEUTRON_STATE}/fip-priorities`,
      text: floating.map((f) => `${f.address},${f.rulePriority}\n`).join(''),
    },
  ];
};
