// Writes the JSON Schema of verdict.json beside its zod schema.

import { writeFileSync } from 'node:fs';
import { verdictJsonSchema } from './src/report/json-schema.ts';

const file = new URL('./src/report/verdict.schema.json', import.meta.url);
writeFileSync(file, verdictJsonSchema());
