// The lab's door for tests: raise one, attach to one, the topology as data.
export { buildTopology, DEFAULT_RECIPE, recordedRecipe } from './default-topology.ts';
export type { Recipe } from './default-topology.ts';
export { attachLab } from './lab.ts';
export type { Lab } from './lab.ts';
export * from './model.ts';
export { raiseLab } from './raise/raise.ts';
export type { RaiseOptions } from './raise/raise.ts';
