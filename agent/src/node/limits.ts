// Limits of the privileged process: what one order, one capture or one read may cost the node.

import { WIRE_LIMITS } from '@hopscope/proto';

const KIB = 1024;
const MIB = 1024 * KIB;

export const NODE_LIMITS = {
  /** Rings are not charged to a cgroup: this is all the kernel memory one capture gets. */
  ringBytes: 2 * MIB,
  /** 32 blocks: a stall of 320 ms is survived when each retires on its timer. */
  ringBlockBytes: 64 * KIB,
  /** All rings of the node together; the owner may say otherwise. */
  ringsBytesMax: 64 * MIB,
  /** A block that is not full is handed over after this. */
  ringRetireMs: 10,
  /** How long release waits for the ring to give up what the kernel counted. */
  drainMs: 200,
  /** A capture that finds no room waits this long for those that are being closed. */
  ringCloseMs: 1_000,
  /** A busy ring is read every so often: at a million small packets a second it holds 13 ms. */
  ringPaceMsMin: 3,
  ringPaceMsMax: 16,
  /** Packets sent per capture when the order does not say, raw or as digests. */
  packetsMaxDefault: 50_000,
  bytesMaxDefault: 16 * MIB,
  /** What an order may ask for at most, per capture. */
  packetsMax: 5_000_000,
  bytesMax: 1024 * MIB,
  /** Entries of one batch: 15 bytes of columns each beside the frame. */
  batchCountMax: 4096,
  /** Digests of one batch: 250 KiB, and at most 14 KiB of what they share. */
  digestRowsMax: 8000,
  digestHeadsMax: 512,
  /** ICMP errors and ARP packets per capture that stay raw beyond the first frames. */
  witnessFrames: 1000,
  /** Digests of all captures a second: 13 MB/s; beyond it only a sample of them is made. */
  digestsPerSecondMax: 400_000,
  /** Orders at once on one node; each holds captures and evidence of a trace. */
  ordersMax: 32,
  /** Ended orders remembered, so that a repeated release gets the same answer. */
  endedOrdersMax: 64,
  /** How often armed captures are looked at for renames and lost devices. */
  watchMs: 500,
  /** Helpers running at once: each costs a fork of a process of 60 MiB. */
  readsAtOnce: 6,
  /** One read of the node's state. */
  readMs: 2_000,
  readBytesMax: 8 * MIB,
  /** Evidence smaller than this is not worth deflating. */
  deflateFromBytes: KIB,
  evidenceBytesMax: WIRE_LIMITS.evidenceBytesMax,
  /** Namespaces whose conntrack events are watched by one order. */
  conntrackWatchesMax: 8,
  conntrackAddressesMax: 64,
  /** Events wait at most this long, and at most this many bytes go into one parcel. */
  conntrackFlushMs: 100,
  conntrackFlushBytes: 32 * KIB,
  /** Addresses of one flow, translated and not; and packets of it whose end is kept. */
  dropAddressesMax: 8,
  dropsMax: 1_024,
  /** Reads of one snapshot: they come back in one message. */
  snapshotReadsMax: WIRE_LIMITS.evidenceMax,
  /** One describe order. */
  describeNamesMax: 256,
  describeMs: 1_500,
  /** Processes looked at when a namespace's handle is dead. */
  processesMax: 32_768,
  namespacesMax: 4_096,
  /** Open vSwitch in userspace has taken note of a new device: milliseconds when it is idle. */
  wayInSettleMs: 100,
  /** Injectors of one order, each a pair of devices: a VM has few ports. */
  heldMax: 8,
  /** Probes: checked here again, whatever link let through. */
  probesMax: WIRE_LIMITS.probesMax,
  probeRateMax: 1_000,
  /** 65535 less the headers of IPv4 and ICMP or UDP; of a SYN less those of TCP with its MSS. */
  probePayloadMax: 65_507,
  synPayloadMax: 65_491,
  /** Raw sends that find the device's queue full are retried this often before giving up. */
  probeRetries: 50,
} as const;
