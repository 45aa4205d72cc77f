// What a reader is: it turns checked selectors into one program to run, files to read, connections
// to list, or one question to ask, and reads nothing itself. All but questions are about the
// namespace of the order. A file costs a hundredth of what a program costs.

import type { Kernel } from '../capture/kernel.ts';
import type { Connections } from '../netfilter/ctnetlink.ts';
import type { Namespaces } from '../netns/namespaces.ts';
import type { OvsAccess } from '../ovs-access.ts';
import type { Selectors } from './selectors.ts';
import type { Tools } from './tools.ts';

export interface ProgramRead {
  readonly kind: 'program';
  /** Absolute program and arguments. */
  readonly argv: readonly string[];
}

export interface QuestionRead {
  readonly kind: 'question';
  /** How a person would ask it. */
  readonly argv: readonly string[];
  readonly ask: () => Promise<Buffer>;
}

/** Files of the kernel, seen from inside the namespace. */
export interface FilesRead {
  readonly kind: 'files';
  readonly argv: readonly string[];
  readonly paths: readonly string[];
  /** The answer; null = that file does not exist. */
  readonly print: (contents: readonly (string | null)[]) => string;
}

export interface ConnectionsRead {
  readonly kind: 'connections';
  readonly argv: readonly string[];
  readonly wanted: Connections;
}

export type Read = ProgramRead | QuestionRead | FilesRead | ConnectionsRead;

export interface ReaderContext {
  readonly kernel: Kernel;
  readonly tools: Tools;
  readonly ovs: OvsAccess;
  readonly namespaces: Namespaces;
  /** Neutron's state_path. */
  readonly stateDir: string;
}

/** Throws READER_UNKNOWN for selectors that make no sense, ENVIRONMENT for what is missing. */
export type Reader = (selectors: Selectors, context: ReaderContext) => Read;

/** A program by name, with arguments. */
export const program = (
  context: ReaderContext,
  tool: string,
  ...args: readonly string[]
): ProgramRead => ({ kind: 'program', argv: [context.tools.path(tool), ...args] });
