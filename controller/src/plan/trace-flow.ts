// The lost packet in the words of `ofproto/trace` and of `ovs-ofctl` matches. Pure.

import type { Path } from '../resolve/path.ts';

export interface TraceEnds {
  /** OpenFlow port, by name. */
  readonly inPort: string;
  readonly from: string;
  readonly to: string;
  /** The answer instead of the request. */
  readonly reply?: boolean;
  /** Arrives in a tunnel with this network identifier. */
  readonly vni?: number;
}

/** Any high port will do for the VM's side: no rule of Neutron names one. */
const SOURCE_PORT = 40_000;

const transport = (path: Path, reply: boolean): string[] => {
  const remotePort = path.flow.remotePort ?? 0;
  const [source, destination] = reply ? [remotePort, SOURCE_PORT] : [SOURCE_PORT, remotePort];
  if (path.flow.protocol === 'icmp') return [`icmp_type=${reply ? 0 : 8}`, 'icmp_code=0'];
  // Spelled out: for an exact flow vswitchd takes tp_src to be TCP's.
  const name = path.flow.protocol;
  return [`${name}_src=${source}`, `${name}_dst=${destination}`];
};

/** `in_port=qvo...,tcp,dl_src=...,nw_dst=...,tp_dst=80`: ovs-fields(7), names allowed. */
export const traceFlow = (path: Path, ends: TraceEnds): string => {
  const reply = ends.reply === true;
  const { localAddress, remoteAddress, protocol } = path.flow;
  const [source, destination] = reply
    ? [remoteAddress, localAddress]
    : [localAddress, remoteAddress];
  return [
    `in_port=${ends.inPort}`,
    ...(ends.vni === undefined ? [] : [`tun_id=${ends.vni}`]),
    protocol,
    `dl_src=${ends.from}`,
    `dl_dst=${ends.to}`,
    `nw_src=${source}`,
    `nw_dst=${destination}`,
    'nw_ttl=64',
    ...transport(path, reply),
  ].join(',');
};
