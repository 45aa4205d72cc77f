// What somebody asks. The only way into the pipeline, whether it came from a command line, a
// web page or an alarm.

export type Protocol = 'icmp' | 'tcp' | 'udp';

export interface Request {
  /** Server name or id, port id, fixed address, floating address or MAC. */
  readonly source: string;
  /** IPv4 address; null = the gateway of the external subnet. */
  readonly destination: string | null;
  readonly protocol: Protocol;
  readonly port: number | null;
  /** auto: listen first, inject when the VM is silent. */
  readonly mode: 'auto' | 'inject' | 'live';
  readonly liveMs: number;
  readonly probes: number;
  readonly probeRate: number;
  /** Payload bytes of each probe: of an icmp echo or a datagram, without any header. */
  readonly probeBytes: number;
  /** Probes carry "don't fragment", whatever their size. */
  readonly dontFragment?: boolean;
  /** Each probe is a question of DNS for the address of this name. */
  readonly dns?: string;
  /** Probes search for the largest packet that gets through; `probeBytes` is not used. */
  readonly mtuSearch?: boolean;
  /** When packets are lost, VMs beside this one are probed too. */
  readonly siblings?: boolean;
  /** Every packet is kept whole, within the caps; else only the first ones of each point are. */
  readonly rawAll?: boolean;
  /** Of the packets that are not kept whole, 1 of 2^shift are taken, the same at every point. */
  readonly sampleShift?: number;
}
