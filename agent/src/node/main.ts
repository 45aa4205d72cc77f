// The privileged process of the agent, in two steps: first where Node keeps what it made of the
// sources, which is two thirds of a start, then the program. The folder lies beside the sources:
// who may write there may change the sources too. Installed, there is one bundle and no folder.

import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

enableCompileCache(join(import.meta.dirname, '../../../.cache/node'));
const { runNodeProcess } = await import('./process.ts');
await runNodeProcess();
// This process ends by _exit, which saves nothing.
flushCompileCache();
