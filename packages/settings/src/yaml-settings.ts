// A YAML text to a checked value. Every problem names file, line, key, what was expected and
// what was found; all problems are reported at once. Reads no file: the caller has the text.

import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';

/** The settings are wrong: one line for each problem. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Line of the node at `path`, or of its nearest parent that exists. */
const lineOf = (document: Document, lines: LineCounter, path: readonly PropertyKey[]): number => {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
};

const shown = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text === undefined ? 'nothing' : text.slice(0, 60);
};

/**
 * The value of `text` by `schema`. `secret` keys are never repeated in a message. Throws
 * SettingsError.
 */
export const parseSettings = <T>(
  schema: z.ZodType<T>,
  text: string,
  file: string,
  secret: RegExp = /password|token|key|secret/i,
): T => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    throw new SettingsError(
      document.errors.map(
        (error) => `${file}:${lines.linePos(error.pos[0]).line}: no YAML: ${error.message}`,
      ),
    );
  const value: unknown = document.toJS() ?? {};
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SettingsError(
    parsed.error.issues.map((issue) => {
      const path =
        issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path;
      const key = path.map(String).join('.') || '(the whole file)';
      const found = document.getIn(path);
      const hidden = path.some((part) => secret.test(String(part)));
      const what = hidden || typeof found === 'object' ? '' : `, found ${shown(found)}`;
      return `${file}:${lineOf(document, lines, path)}: ${key}: ${issue.message}${what}`;
    }),
  );
};
