// The door of the stage correlate.

export { correlate, type CorrelateOptions } from './correlate.ts';
