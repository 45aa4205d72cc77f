// The recipes by the names that `lab up --recipe` and the test runner take.
import { HopscopeError } from '@hopscope/proto';
import type { Recipe } from '../topology/recipe.ts';
import { DEFAULT_RECIPE } from './default.ts';
import { shapesRecipe } from './shapes.ts';

const RECIPES = {
  default: () => DEFAULT_RECIPE,
  shapes: () => shapesRecipe('one'),
  'shapes-ha-both': () => shapesRecipe('both'),
  'shapes-ha-none': () => shapesRecipe('none'),
} as const;

export type RecipeName = keyof typeof RECIPES;

export const RECIPE_NAMES: readonly string[] = Object.keys(RECIPES);

/** Throws USAGE when there is none of that name. */
export const recipeNamed = (name: string): Recipe => {
  if (Object.hasOwn(RECIPES, name)) return RECIPES[name as RecipeName]();
  throw new HopscopeError('USAGE', `no recipe ${name}: ${RECIPE_NAMES.join(', ')}`);
};
