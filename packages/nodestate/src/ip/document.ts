// The document `ip -j` prints: an array of objects. Its errors are plain text lines before or
// after the array (standard error), and some versions print empty objects for filtered entries.

import { excerpt, isJson, type Json, linesOf, type Parsed, parseJson } from '../parsed.ts';

const REPORTED =
  /^(?:RTNETLINK answers|Error|Cannot|Dump |Device |Object |Command |Failed|FIB |setting the network|seting the network|Unknown|nsenter:|ip:)/;

/** The objects of an `ip -j` answer; several arrays one after the other are joined. */
const parseIpDocument = (input: string): Parsed<Json[]> => {
  const value: Json[] = [];
  const errors: string[] = [];
  const unknown: string[] = [];
  const take = (document: unknown): boolean => {
    if (!Array.isArray(document)) return false;
    for (const entry of document) {
      if (!isJson(entry)) unknown.push(excerpt(entry));
      else if (Object.keys(entry).length > 0) value.push(entry);
    }
    return true;
  };
  if (take(parseJson(input))) return { value, errors, unknown };
  for (const line of linesOf(input)) {
    if (take(parseJson(line))) continue;
    // `ip` opens its array before it knows that it fails.
    const plain = line.replace(/^\[(?=[A-Z])/, '');
    if (plain === '[' || plain === ']') continue;
    (REPORTED.test(plain) ? errors : unknown).push(excerpt(plain));
  }
  return { value, errors, unknown };
};

/** Applies `read` to each object; one that gives null is not understood. */
export const eachEntry = <T>(input: string, read: (entry: Json) => T | null): Parsed<T[]> => {
  const document = parseIpDocument(input);
  const value: T[] = [];
  const unknown = [...document.unknown];
  for (const entry of document.value) {
    const one = read(entry);
    if (one === null) unknown.push(excerpt(entry));
    else value.push(one);
  }
  return { value, errors: document.errors, unknown };
};
