// Who else the same cause hits, from the API's ports: counted as VMs, named by projects, networks
// and hosts.

import { type PortFacts } from '../resolve/path.ts';
import { type Affects } from './cause.ts';
import { type CaseFile } from './case-file.ts';

const distinct = (values: readonly string[]): string[] =>
  [...new Set(values.filter((value) => value !== ''))].toSorted((a, b) => a.localeCompare(b));

/** The VM's own port, the other VM's, and neighbours on the same networks and hosts. */
const candidates = (file: CaseFile): PortFacts[] => {
  const { port, remote, neighbourPorts } = file.path.neutron;
  const own = remote === null ? [port] : [port, remote.port];
  const others = neighbourPorts.filter(
    ({ id, deviceOwner }) => own.every((one) => one.id !== id) && deviceOwner.startsWith('compute'),
  );
  return [...own, ...others];
};

const count = (file: CaseFile, ports: readonly PortFacts[]): string => {
  const { port, remote } = file.path.neutron;
  const vms = new Set(ports.map(({ id, deviceId }) => deviceId || id)).size;
  if (vms !== 1) return `${vms} VMs`;
  if (ports.some(({ id }) => id === port.id)) return 'this VM alone';
  return ports.some(({ id }) => id === remote?.port.id) ? `${remote?.name} alone` : '1 VM';
};

/** `where` follows the number: `on cn1, in netA, without floating IP`. */
export const affected = (
  file: CaseFile,
  where: string,
  hit: (port: PortFacts) => boolean,
): Affects => {
  const ports = candidates(file).filter(hit);
  return {
    text: `${count(file, ports)}: ${where}`,
    ports: ports.map(({ id }) => id),
    projects: distinct(ports.map(({ projectId }) => projectId)),
    networks: distinct(ports.map(({ networkId }) => networkId)),
    hosts: distinct(ports.map(({ host }) => host)),
  };
};

const affectsPort = (file: CaseFile, port: PortFacts): Affects =>
  affected(file, 'only its port', ({ id }) => id === port.id);

/** Only the port that was asked about. */
export const affectsThisPort = (file: CaseFile): Affects =>
  affectsPort(file, file.path.neutron.port);

/** Only the port of the VM at the other end. */
export const affectsOtherPort = (file: CaseFile): Affects =>
  affected(file, 'only its port', ({ id }) => id === file.path.neutron.remote?.port.id);

/** Of the ports that leave as the VM's own does: by a floating IP, or by the router's address. */
const leavesAlike = (file: CaseFile): { words: string; hit: (port: PortFacts) => boolean } => {
  const { floatingPorts } = file.path.neutron;
  return file.path.exit === 'fip'
    ? { words: 'with a floating IP', hit: ({ id }) => floatingPorts.includes(id) }
    : { words: 'without floating IP', hit: ({ id }) => !floatingPorts.includes(id) };
};

/** VMs of this network on this node that leave as this one does. */
export const affectsNetworkOnNode = (file: CaseFile, node: string): Affects => {
  const { network } = file.path.neutron;
  const { words, hit } = leavesAlike(file);
  return affected(
    file,
    `on ${node}, in ${network.name || network.id}, ${words}`,
    (port) => port.networkId === network.id && port.host === node && hit(port),
  );
};

/** VMs of this network anywhere that leave by the router's address. */
export const affectsNetwork = (file: CaseFile): Affects => {
  const { network, floatingPorts } = file.path.neutron;
  return affected(
    file,
    `in ${network.name || network.id}, without floating IP`,
    (port) => port.networkId === network.id && !floatingPorts.includes(port.id),
  );
};

/**
 * Every VM behind this router that leaves by the router's address; for a floating IP, which leaves
 * by the VM's own node, those of that node that have one.
 */
export const affectsRouter = (file: CaseFile): Affects => {
  const { path, parts } = file;
  const { router, routerPorts } = path.neutron;
  const networks = new Set(routerPorts.map(({ networkId }) => networkId));
  const { words, hit } = leavesAlike(file);
  const isHere = path.exit === 'fip' && router?.distributed === true;
  const behind = `behind router ${router?.name || router?.id || '?'}`;
  return affected(
    file,
    isHere ? `on ${parts.compute}, ${behind}, ${words}` : `${behind}, ${words}`,
    (port) => networks.has(port.networkId) && hit(port) && (!isHere || port.host === parts.compute),
  );
};

/**
 * VMs whose packets a fault of this node's switches or cards hits: those of this network on the
 * node; on a node that only passes them on, all behind the router.
 */
export const affectsNetworkPorts = (file: CaseFile, node: string): Affects => {
  const { network, port, remote } = file.path.neutron;
  const isHost = [port.host, remote?.port.host].includes(node);
  if (!isHost && file.path.neutron.router !== null) return affectsRouter(file);
  return affected(
    file,
    `on ${node}, in ${network.name || network.id}`,
    (one) => one.networkId === network.id && one.host === node,
  );
};

/** Whoever a bridge of that node serves: VMs on it, or, where none is, all that pass through it. */
export const affectsBridge = (file: CaseFile, node: string): Affects => {
  const { port, remote } = file.path.neutron;
  if (port.host === node) return affectsNetworkPorts(file, node);
  if (remote?.port.host !== node) return affectsNetwork(file);
  const { network } = remote;
  return affected(
    file,
    `on ${node}, in ${network.name || network.id}`,
    ({ networkId, host }) => networkId === network.id && host === node,
  );
};

/** Whoever a port of that bridge serves: one of the two VMs alone where it is theirs. */
export const affectsSwitchPort = (file: CaseFile, node: string, name: string): Affects => {
  const { port, remote } = file.path.neutron;
  const own = [port, ...(remote === null ? [] : [remote.port])].find(
    ({ id, host }) => host === node && name.endsWith(id.slice(0, 11)),
  );
  return own === undefined ? affectsBridge(file, node) : affectsPort(file, own);
};

/** Whoever a flow of that bridge takes: this VM alone where it asks for its MAC. */
export const affectsFlow = (file: CaseFile, node: string, match: string): Affects =>
  match.includes(file.path.flow.mac) ? affectsThisPort(file) : affectsBridge(file, node);

/** VMs with one of these security groups and no other group than the VM's. */
export const affectsGroups = (file: CaseFile, groups: readonly string[], names: string): Affects =>
  affected(
    file,
    `whose only group is ${names}`,
    ({ securityGroups }) =>
      securityGroups.length > 0 && securityGroups.every((id) => groups.includes(id)),
  );
