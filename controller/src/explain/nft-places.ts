// Every place of the guilty segment at which nftables is asked, with what becomes of the packet
// there: for causes that do not care which of them it is.

import { portFirewall } from '../neutron-names.ts';
import { bridgeNft } from './bridge-nft.ts';
import { type CaseFile } from './case-file.ts';
import { deviceEnds, deviceNft, isReadBefore } from './device-hooks.ts';
import { filteredPort } from './filtered-port.ts';
import { hostNft } from './host-nft.ts';
import { type Where } from './lines.ts';
import { type NftView } from './nft-view.ts';
import { routedView } from './routed-view.ts';
import { routerNft } from './router-nft.ts';
import { tunnelView } from './tunnel-view.ts';

export interface NftPlace {
  readonly where: Where;
  readonly nft: NftView;
}

const atDevices = (file: CaseFile): NftPlace[] =>
  deviceEnds(file)
    .filter((end) => end.point.netns === '' && !isReadBefore(file, end))
    .map((end) => ({ where: { node: end.point.node, netns: '' }, nft: deviceNft(file, end) }));

const onBridge = (file: CaseFile): NftPlace[] => {
  const filtered = file.place?.kind === 'security-group' ? filteredPort(file) : null;
  if (filtered === null || portFirewall(file.path, filtered.port) !== 'iptables_hybrid') return [];
  return [{ where: { node: filtered.node, netns: '' }, nft: bridgeNft(file, filtered) }];
};

const inRouter = (file: CaseFile): NftPlace[] => {
  const view = routedView(file);
  return view === null ? [] : [{ where: view.where, nft: routerNft(file, view) }];
};

const onHost = (file: CaseFile): NftPlace[] => {
  const view = file.place?.kind === 'tunnel-in' ? tunnelView(file) : null;
  if (view === null) return [];
  return [{ where: { node: view.to.node, netns: '' }, nft: hostNft(file, view) }];
};

export const nftPlaces = (file: CaseFile): NftPlace[] => [
  ...atDevices(file),
  ...onBridge(file),
  ...inRouter(file),
  ...onHost(file),
];
