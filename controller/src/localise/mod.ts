// The door of the stage localise.

export { localise, type LocaliseOptions } from './localise.ts';
