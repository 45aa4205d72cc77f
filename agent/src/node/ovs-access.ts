// Open vSwitch of this node: where its sockets are, and its failures in our words. A node without
// Open vSwitch answers ENVIRONMENT to everything.

import { OvsError, connectOvsdb, findControlSocket, sendControl } from '@hopscope/ovs';
import type { OvsdbRow, OvsdbSelect } from '@hopscope/ovs';
import { HopscopeError } from '@hopscope/proto';
import type { ErrorCode } from '@hopscope/proto';

import { NODE_LIMITS } from './limits.ts';

export const OVS_RUN_DIR_DEFAULT = '/run/openvswitch';

export interface OvsAccess {
  readonly runDir: string;
  /** Rows per select, of one state. Rejects with a HopscopeError. */
  readonly select: (selects: readonly OvsdbSelect[]) => Promise<readonly (readonly OvsdbRow[])[]>;
  /** The server's answer to one select, as JSON text. */
  readonly selectText: (select: OvsdbSelect) => Promise<Buffer>;
  /** ovs-vswitchd's answer to a command. */
  readonly control: (command: string, words: readonly string[]) => Promise<Buffer>;
}

const CODES: Readonly<Record<OvsError['code'], ErrorCode>> = {
  UNREACHABLE: 'ENVIRONMENT',
  TIMED_OUT: 'TIMED_OUT',
  TOO_LARGE: 'LIMIT_REACHED',
  REFUSED: 'ORDER_INVALID',
  INVALID: 'ENVIRONMENT',
};

const inOurWords = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OvsError)) throw error;
    const message = `Open vSwitch: ${error.message}`;
    throw new HopscopeError(CODES[error.code], message, { cause: error });
  }
};

/** Nothing is opened before it is needed, and nothing stays open. */
export const openOvsAccess = (runDir: string): OvsAccess => {
  const limits = { timeoutMs: NODE_LIMITS.readMs, bytesMax: NODE_LIMITS.readBytesMax };
  const withDatabase = <T>(
    work: (database: Awaited<ReturnType<typeof connectOvsdb>>) => Promise<T>,
  ): Promise<T> =>
    inOurWords(async () => {
      const database = await connectOvsdb({ path: `${runDir}/db.sock`, ...limits });
      try {
        return await work(database);
      } finally {
        database.close();
      }
    });
  return {
    runDir,
    select: (selects) => withDatabase((database) => database.select(selects)),
    selectText: (select) =>
      withDatabase(async (database) => {
        // Asked as rows first: a refusal must be told as one.
        const [rows] = await database.select([select]);
        return Buffer.from(JSON.stringify([{ rows }]));
      }),
    control: (command, words) =>
      inOurWords(async () => {
        const path = await findControlSocket(runDir);
        return Buffer.from(await sendControl({ path, ...limits }, command, words), 'utf8');
      }),
  };
};
