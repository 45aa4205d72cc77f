// resolve: a request becomes the path its packets should take.
export * from './build-path.ts';
export { companionsOf, withCompanions } from './companions.ts';
export type { Companions } from './companions.ts';
export * from './convert-error.ts';
export * from './path.ts';
export * from './resolve.ts';
export * from './scene.ts';
export type { DescribeOrder, Description } from './describe-orders.ts';
export type { NodeAnswer } from './node-facts.ts';
