// Bounds of what is read and written: a broken length field must not become a huge allocation.

export const PCAPNG_LIMITS = {
  /** No block is larger: a frame is at most 256 KiB, a decryption-secrets block some MiB. */
  blockBytesMax: 16 * 1024 * 1024,
  /** libpcap's MAXIMUM_SNAPLEN. */
  frameBytesMax: 262_144,
  /** Interfaces of one file; a merged trace has one per point. */
  interfacesMax: 65_536,
  /** An option's length field has 16 bits. */
  optionBytesMax: 0xffff,
  /** What a writer holds in memory before it refuses. */
  fileBytesMax: 1024 * 1024 * 1024,
} as const;
