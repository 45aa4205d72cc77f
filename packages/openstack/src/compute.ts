// Nova, as far as a path needs it: one server by id, servers by a filter.

import { z } from 'zod';
import { isOpenStackError, OpenStackError } from './errors.ts';
import { serverSchema, type Server } from './objects.ts';
import { listAll, type List } from './paging.ts';
import type { Query, Session } from './session.ts';

export interface ComputeClient {
  /** null when there is no such server. */
  readonly server: (id: string) => Promise<Server | null>;
  /**
   * Servers with details. Filters as Nova has them: `name` is a regular expression, `all_tenants`
   * needs admin rights.
   */
  readonly servers: (query: Query, itemsMax?: number) => Promise<List<Server>>;
}

const envelope = z.object({ server: serverSchema });

export const computeClient = (session: Session): ComputeClient => ({
  server: async (id) => {
    try {
      const body = await session.get('compute', `/servers/${encodeURIComponent(id)}`);
      const parsed = envelope.safeParse(body);
      if (parsed.success) return parsed.data.server;
      throw new OpenStackError('ANSWER', `/servers/${id} did not answer with a server`, {
        detail: z.prettifyError(parsed.error),
      });
    } catch (thrown) {
      if (isOpenStackError(thrown, 'NOT_FOUND')) return null;
      throw thrown;
    }
  },
  servers: (query, itemsMax) =>
    listAll(session, {
      service: 'compute',
      path: '/servers/detail',
      key: 'servers',
      query,
      schema: serverSchema,
      ...(itemsMax === undefined ? {} : { itemsMax }),
    }),
});
