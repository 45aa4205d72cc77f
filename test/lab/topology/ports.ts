// Ports and what their identifiers are hashed from. Pure.
import { hashedMac, hashedUuid } from '../names.ts';
import type { LabPort } from '../model.ts';

type PortRecipe = Omit<LabPort, 'id' | 'mac' | 'securityGroups' | 'moreIps' | 'allowedPairs'> &
  Partial<Pick<LabPort, 'securityGroups' | 'moreIps' | 'allowedPairs'>>;

/** A port whose id and MAC are hashed from the lab's name and `what` it is. */
export const portOf = (lab: string, what: string, port: PortRecipe): LabPort => ({
  securityGroups: [],
  moreIps: [],
  allowedPairs: [],
  ...port,
  id: hashedUuid(`${lab} port ${what}`),
  mac: hashedMac('fa:16:3e', `${lab} port ${what}`),
});
