// The lab's door for tests: raise one, attach to one, the topology as data.
export { attachLab } from './lab.ts';
export type { Lab } from './lab.ts';
export * from './model.ts';
export { raiseLab } from './raise/raise.ts';
export type { RaiseOptions } from './raise/raise.ts';
export { DEFAULT_RECIPE, recordedRecipe } from './recipes/default.ts';
export { recipeNamed } from './recipes/named.ts';
export type { RecipeName } from './recipes/named.ts';
export { shapesRecipe } from './recipes/shapes.ts';
export type { HaStanding } from './recipes/shapes.ts';
export { buildTopology } from './topology/build.ts';
export type { Recipe } from './topology/recipe.ts';
