// Limits of a run: how long the controller waits, listens and collects, and what it holds.

export const RUN_LIMITS = {
  /** A server answers at once or is not there. */
  connectMs: 3_000,
  /** A private server is up within this, JetStream included. */
  embeddedMs: 5_000,
  /** Four-timestamp rounds per node; the best decides, and the first of a path is always slow. */
  clockRounds: 10,
  clockMs: 500,
  /** A node takes 1.5 s at most; who waits for a silent one shall not wait long. */
  describeMs: 2_800,
  armMs: 11_000,
  renewMs: 2_500,
  releaseMs: 9_000,
  /** A node that was given up, or everybody after Ctrl-C. */
  releaseLostMs: 1_500,
  injectMs: 6_000,
  /** Captures end by themselves this long after what was asked for. */
  durationSlackMs: 60_000,
  snapshotMs: 11_000,
  /** Two renewals in a row without answer: the agent is gone. One may be lost on the way. */
  renewFailuresMax: 2,
  /** mode auto: how long the VM gets to say something before a probe speaks for it. */
  listenMs: 2_000,
  /** A VM that says little is listened to longer, until it said enough to judge. */
  listenMaxMs: 6_000,
  packetsEnough: 5,
  /** Fewer packets than this are no proof of a loss (DESIGN.md section 2). */
  packetsMin: 3,
  /** After the last probe: a reply that takes longer is late for a cloud. */
  graceMs: 600,
  /** Proxied ARP (fip-) answers after up to 0.8 s (proxy_delay): the first reply waits for it. */
  graceProxiedMs: 1_000,
  /** After that, as long as answers are seen anywhere on their way. */
  lateMs: 2_000,
  /** After the last answer: packets younger than 200 ms at the stop are not judged. */
  settleMs: 300,
  /** One size of a search for the path MTU; sightings come every 100 ms. */
  mtuStepMs: 350,
  /** After the last release: parcels already published arrive within this. */
  collectMs: 3_000,
  /** For a node that never answered release: nobody says what its last parcel was. */
  collectSilentMs: 250,
  /** Frames kept whole of each side and direction of a capture; digests follow. */
  rawFrames: 2_000,
  /** Packets of one capture: as digests 64 MB. */
  packetsMax: 2_000_000,
  /** Of one capture, where every packet is kept whole. */
  rawPacketsMax: 500_000,
  captureBytesMax: 96 * 1024 * 1024,
  /** Frames and evidence of one trace held in memory. */
  recordingBytesMax: 1024 * 1024 * 1024,
  parcelsMax: 200_000,
  /** One evidence text after inflating. */
  evidenceTextBytesMax: 64 * 1024 * 1024,
  /** Counters of OVS lag by up to 0.5 s, offloaded ones by 2: read again until then. */
  rereadMs: 1_200,
  rereadEveryMs: 150,
  /** Listing of presence. */
  agentsMs: 2_000,
  agentsAskedMax: 256,
} as const;
