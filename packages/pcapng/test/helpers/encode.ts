// Capture files in both byte orders, written a second time and plainly: the oracle for the reader.

export interface Frame {
  readonly sec: number;
  readonly nsec: number;
  readonly original: number;
  readonly bytes: Uint8Array;
}

const u16 = (value: number, little: boolean): Buffer => {
  const bytes = Buffer.alloc(2);
  if (little) bytes.writeUInt16LE(value);
  else bytes.writeUInt16BE(value);
  return bytes;
};
const u32 = (value: number, little: boolean): Buffer => {
  const bytes = Buffer.alloc(4);
  if (little) bytes.writeUInt32LE(value);
  else bytes.writeUInt32BE(value);
  return bytes;
};
const u64 = (value: bigint, little: boolean): Buffer => {
  const bytes = Buffer.alloc(8);
  if (little) bytes.writeBigInt64LE(value);
  else bytes.writeBigInt64BE(value);
  return bytes;
};
const padded = (bytes: Uint8Array): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

export const encodePcap = (
  frames: readonly Frame[],
  { little, nanoseconds }: { little: boolean; nanoseconds: boolean },
): Buffer => {
  const header = [
    u32(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, little),
    u16(2, little),
    u16(4, little),
    u32(0, little),
    u32(0, little),
    u32(192, little),
    u32(1, little),
  ];
  const records = frames.flatMap(({ sec, nsec, original, bytes }) => [
    u32(sec, little),
    u32(nanoseconds ? nsec : Math.floor(nsec / 1000), little),
    u32(bytes.length, little),
    u32(original, little),
    bytes,
  ]);
  return Buffer.concat([...header, ...records]);
};

export interface PcapngShape {
  readonly little: boolean;
  /** The if_tsresol octet; null = no option, microseconds. */
  readonly resolution: number | null;
  readonly offsetSec: number;
}

const option = (code: number, value: Uint8Array, little: boolean): Buffer =>
  Buffer.concat([u16(code, little), u16(value.length, little), padded(value)]);

export const block = (type: number, body: readonly Uint8Array[], little: boolean): Buffer => {
  const content = padded(Buffer.concat(body));
  const length = u32(content.length + 12, little);
  return Buffer.concat([u32(type, little), length, content, length]);
};

export const sectionBlock = (little: boolean, comment = ''): Buffer =>
  block(
    0x0a0d0d0a,
    [
      u32(0x1a2b3c4d, little),
      u16(1, little),
      u16(0, little),
      u64(-1n, little),
      ...(comment === '' ? [] : [option(1, Buffer.from(comment), little)]),
    ],
    little,
  );

export const interfaceBlock = (name: string, shape: PcapngShape): Buffer => {
  const { little, resolution, offsetSec } = shape;
  const options = [option(2, Buffer.from(name), little)];
  if (resolution !== null) options.push(option(9, Uint8Array.of(resolution), little));
  if (offsetSec !== 0) options.push(option(14, u64(BigInt(offsetSec), little), little));
  return block(1, [u16(1, little), u16(0, little), u32(192, little), ...options], little);
};

/** Ticks of a time in the resolution of a shape. */
const ticksOf = ({ sec, nsec }: Frame, shape: PcapngShape): bigint => {
  const octet = shape.resolution ?? 6;
  const perSecond = octet >= 128 ? 2n ** BigInt(octet - 128) : 10n ** BigInt(octet);
  const ns = BigInt(sec - shape.offsetSec) * 1_000_000_000n + BigInt(nsec);
  return (ns * perSecond) / 1_000_000_000n;
};

export const enhancedBlock = (
  id: number,
  frame: Frame,
  shape: PcapngShape,
  extra: { flags?: number; comments?: readonly string[] } = {},
): Buffer => {
  const { little } = shape;
  const ticks = ticksOf(frame, shape);
  const options: Buffer[] = [];
  if (extra.flags !== undefined) options.push(option(2, u32(extra.flags, little), little));
  for (const comment of extra.comments ?? []) options.push(option(1, Buffer.from(comment), little));
  const body = [
    u32(id, little),
    u32(Number(ticks >> 32n), little),
    u32(Number(ticks & 0xffffffffn), little),
    u32(frame.bytes.length, little),
    u32(frame.original, little),
    padded(frame.bytes),
    ...options,
  ];
  return block(6, body, little);
};

export const simpleBlock = (frame: Frame, little: boolean): Buffer =>
  block(3, [u32(frame.original, little), frame.bytes], little);

/** The obsolete packet block: interface and drop count share four bytes. */
export const oldPacketBlock = (id: number, frame: Frame, shape: PcapngShape): Buffer => {
  const { little } = shape;
  const ticks = ticksOf(frame, shape);
  return block(
    2,
    [
      u16(id, little),
      u16(9, little),
      u32(Number(ticks >> 32n), little),
      u32(Number(ticks & 0xffffffffn), little),
      u32(frame.bytes.length, little),
      u32(frame.original, little),
      frame.bytes,
    ],
    little,
  );
};

export const statisticsBlock = (
  id: number,
  counts: Record<number, number>,
  little: boolean,
): Buffer =>
  block(
    5,
    [
      u32(id, little),
      u32(0, little),
      u32(0, little),
      ...Object.entries(counts).map(([code, count]) =>
        option(Number(code), u64(BigInt(count), little), little),
      ),
    ],
    little,
  );
