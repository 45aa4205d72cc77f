// The controller's command line. Starts in two steps: first where Node keeps what it made of the
// sources (half of the time of a start), then the program.

import { enableCompileCache } from 'node:module';
import { compileCacheFolder } from './compile-cache.ts';

const folder = compileCacheFolder(process.env, process.getuid?.() ?? -1);
if (folder !== null) enableCompileCache(folder);

const { runProcess } = await import('./cli/process.ts');
process.exitCode = await runProcess(process);
