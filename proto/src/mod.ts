// The wire contract: messages, subjects, error codes, limits, evidence readers. No I/O.
export * from './console-flow.ts';
export * from './errors.ts';
export * from './limits.ts';
export * from './readers.ts';
export * from './subjects.ts';
export * from './time.ts';
export * from './wall-clock.ts';
export * from './wire.ts';
