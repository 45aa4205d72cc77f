// A unix socket that answers what a test wants, for answers no real daemon gives.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FakeServer {
  readonly path: string;
  readonly close: () => Promise<void>;
}

/** `serve` gets each connection. */
export const startFakeServer = async (serve: (socket: Socket) => void): Promise<FakeServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-fake-'));
  const path = join(folder, 'sock');
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    serve(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(path, resolve);
  });
  return {
    path,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
