// The match fields of Open vSwitch (ovs-fields(7)) under one name each, and how their values are
// written. All VLAN forms (dl_vlan, vlan_vid, vlan_tci, dl_vlan_pcp) become bits of vlan_tci.

export type FieldKind = 'number' | 'mac' | 'ipv4' | 'ipv6' | 'ct-state' | 'tcp-flags' | 'fragment';

export interface FieldSpec {
  readonly bits: number;
  readonly kind: FieldKind;
}

const spec = (bits: number, kind: FieldKind = 'number'): FieldSpec => ({ bits, kind });

const FIELDS: Readonly<Record<string, FieldSpec>> = {
  eth_type: spec(16),
  eth_src: spec(48, 'mac'),
  eth_dst: spec(48, 'mac'),
  vlan_tci: spec(16),
  ip_src: spec(32, 'ipv4'),
  ip_dst: spec(32, 'ipv4'),
  ipv6_src: spec(128, 'ipv6'),
  ipv6_dst: spec(128, 'ipv6'),
  ip_proto: spec(8),
  ip_ttl: spec(8),
  ip_tos: spec(8),
  ip_ecn: spec(2),
  ip_frag: spec(2, 'fragment'),
  tp_src: spec(16),
  tp_dst: spec(16),
  icmp_type: spec(8),
  icmp_code: spec(8),
  tcp_flags: spec(12, 'tcp-flags'),
  arp_op: spec(16),
  arp_spa: spec(32, 'ipv4'),
  arp_tpa: spec(32, 'ipv4'),
  arp_sha: spec(48, 'mac'),
  arp_tha: spec(48, 'mac'),
  nd_target: spec(128, 'ipv6'),
  nd_sll: spec(48, 'mac'),
  nd_tll: spec(48, 'mac'),
  nd_reserved: spec(32),
  nd_options_type: spec(8),
  tun_id: spec(64),
  tun_src: spec(32, 'ipv4'),
  tun_dst: spec(32, 'ipv4'),
  tun_ipv6_src: spec(128, 'ipv6'),
  tun_ipv6_dst: spec(128, 'ipv6'),
  tun_flags: spec(16),
  tun_gbp_id: spec(16),
  tun_gbp_flags: spec(8),
  metadata: spec(64),
  pkt_mark: spec(32),
  conj_id: spec(32),
  recirc_id: spec(32),
  dp_hash: spec(32),
  ct_state: spec(32, 'ct-state'),
  ct_zone: spec(16),
  ct_mark: spec(32),
  ct_label: spec(128),
  ct_nw_src: spec(32, 'ipv4'),
  ct_nw_dst: spec(32, 'ipv4'),
  ct_nw_proto: spec(8),
  ct_tp_src: spec(16),
  ct_tp_dst: spec(16),
  mpls_label: spec(20),
  mpls_tc: spec(3),
  mpls_bos: spec(1),
};

const ALIASES: Readonly<Record<string, string>> = {
  dl_type: 'eth_type',
  dl_src: 'eth_src',
  dl_dst: 'eth_dst',
  nw_src: 'ip_src',
  nw_dst: 'ip_dst',
  ipv4_src: 'ip_src',
  ipv4_dst: 'ip_dst',
  nw_proto: 'ip_proto',
  nw_ttl: 'ip_ttl',
  nw_tos: 'ip_tos',
  nw_ecn: 'ip_ecn',
  nw_frag: 'ip_frag',
  tcp_src: 'tp_src',
  tcp_dst: 'tp_dst',
  udp_src: 'tp_src',
  udp_dst: 'tp_dst',
  sctp_src: 'tp_src',
  sctp_dst: 'tp_dst',
  icmpv4_type: 'icmp_type',
  icmpv4_code: 'icmp_code',
  icmpv6_type: 'icmp_type',
  icmpv6_code: 'icmp_code',
  tunnel_id: 'tun_id',
  tun_ipv4_src: 'tun_src',
  tun_ipv4_dst: 'tun_dst',
  ipv6_nd_target: 'nd_target',
};

/** The one name of a field, from any of its spellings (NXM_OF_ETH_DST, dl_dst, eth_dst). */
export const canonicalField = (name: string): string => {
  const plain = name.toLowerCase().replace(/^(?:nxm_of_|nxm_nx_|oxm_of_|ericoxm_of_)/, '');
  return ALIASES[plain] ?? plain;
};

/** Width and kind of a field by its one name; null when it is not known. */
export const fieldSpec = (name: string): FieldSpec | null => {
  const known = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (known !== undefined) return known;
  const [, kind, index] = /^(reg|xreg|xxreg)(\d{1,2})$/.exec(name) ?? [];
  if (kind === undefined || Number(index) > 15) return null;
  return spec(kind === 'reg' ? 32 : kind === 'xreg' ? 64 : 128);
};

export const fullMask = (bits: number): bigint => (1n << BigInt(bits)) - 1n;

/** Protocol words of a match and what they stand for: [eth_type, ip_proto or null]. */
export const PROTOCOLS: Readonly<Record<string, readonly [bigint, bigint | null]>> = {
  ip: [0x0800n, null],
  ipv6: [0x86ddn, null],
  arp: [0x0806n, null],
  rarp: [0x8035n, null],
  icmp: [0x0800n, 1n],
  icmp6: [0x86ddn, 58n],
  tcp: [0x0800n, 6n],
  tcp6: [0x86ddn, 6n],
  udp: [0x0800n, 17n],
  udp6: [0x86ddn, 17n],
  sctp: [0x0800n, 132n],
  sctp6: [0x86ddn, 132n],
  mpls: [0x8847n, null],
  mplsm: [0x8848n, null],
};
