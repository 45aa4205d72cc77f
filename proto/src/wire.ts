// The generated codecs, re-exported. Only this file knows how they are made. Messages are used
// as plain shapes: `Wire.ArmRequest.encode({...}).finish()`, `Wire.ArmRequest.decode(bytes)`.
import { hopscope } from '../gen/wire.js';

export const Wire: typeof hopscope.v1 = hopscope.v1;
export type { hopscope } from '../gen/wire.js';
