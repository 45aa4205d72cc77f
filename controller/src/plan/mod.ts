// plan: a path becomes an order for every node.
export * from './captures.ts';
export * from './make-plan.ts';
export * from './needs.ts';
export * from './plan.ts';
export * from './summary.ts';
