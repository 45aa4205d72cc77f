// One rule of iptables-save: its words, split as a shell would, become matches and a target. An
// option this parser does not know stays in `other`, so that a walk can say it was not evaluated.

import { OPTIONS } from './options.ts';

/** One condition; `not` negates it. */
export interface IptablesMatch {
  /** Long name without dashes: source, in-interface, physdev-in, state, dport, ... */
  readonly name: string;
  /** Its words: `['RELATED,ESTABLISHED']`, `['NIPv4...', 'dst']`, `[]` for flags. */
  readonly values: readonly string[];
  readonly not: boolean;
}

export interface IptablesTarget {
  /** ACCEPT, DROP, RETURN, SNAT, ... or a chain; '' for a rule that only counts. */
  readonly name: string;
  /** -g instead of -j. */
  readonly goto: boolean;
  /** `to-source` → 172.24.4.180, `zone` → 4097, `random-fully` → ''. */
  readonly options: Readonly<Record<string, string>>;
}

export interface IptablesRule {
  readonly chain: string;
  /** 1 is the first rule of its chain. */
  readonly number: number;
  readonly packets: number;
  readonly bytes: number;
  readonly matches: readonly IptablesMatch[];
  readonly target: IptablesTarget;
  readonly comment: string;
  /** Options not known, with their words. */
  readonly other: readonly string[];
  readonly text: string;
}

/** Words as iptables-save quotes them: double quotes, backslash before a quote. */
const splitWords = (line: string): string[] => {
  const words: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g))
    words.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll(/\\(.)/g, '$1'));
  return words;
};

const HEAD = /^(?:\[(\d+):(\d+)\] )?-A (\S+)(?: (.*))?$/;

interface Draft {
  readonly matches: IptablesMatch[];
  readonly options: Record<string, string>;
  readonly other: string[];
  target: string;
  goto: boolean;
  comment: string;
  /** The last -m: two modules have a --mark of their own. */
  module: string;
}

/** Reads option `at`; answers how many words it took. */
const readOption = (words: readonly string[], at: number, not: boolean, into: Draft): number => {
  const word = words[at] ?? '';
  const option = OPTIONS[word];
  if (option === undefined) {
    into.other.push(not ? `! ${word}` : word);
    return 1;
  }
  const values = words.slice(at + 1, at + 1 + option.words);
  if (values.length < option.words) {
    into.other.push(word);
    return 1;
  }
  const first = values[0] ?? '';
  if (option.kind === 'match') {
    const name = option.name === 'mark' && into.module === 'connmark' ? 'connmark' : option.name;
    into.matches.push({ name, values, not });
  } else if (option.kind === 'module') into.module = first;
  else if (option.kind === 'option') into.options[option.name] = first;
  else if (option.kind === 'comment') into.comment = first;
  else if (option.kind === 'target') {
    into.target = first;
    into.goto = word === '-g';
  }
  return 1 + option.words;
};

/** One `[packets:bytes] -A CHAIN ...` line; null when it is none. `number` is set by the table. */
export const parseRule = (line: string): IptablesRule | null => {
  const head = HEAD.exec(line);
  if (head === null) return null;
  const [, packets = '0', bytes = '0', chain = '', rest = ''] = head;
  const words = splitWords(rest);
  const into: Draft = {
    matches: [],
    options: {},
    other: [],
    target: '',
    goto: false,
    comment: '',
    module: '',
  };
  for (let at = 0; at < words.length;) {
    const not = words[at] === '!';
    at += not ? 1 : 0;
    at += readOption(words, at, not, into);
  }
  return {
    chain,
    number: 0,
    packets: Number(packets),
    bytes: Number(bytes),
    matches: into.matches,
    target: { name: into.target, goto: into.goto, options: into.options },
    comment: into.comment,
    other: into.other,
    text: line.replace(/^\[\d+:\d+\] /, ''),
  };
};
