// The garbage collector of a process that hands large buffers on. Each is dead a moment later, and
// V8 answers their sum by marking the whole heap every 14 MB, in steps and by four threads: more
// work than everything else that link does with a parcel (measured: 1.4 ms a parcel of 256 KiB,
// 0.6 without). The heap of an agent has 15 MiB; it is marked in one go when that must be, and
// young collections free the buffers. Without this nothing breaks.

import { setFlagsFromString } from 'node:v8';

export const collectInOneGo = (): void => setFlagsFromString('--no-incremental-marking');
