// Names and identifiers: hashed UUIDs and MACs, and the device and namespace names that nova,
// os-vif and Neutron make of them (neutron-lib NIC_NAME_LEN = 14, L3 agent's 4-character prefixes
// with 10 characters of the router id). Pure.
import { createHash } from 'node:crypto';

const digest = (seed: string): Buffer => createHash('sha256').update(seed).digest();

/** A version 4 shaped UUID that depends on the seed alone. */
export const hashedUuid = (seed: string): string => {
  const bytes = digest(`uuid ${seed}`).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
};

/** A MAC of the given three-octet prefix (`fa:16:3e` ports, `fa:16:3f` DVR hosts). */
export const hashedMac = (prefix: string, seed: string): string => {
  const [a = 0, b = 0, c = 0] = digest(`mac ${seed}`);
  return [prefix, ...[a, b, c].map((n) => n.toString(16).padStart(2, '0'))].join(':');
};

/** A whole number in [low, high] that depends on the seed alone. */
export const hashedNumber = (seed: string, low: number, high: number): number =>
  low + (digest(`number ${seed}`).readUInt32BE(0) % (high - low + 1));

const port11 =
  (prefix: string) =>
  (portId: string): string =>
    prefix + portId.slice(0, 11);
const router10 =
  (prefix: string) =>
  (routerId: string): string =>
    prefix + routerId.slice(0, 10);

export const tapName: (portId: string) => string = port11('tap');
export const qbrName: (portId: string) => string = port11('qbr');
export const qvbName: (portId: string) => string = port11('qvb');
export const qvoName: (portId: string) => string = port11('qvo');
export const qrName: (portId: string) => string = port11('qr-');
export const sgName: (portId: string) => string = port11('sg-');
export const qgName: (portId: string) => string = port11('qg-');
export const haName: (portId: string) => string = port11('ha-');
export const fgName: (portId: string) => string = port11('fg-');
export const rfpName: (routerId: string) => string = router10('rfp-');
export const fprName: (routerId: string) => string = router10('fpr-');

export const qrouterNamespace = (routerId: string): string => `qrouter-${routerId}`;
export const snatNamespace = (routerId: string): string => `snat-${routerId}`;
export const fipNamespace = (externalNetworkId: string): string => `fip-${externalNetworkId}`;
export const serverNamespace = (server: string): string => `vm-${server}`;

/** The IPv4 address as an unsigned number: priority and table of the SNAT redirect. */
export const ipToNumber = (ip: string): number =>
  ip.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);

/** br-tun's port towards a remote VTEP: 10.0.0.31 is vxlan-0a00001f. */
export const tunnelName = (remoteIp: string): string =>
  `vxlan-${ipToNumber(remoteIp).toString(16).padStart(8, '0')}`;

/** The EUI-64 link-local address of a MAC (RFC 4291 appendix A), as the kernel prints it. */
export const linkLocalOf = (mac: string): string => {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = mac.split(':').map((o) => parseInt(o, 16));
  const groups = [((a ^ 2) << 8) | b, (c << 8) | 0xff, 0xfe00 | d, (e << 8) | f];
  return `fe80::${groups.map((g) => g.toString(16)).join(':')}`;
};
