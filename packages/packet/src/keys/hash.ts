// The hashes behind the keys: two lanes of 32 bits over a few words, and 32 bits over a few
// bytes. Multiplications stay in 32 bits (Math.imul), so nothing becomes a BigInt or a double.
// They tell packets apart; they resist nobody who wants a collision.

/**
 * Every bit of the result depends on every bit of `value`; signed, as all hashes here: what is
 * above 2^31 would be a number on the heap, for every packet.
 */
const mix = (value: number): number => {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b | 0);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35 | 0);
  return h ^ (h >>> 16);
};

/** The same, unsigned. */
export const avalanche = (value: number): number => mix(value) >>> 0;

/** What a key is made of: six words. Arguments instead of an array stay in registers. */
type KeyLane = (a: number, b: number, c: number, d: number, e: number, f: number) => number;

const highRound = (h: number, word: number): number => {
  const k = Math.imul(word, 0xcc9e2d51 | 0);
  const mixed = h ^ Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
};

const lowRound = (h: number, word: number): number => {
  const k = Math.imul(word, 0x239b961b);
  const mixed = h ^ Math.imul((k << 16) | (k >>> 16), 0xab0e9789 | 0);
  return (Math.imul((mixed << 17) | (mixed >>> 15), 9) + 0x561ccd1b) | 0;
};

/** First half of the key: murmur3's rounds with its own constants. */
export const highLane: KeyLane = (a, b, c, d, e, f) => {
  const first = highRound(highRound(highRound(0x2f0b4f27, a), b), c);
  return mix(highRound(highRound(highRound(first, d), e), f));
};

/** Second half: other constants and rotations, so that the halves collide independently. */
export const lowLane: KeyLane = (a, b, c, d, e, f) => {
  const first = lowRound(lowRound(lowRound(0x5bd1e995, a), b), c);
  return mix(lowRound(lowRound(lowRound(first, d), e), f) ^ 0x38b34ae5);
};

/** Hash of the `length` bytes at `at`, never 0; the caller checked the bounds. */
export const hashBytes = (view: DataView, at: number, length: number): number => {
  let h = 0x9747b28c ^ length;
  let position = at;
  const end = at + length;
  for (; position + 4 <= end; position += 4) {
    const k = Math.imul(view.getInt32(position), 0xcc9e2d51 | 0);
    h ^= Math.imul((k << 15) | (k >>> 17), 0x1b873593);
    h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
  }
  for (; position < end; position += 1) h = Math.imul(h ^ view.getUint8(position), 0x01000193);
  return mix(h) || 1;
};

/** 32-bit hash of the six bytes of a MAC address at `at`. */
export const macHashAt = (view: DataView, at: number): number =>
  avalanche(Math.imul(view.getUint16(at) ^ 0x5bd1, 0x9e3779b1 | 0) ^ view.getInt32(at + 2));

/** `macHashAt` of the six bytes of a MAC address. */
export const macHash = (mac: Uint8Array): number =>
  macHashAt(new DataView(mac.buffer, mac.byteOffset, mac.byteLength), 0);
