// What a port may send with: its own addresses and MAC, and the allowed address pairs.
// (Neutron's anti-spoofing, iptables_firewall.py _setup_spoof_filter_chain.)

import { type PortFacts } from '../resolve/path.ts';
import { prefixHolds } from './walk/address.ts';

/** True when the API lets `port` send with this address and MAC; a MAC of '' is not looked at. */
export const maySendAs = (port: PortFacts, address: string, mac: string): boolean => {
  if (!port.portSecurity) return true;
  const pairs = [
    ...port.addresses.map((one) => ({ address: one.address, mac: port.mac })),
    ...port.allowedPairs.map((pair) => ({ address: pair.address, mac: pair.mac || port.mac })),
  ];
  return pairs.some(
    (pair) =>
      prefixHolds(pair.address, address) === true &&
      (mac === '' || mac.toLowerCase() === pair.mac.toLowerCase()),
  );
};
