// Frames of the recorded captures (pcap, little-endian, nanoseconds), read by the plainest possible
// reader: these tests must not depend on the reader that is itself under test elsewhere.

import { readFileSync, readdirSync } from 'node:fs';

const RECORDED: string = new URL('../../../../test/fixtures/recorded/', import.meta.url).pathname;

export interface RecordedFrame {
  readonly bytes: Uint8Array;
  readonly originalLength: number;
}

export const capturesOf = (scenario: string): string[] =>
  readdirSync(`${RECORDED}${scenario}/pcap`)
    .filter((name) => name.endsWith('.pcap'))
    .map((name) => `${RECORDED}${scenario}/pcap/${name}`);

export const allCaptures = (): string[] =>
  ['hybrid', 'ovsfw'].flatMap((cloud) =>
    ['snat', 'fip', 'ew'].flatMap((kind) => capturesOf(`${cloud}/${kind}`)),
  );

export const framesOf = (file: string): RecordedFrame[] => {
  const data = readFileSync(file);
  if (data.readUInt32LE(0) !== 0xa1b23c4d) throw new Error(`${file}: not a little-endian ns pcap`);
  const frames: RecordedFrame[] = [];
  let at = 24;
  while (at < data.length) {
    const captured = data.readUInt32LE(at + 8);
    const bytes = new Uint8Array(data.buffer, data.byteOffset + at + 16, captured);
    frames.push({ bytes, originalLength: data.readUInt32LE(at + 12) });
    at += 16 + captured;
  }
  return frames;
};
