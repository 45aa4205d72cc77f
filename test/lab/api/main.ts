// Serves one lab's cloud until it is ended:
//   main.ts --topology FILE --objects FILE --listen ADDRESS
// The objects file is made from the topology when it is not there; from then on it is the truth.
// Prints one line, `ready URL`, when all three services listen.

import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Topology } from '../model.ts';
import { watchDocument, writeDocument, type Json } from './document.ts';
import { documentOf } from './from-topology.ts';
import { API_PORTS, startApi } from './server.ts';

const RECORDED = new URL(
  '../../fixtures/recorded/hybrid/api/admin/43-extensions.json',
  import.meta.url,
);

/** The extensions of the recorded cloud: the stand-in claims to be the same Neutron. */
const recordedExtensions = (): Json =>
  z
    .object({ body: z.object({ extensions: z.json() }) })
    .parse(JSON.parse(readFileSync(RECORDED, 'utf8'))).body.extensions;

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      topology: { type: 'string' },
      objects: { type: 'string' },
      listen: { type: 'string', default: '127.0.0.1' },
    },
  });
  const { topology = '', listen } = values;
  const objects = values.objects ?? `${topology}.objects`;
  if (!existsSync(objects))
    writeDocument(objects, documentOf(JSON.parse(readFileSync(topology, 'utf8')) as Topology));
  const api = await startApi({
    address: listen,
    ports: API_PORTS,
    document: watchDocument(objects),
    extensions: recordedExtensions(),
    clock: Date.now,
  });
  process.stdout.write(`ready ${api.urls.identity}/v3\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      api.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
};

await main();
