// The server behind tcp 80 and udp 1080 of the internet host and of guests: HTTP answers with the
// peer's address and port as it was seen here (`GET /N` adds N bytes, POST reads a body), UDP
// echoes. Prints `ready` when both listen; runs until it is ended.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';

export const ECHO_TCP_PORT = 80;
export const ECHO_UDP_PORT = 1080;
/** A download larger than this is a mistyped path. */
const EXTRA_BYTES_MAX = 256 * 1024 * 1024;

const extraBytes = (path: string): number => {
  const digits = /^\/(\d{1,9})$/.exec(path)?.[1] ?? '0';
  return Math.min(Number(digits), EXTRA_BYTES_MAX);
};

const serve = async (): Promise<void> => {
  const http = createServer((request, response) => {
    const { remoteAddress = '', remotePort = 0 } = request.socket;
    request.resume();
    request.on('end', () => {
      const seen = `you are ${remoteAddress.replace('::ffff:', '')}:${remotePort}\n`;
      const body = Buffer.concat([
        Buffer.from(seen),
        Buffer.alloc(extraBytes(request.url ?? '/'), 'x'),
      ]);
      response.writeHead(200, { 'content-length': body.length, connection: 'close' });
      response.end(body);
    });
  });
  const udp = createSocket('udp4');
  udp.on('message', (message, from) => udp.send(message, from.port, from.address));
  await Promise.all([
    new Promise<void>((resolve, reject) => {
      http.once('error', reject).listen(ECHO_TCP_PORT, '0.0.0.0', resolve);
    }),
    new Promise<void>((resolve, reject) => {
      udp.once('error', reject).bind(ECHO_UDP_PORT, '0.0.0.0', resolve);
    }),
  ]);
  process.stdout.write('ready\n');
};

if (import.meta.main) await serve();
