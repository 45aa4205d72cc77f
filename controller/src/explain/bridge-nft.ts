// nftables on the VM's own bridge (qbr): chains of family bridge see its ports, those of ip and
// inet, which br_netfilter calls, see the bridge itself. Its hook input is asked for a copy that
// goes up to the bridge; what is dropped there is not lost.

import { type NftChain } from '@hopscope/nodestate';
import { portDevice } from '../neutron-names.ts';
import { type CaseFile } from './case-file.ts';
import { type FilteredPort } from './filtered-port.ts';
import { connectionState } from './iptables-firewall.ts';
import { type NftHook, type NftView, nftView } from './nft-view.ts';

const HOOKS = ['prerouting', 'forward', 'postrouting'];
const CONNTRACK = -200;
const CALLS = 'net.bridge.bridge-nf-call-iptables';

/** Ports of the bridge in the order in which the frame passes them. */
const portsOf = ({ port, sense, tap }: FilteredPort): readonly [string, string] => {
  const qvb = portDevice('qvb', port.id);
  return sense === 'egress' ? [tap, qvb] : [qvb, tap];
};

/** Where some requests pass, others may be of a connection that was answered. */
const stateOf = (file: CaseFile, filtered: FilteredPort): string | null => {
  const { place } = file;
  const isMixed = !filtered.answer && place !== null && place.lost < place.sent;
  return isMixed ? null : connectionState(file, filtered).toLowerCase();
};

const hookAt = (file: CaseFile, filtered: FilteredPort, base: NftChain): NftHook | null => {
  const { hook, family, priority } = base;
  const isBridge = family === 'bridge';
  const isCalled = file.sysctl(filtered.node, '', CALLS) !== '0';
  if (!isBridge && (!isCalled || (family !== 'ip' && family !== 'inet'))) return null;
  // The bridge itself showed the frame: it came through the first hook.
  if (hook === 'prerouting' && file.place?.from?.role === 'qbr') return null;
  const qbr = portDevice('qbr', filtered.port.id);
  const [first, second] = isBridge ? portsOf(filtered) : [qbr, qbr];
  const [knowsIn, knowsOut] = [hook !== 'postrouting', hook !== 'prerouting'];
  // Connections are tracked when ip is called, which is in the first hook of the bridge.
  const isTracked = isCalled && (hook !== 'prerouting' || (!isBridge && priority > CONNTRACK));
  return {
    packet: filtered.packet,
    inDevice: knowsIn ? first : '',
    outDevice: knowsOut ? second : '',
    inBridge: knowsIn ? qbr : '',
    outBridge: knowsOut ? qbr : '',
    state: isTracked ? stateOf(file, filtered) : null,
    answer: filtered.answer,
  };
};

/** The frame through every chain that it passes on the bridge. */
export const bridgeNft = (file: CaseFile, filtered: FilteredPort): NftView =>
  nftView({
    chains: file.nft(filtered.node, ''),
    hooks: HOOKS,
    printed: (table) => file.iptables(filtered.node, '', table) !== null,
    at: (base) => hookAt(file, filtered, base),
  });
