// JSON-RPC 1.0 over a unix socket: requests tied to responses by id, `echo` of the server
// answered (it asks whether we are alive), notifications ignored. Every request has a deadline.

import { createConnection } from 'node:net';
import type { Socket } from 'node:net';

import { OvsError } from './errors.ts';
import { JsonStream } from './json-stream.ts';

export interface RpcOptions {
  /** Path of the unix socket. */
  readonly path: string;
  /** For connecting, and for each request. */
  readonly timeoutMs: number;
  /** Largest answer. */
  readonly bytesMax: number;
}

export interface Rpc {
  /** The `result`. Rejects with OvsError. */
  readonly request: (method: string, params: readonly unknown[]) => Promise<unknown>;
  readonly close: () => void;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: OvsError) => void;
  readonly timer: NodeJS.Timeout;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : JSON.stringify(value);

const connect = (options: RpcOptions): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createConnection(options.path);
    const fail = (error: OvsError): void => {
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => {
      fail(new OvsError('TIMED_OUT', `${options.path} does not accept`));
    }, options.timeoutMs);
    socket.once('error', (cause) => {
      clearTimeout(timer);
      fail(new OvsError('UNREACHABLE', `nobody listens on ${options.path}`, cause));
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });

class Connection implements Rpc {
  private readonly socket: Socket;
  private readonly options: RpcOptions;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private broken: OvsError | null = null;

  constructor(socket: Socket, options: RpcOptions) {
    this.socket = socket;
    this.options = options;
    const stream = new JsonStream(options.bytesMax);
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const message of stream.push(chunk)) this.receive(message);
      } catch (error) {
        this.fail(
          error instanceof OvsError ? error : new OvsError('INVALID', 'not understood', error),
        );
      }
    });
    socket.on('error', (cause) => {
      this.fail(new OvsError('UNREACHABLE', `${options.path} broke off`, cause));
    });
    socket.on('close', () => {
      this.fail(new OvsError('UNREACHABLE', `${options.path} closed the connection`));
    });
  }

  request(method: string, params: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.broken !== null) {
        reject(this.broken);
        return;
      }
      this.lastId += 1;
      const id = this.lastId;
      const { timeoutMs, path } = this.options;
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new OvsError('TIMED_OUT', `${path}: no answer to ${method} in ${timeoutMs} ms`));
      }, timeoutMs);
      this.waiting.set(id, { resolve, reject, timer });
      this.socket.write(JSON.stringify({ id, method, params }));
    });
  }

  close(): void {
    this.fail(new OvsError('UNREACHABLE', 'closed by this side'));
  }

  private receive(message: unknown): void {
    if (!isRecord(message)) throw new OvsError('INVALID', 'a message is no object');
    if (message['method'] === 'echo') {
      const answer = { id: message['id'], result: message['params'], error: null };
      this.socket.write(JSON.stringify(answer));
      return;
    }
    const { id, result, error } = message;
    const entry = typeof id === 'number' ? this.waiting.get(id) : undefined;
    if (entry === undefined) return;
    this.waiting.delete(id as number);
    clearTimeout(entry.timer);
    if (error !== null && error !== undefined) entry.reject(new OvsError('REFUSED', textOf(error)));
    else entry.resolve(result);
  }

  private fail(error: OvsError): void {
    if (this.broken !== null) return;
    this.broken = error;
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.waiting.clear();
    this.socket.destroy();
  }
}

/** Connects; rejects with OvsError UNREACHABLE or TIMED_OUT. */
export const connectRpc = async (options: RpcOptions): Promise<Rpc> =>
  new Connection(await connect(options), options);
