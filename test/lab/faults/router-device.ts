// Takes a device of a router namespace down, or its address away, and puts back what the kernel
// forgets with it: routes and neighbours.

import { ip } from './in-netns.ts';
import type { Changes, Step } from './changes.ts';

/** Lines of `ip route` and `ip neigh` of one device, as `replace` takes them back. */
const linesOf = async (
  { read }: Changes,
  node: string,
  netns: string,
  ...words: readonly string[]
): Promise<readonly string[]> =>
  (await read(node, ['ip', '-n', netns, ...words]))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Routes of all tables that somebody made; the kernel makes its own again. */
const routesOf = async (
  changes: Changes,
  node: string,
  netns: string,
  device: string,
): Promise<readonly string[]> =>
  (await linesOf(changes, node, netns, '-4', 'route', 'show', 'table', 'all', 'dev', device))
    .filter((line) => !/proto kernel|^(?:local|broadcast) /.test(line))
    .map((line) => `route replace ${line.replace(/ (?:linkdown|onlink)\b/g, '')} dev ${device}`);

const neighboursOf = async (
  changes: Changes,
  node: string,
  netns: string,
  device: string,
): Promise<readonly string[]> =>
  (await linesOf(changes, node, netns, 'neigh', 'show', 'nud', 'permanent', 'dev', device)).map(
    (line) => `neigh replace ${line.replace(' PERMANENT', ' nud permanent')} dev ${device}`,
  );

const batch = (node: string, netns: string, lines: readonly string[]): Step => ({
  node,
  argv: ['ip', '-n', netns, '-batch', '-'],
  input: `${lines.join('\n')}\n`,
});

/** Sets a device down. */
export const takeDown = async (
  changes: Changes,
  node: string,
  netns: string,
  device: string,
): Promise<void> => {
  const back = [
    `link set ${device} up`,
    ...(await routesOf(changes, node, netns, device)),
    ...(await neighboursOf(changes, node, netns, device)),
  ];
  await changes.change(ip(node, netns, 'link', 'set', device, 'down'), [batch(node, netns, back)]);
};

/** Takes all IPv4 addresses of a device away, and so the routes over it. */
export const takeAddresses = async (
  changes: Changes,
  node: string,
  netns: string,
  device: string,
): Promise<void> => {
  const shown = await linesOf(changes, node, netns, '-4', '-o', 'addr', 'show', 'dev', device);
  const addresses = shown.flatMap((line) => {
    const [, address, broadcast] = /inet (\S+)(?: metric \d+)?(?: brd (\S+))?/.exec(line) ?? [];
    if (address === undefined) return [];
    const brd = broadcast === undefined ? '' : ` brd ${broadcast}`;
    return [`addr add ${address}${brd} scope global dev ${device}`];
  });
  const routes = await routesOf(changes, node, netns, device);
  const flush = ip(node, netns, '-4', 'addr', 'flush', 'dev', device);
  await changes.change(flush, [batch(node, netns, [...addresses, ...routes])]);
};
