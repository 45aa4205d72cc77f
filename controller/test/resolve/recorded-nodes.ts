// Agents of the recorded cloud: what each would have described, read from the recorded state of
// its node. A device that the recording does not have does not exist.

import { readdirSync, readFileSync } from 'node:fs';
import type { DescribeOrder, Description } from '../../src/resolve/mod.ts';

const fixtures = new URL('../../../test/fixtures/recorded/', import.meta.url);

interface Link {
  readonly ifname: string;
  readonly ifindex: number;
  readonly address?: string;
  readonly mtu: number;
  readonly flags: readonly string[];
  readonly linkinfo?: { readonly info_kind?: string };
}

/** The files start with the command as a comment. */
const json = <Content>(url: URL): Content =>
  JSON.parse(readFileSync(url, 'utf8').replace(/^#.*\n/, '')) as Content;

const linksOf = (folder: URL, netns: string): Link[] =>
  netns === ''
    ? json<Link[]>(new URL('ip-addr.json', folder))
    : json<Link[]>(new URL(`ns/${netns}/ip-j-d-s-addr.txt`, folder));

export type Firewall = 'hybrid' | 'ovsfw';

/** What the agent of a recorded node answers to an order. */
export const describeRecorded =
  (firewall: Firewall) =>
  (node: string, order: DescribeOrder): Promise<Description> => {
    const folder = new URL(`${firewall}/before/${node}/`, fixtures);
    const namespaces = readdirSync(new URL('ns/', folder)).map((name, index) => ({
      name,
      inode: 4026532000 + index,
      dead: false,
      viaPid: 0,
    }));
    const devices = (order.devices ?? []).flatMap((wanted) => {
      const netns = wanted.netns ?? '';
      const home = namespaces.find(({ name }) => name === netns);
      if (netns !== '' && home === undefined) return [];
      const link = linksOf(folder, netns).find(({ ifname }) => ifname === wanted.device);
      if (link === undefined) return [];
      return [
        {
          name: { netns, device: link.ifname },
          netnsInode: home?.inode ?? 4026531840,
          ifindex: link.ifindex,
          kind: link.linkinfo?.info_kind ?? '',
          mac: link.address ?? '',
          mtu: link.mtu,
          up: link.flags.includes('UP'),
          master: '',
          offloaded: false,
        },
      ];
    });
    return Promise.resolve({
      node,
      instance: 'recorded',
      policy: { inject: true, capture: true, injectDestinations: [], injectRateMax: 1000 },
      namespaces,
      devices,
      leads: (order.vteps ?? []).map((vtep) => ({
        vtep,
        devices: ['eth0'],
        local: '',
        failure: '',
      })),
      bridges: (order.bridges ?? []).map((bridge) => ({ bridge, devices: ['ext0'] })),
      interfaces: [],
      limits: [],
    });
  };
