// The VM port a router hands the packet to next, and the commands that mend its neighbour entry.

import { type PortFacts } from '../resolve/path.ts';
import { type CaseFile } from './case-file.ts';
import { inside } from './lines.ts';
import { type RoutedView } from './routed-view.ts';

/** The VM port the packet is handed to next, when it is a VM's. */
export const receiver = (file: CaseFile, { nextHop }: RoutedView): PortFacts | null => {
  const { port, remote } = file.path.neutron;
  const ports = remote === null ? [port] : [port, remote.port];
  return ports.find((one) => one.addresses.some(({ address }) => address === nextHop)) ?? null;
};

export const replaceCommand = (view: RoutedView, port: PortFacts): string => {
  const device = view.walk?.route?.device ?? view.outDevice;
  return inside(
    view.where.netns,
    `ip neigh replace ${view.nextHop} lladdr ${port.mac} dev ${device} nud permanent`,
  );
};

export const removeCommand = (view: RoutedView): string => {
  const device = view.walk?.route?.device ?? view.outDevice;
  return inside(view.where.netns, `ip neigh del ${view.nextHop} dev ${device}`);
};
