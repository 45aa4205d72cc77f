// `npm run -s bench -- NAME [ARGS]`: runs test/bench/NAME.ts. Each prints a table for people and
// returns one object, printed as the last line.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { sweepFolders } from './folders.ts';

/** What every benchmark file exports as `bench`. */
export interface Bench {
  readonly about: string;
  readonly run: (args: readonly string[]) => Promise<Readonly<Record<string, unknown>>>;
}

const names = (): string[] =>
  readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.ts') && !['folders.ts', 'main.ts', 'table.ts'].includes(file))
    .map((file) => file.slice(0, -3))
    .toSorted();

const main = async ([name, ...args]: readonly string[]): Promise<number> => {
  if (name === undefined || !names().includes(name)) {
    console.error(`usage: npm run -s bench -- NAME [ARGS], NAME one of: ${names().join(', ')}`);
    return 3;
  }
  sweepFolders();
  const file = (await import(join(import.meta.dirname, `${name}.ts`))) as { bench: Bench };
  const result = await file.bench.run(args);
  console.log(JSON.stringify({ bench: name, ...result }));
  return 0;
};

process.exitCode = await main(process.argv.slice(2));
