// The door of the stage explain.
export { type CaseFile } from './case-file.ts';
export * from './cause.ts';
export { explain, type Explanation } from './explain.ts';
export { followUps } from './follow-up.ts';
export { CAUSES } from './registry.ts';
export { waitsForCounters } from './counted.ts';
export { consequencesOf, rootsFirst } from './roots.ts';
