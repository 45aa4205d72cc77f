// The decoder against streams cut anywhere, and against streams that are no frames.
import test from 'ava';
import fc from 'fast-check';

import { CHANNEL_LIMITS, encodeFrame, FRAME, FrameDecoder } from '../../src/channel/mod.ts';
import type { Frame } from '../../src/channel/mod.ts';

const frame = fc.record({
  type: fc.constantFrom(...Object.values(FRAME)),
  id: fc.nat(0xffffffff),
  payload: fc.uint8Array({ maxLength: 300 }),
});

/** Cuts `bytes` at the given places. */
const cut = (bytes: Buffer, places: readonly number[]): Buffer[] => {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].toSorted(
    (a, b) => a - b,
  );
  return [0, ...at].map((from, index) => bytes.subarray(from, at[index] ?? bytes.length));
};

const plain = (frames: readonly Frame[]) =>
  frames.map(({ type, id, payload }) => ({
    type,
    id,
    payload: Buffer.from(payload).toString('hex'),
  }));

test('frames come out as they went in, wherever the stream is cut', (t) => {
  fc.assert(
    fc.property(
      fc.array(frame, { maxLength: 12 }),
      fc.array(fc.nat(), { maxLength: 20 }),
      (sent, places) => {
        const bytes = Buffer.concat(
          sent.map(({ type, id, payload }) => encodeFrame(type, id, payload)),
        );
        const decoder = new FrameDecoder();
        const got = cut(bytes, places).flatMap((chunk) => decoder.push(chunk));
        t.deepEqual(plain(got), plain(sent));
        t.is(decoder.pendingBytes, 0);
      },
    ),
  );
});

test('a stream of anything yields frames or INTERNAL, and never holds more than one frame', (t) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 30 }), (chunks) => {
      const decoder = new FrameDecoder();
      try {
        for (const chunk of chunks) {
          decoder.push(chunk);
          t.true(decoder.pendingBytes <= CHANNEL_LIMITS.payloadBytesMax + 9);
        }
      } catch (error) {
        t.like(error, { name: 'HopscopeError', code: 'INTERNAL' });
        t.throws(() => decoder.push(Buffer.of(1)), { message: /out of step/ });
      }
    }),
  );
});

test('a frame longer than the limit is refused at its header, before its bytes are held', (t) => {
  const header = Buffer.alloc(9);
  header.writeUInt32LE(CHANNEL_LIMITS.payloadBytesMax + 6, 0);
  header.writeUInt8(FRAME.parcel, 4);
  t.throws(() => new FrameDecoder().push(header.subarray(0, 4)), { message: /bytes/ });
});

test('the largest frame passes, one byte more is not encoded', (t) => {
  const largest = new Uint8Array(CHANNEL_LIMITS.payloadBytesMax);
  const decoder = new FrameDecoder();
  t.is(decoder.push(encodeFrame(FRAME.response, 7, largest))[0]?.payload.length, largest.length);
  t.throws(() => encodeFrame(FRAME.response, 7, new Uint8Array(largest.length + 1)), {
    message: /larger/,
  });
});
