// One large TCP transfer, run inside a guest: what makes super-packets (several segments in one
// frame) at tap, qbr and on the internet host.
//   bulk.ts --direction download --to 198.51.100.10 --port 80 --bytes 10000000
// Prints one line of JSON at the end: {"bytes":10000000,"seconds":1.2}.

import { connect, type Socket } from 'node:net';
import { parseArgs } from 'node:util';

/** Without progress for so long it has failed. */
const STALL_MS = 5_000;
const CHUNK_BYTES = 256 * 1024;

const connected = (address: string, port: number): Socket => {
  const socket = connect({ host: address, port });
  socket.setTimeout(STALL_MS, () => socket.destroy(new Error(`stalled for ${STALL_MS} ms`)));
  return socket;
};

/** Bytes received after the header until the far end closes. */
const download = async (socket: Socket, bytes: number): Promise<number> => {
  socket.write(`GET /${bytes} HTTP/1.0\r\n\r\n`);
  let received = 0;
  let header: Buffer | null = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    if (header === null) {
      received += chunk.length;
      continue;
    }
    header = Buffer.concat([header, chunk]);
    const end = header.indexOf('\r\n\r\n');
    if (end < 0) continue;
    received += header.length - end - 4;
    header = null;
  }
  return received;
};

/** Bytes the far end has confirmed by answering. */
const upload = async (socket: Socket, bytes: number): Promise<number> => {
  socket.write(`POST / HTTP/1.0\r\nContent-Length: ${bytes}\r\n\r\n`);
  const chunk = Buffer.alloc(CHUNK_BYTES, 'x');
  for (let left = bytes; left > 0; left -= CHUNK_BYTES)
    if (!socket.write(chunk.subarray(0, Math.min(left, CHUNK_BYTES))))
      await new Promise((resolve) => socket.once('drain', resolve));
  let answer = '';
  for await (const part of socket as AsyncIterable<Buffer>) answer += part.toString();
  return answer.startsWith('HTTP/1.1 200') ? bytes : 0;
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      direction: { type: 'string', default: 'download' },
      to: { type: 'string', default: '198.51.100.10' },
      port: { type: 'string', default: '80' },
      bytes: { type: 'string', default: '10000000' },
    },
  });
  const startedAt = performance.now();
  const socket = connected(values.to, Number(values.port));
  const transfer = values.direction === 'upload' ? upload : download;
  const bytes = await transfer(socket, Number(values.bytes));
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(`${JSON.stringify({ bytes, seconds })}\n`);
};

if (import.meta.main) await main();
