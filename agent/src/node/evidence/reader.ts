// What a reader is: it turns checked selectors into one program to run, or one question to ask,
// and reads nothing itself. Programs run in the namespace of the order; questions have none.

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

export type Read = ProgramRead | QuestionRead;

export interface ReaderContext {
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
