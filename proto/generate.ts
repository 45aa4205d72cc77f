// Makes proto/gen from proto/schema: static encoders and their types. The result is committed,
// so that an agent never needs the generator; a test holds the two against each other.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const schema = join(here, 'schema');
const sources = readdirSync(schema)
  .filter((name) => name.endsWith('.proto'))
  .toSorted();
const out = process.argv[2] ?? join(here, 'gen');

execFileSync(
  process.execPath,
  [
    join(here, '../node_modules/protobufjs-cli/bin/pbjs'),
    '--target=static-module',
    '--wrap=esm',
    '--dts',
    `--path=${schema}`,
    '--no-service',
    '--no-verify',
    '--no-delimited',
    '--force-number',
    `--out=${join(out, 'wire.js')}`,
    ...sources.map((name) => join(schema, name)),
  ],
  { stdio: 'inherit' },
);
