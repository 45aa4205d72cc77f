// The objects of the stand-in cloud: one JSON document, in the shapes an admin sees on the wire.
// Views for other users, filters and pages are derived from it. The file is the truth: the
// server looks at it anew for every request, so a fault changes an object by editing the file.

import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** One object as the API answers it to an admin. */
export type ApiObject = { readonly [key: string]: Json };

const jsonSchema: z.ZodType<Json> = z.json();
const objectSchema = z.record(z.string(), jsonSchema);
const objectsSchema = z.array(objectSchema);

const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  password: z.string(),
  projectId: z.string(),
  roles: z.array(z.string()),
});

const documentSchema = z.object({
  region: z.string(),
  /** Lifetime of a token in seconds. */
  tokenSeconds: z.number(),
  projects: z.array(z.object({ id: z.string(), name: z.string() })),
  roles: z.record(z.string(), z.string()),
  users: z.array(userSchema),
  applicationCredentials: z.array(
    z.object({ id: z.string(), name: z.string(), secret: z.string(), userId: z.string() }),
  ),
  servers: objectsSchema,
  networks: objectsSchema,
  subnets: objectsSchema,
  ports: objectsSchema,
  routers: objectsSchema,
  floatingips: objectsSchema,
  security_groups: objectsSchema,
  agents: objectsSchema,
  /** Router id to the ids of the L3 agents it is scheduled to. */
  routerAgents: z.record(z.string(), z.array(z.string())),
  /** HA router id to agent id to `active` or `standby`. */
  haStates: z.record(z.string(), z.record(z.string(), z.string())).default({}),
});

export type CloudDocument = z.infer<typeof documentSchema>;
export type User = z.infer<typeof userSchema>;

/** Collections of Neutron objects kept in the document. */
export type NetworkCollection =
  | 'networks'
  | 'subnets'
  | 'ports'
  | 'routers'
  | 'floatingips'
  | 'security_groups'
  | 'agents';

export const readDocument = (file: string): CloudDocument =>
  documentSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

/** Whole or not at all: a request never sees half a document. */
export const writeDocument = (file: string, document: CloudDocument): void => {
  writeFileSync(`${file}.new`, `${JSON.stringify(document, null, 1)}\n`);
  renameSync(`${file}.new`, file);
};

/** Replaces the document by what `change` makes of it; returns what was there before. */
export const editDocument = (
  file: string,
  change: (document: CloudDocument) => CloudDocument,
): CloudDocument => {
  const before = readDocument(file);
  writeDocument(file, change(before));
  return before;
};

/** A reader that parses again only when the file was replaced. */
export const watchDocument = (file: string): (() => CloudDocument) => {
  let stamp = '';
  let document: CloudDocument | null = null;
  return () => {
    const { ino, mtimeMs, size } = statSync(file);
    const now = `${ino} ${mtimeMs} ${size}`;
    if (document === null || now !== stamp) {
      document = readDocument(file);
      stamp = now;
    }
    return document;
  };
};

/** A text field of an object, '' when it has none. */
export const textOf = (object: ApiObject, key: string): string => {
  const value = object[key];
  return typeof value === 'string' ? value : '';
};
