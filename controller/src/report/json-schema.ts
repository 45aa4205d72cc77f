// The JSON Schema of verdict.json, made from the zod schema. The committed file beside this one is
// its output; a test compares them.

import { z } from 'zod';
import { VERDICT_SCHEMA, verdictSchema } from './verdict.ts';

/** Text of verdict.schema.json. */
export const verdictJsonSchema = (): string => {
  const schema = z.toJSONSchema(verdictSchema, { target: 'draft-2020-12' });
  const titled = { title: `Hopscope verdict (${VERDICT_SCHEMA})`, ...schema };
  return `${JSON.stringify(titled, null, 2)}\n`;
};
