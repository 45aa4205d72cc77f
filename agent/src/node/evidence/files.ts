// Files of the kernel as one namespace shows them: opened inside it in one synchronous step, read
// outside. The descriptor keeps the namespace; no helper is started and no thread is left in there.

import { closeSync, read as readCallback } from 'node:fs';
import { promisify } from 'node:util';

import { HopscopeError } from '@hopscope/proto';

import { NODE_LIMITS } from '../limits.ts';
import type { FilesRead, ReaderContext } from './reader.ts';

const read = promisify(readCallback);
const CHUNK_BYTES = 64 * 1024;

/** Descriptors of the files that exist; null for others. */
const openInside = (
  { kernel, namespaces }: ReaderContext,
  netns: string,
  paths: readonly string[],
): (number | null)[] => {
  const openOne = (path: string): number | null => {
    try {
      return kernel.open(path, 'NOT_FOUND');
    } catch (error) {
      // A switch that this kernel does not have is an answer: its line is missing.
      if (error instanceof HopscopeError && error.code === 'NOT_FOUND') return null;
      throw error;
    }
  };
  return namespaces.withHandle(namespaces.find(netns), (handle) =>
    kernel.enter(handle, () => paths.map(openOne)),
  );
};

const readAll = async (fd: number | null): Promise<string | null> => {
  if (fd === null) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  while (bytes <= NODE_LIMITS.readBytesMax) {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    const { bytesRead } = await read(fd, chunk, 0, CHUNK_BYTES, null);
    if (bytesRead === 0) break;
    chunks.push(chunk.subarray(0, bytesRead));
    bytes += bytesRead;
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** What the reader makes of its files. Rejects with NETNS_MISSING or NETNS_DEAD. */
export const readFilesInside = async (
  context: ReaderContext,
  netns: string,
  { paths, print }: FilesRead,
): Promise<Buffer> => {
  const fds = openInside(context, netns, paths);
  try {
    const contents = await Promise.all(fds.map(readAll));
    return Buffer.from(print(contents), 'utf8');
  } finally {
    for (const fd of fds) if (fd !== null) closeSync(fd);
  }
};
