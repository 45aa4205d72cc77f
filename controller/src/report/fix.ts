// A repair for people: what it touches, its risk, how to undo it, then what to type.

import type { VerdictCause } from './verdict.ts';
import { shellWords, wrapCommand } from './wrap.ts';

export interface FixPart {
  readonly label: string;
  readonly sentence: string;
  /** Lines to paste. */
  readonly commands: readonly string[];
}

const INDENT = ' '.repeat(14);

/** What is typed, as opposed to a sentence. */
const isCommand = (text: string): boolean =>
  /^(?:ip|ip6?tables|nft|openstack|ovs-\w+|systemctl|sysctl|conntrack|neutron|tc) /.test(text);

/** The one word by which an undo differs from its command: `del` instead of `add`. */
const differingWord = (command: string, undo: string): string | null => {
  const before = shellWords(command);
  const after = shellWords(undo);
  if (before.length !== after.length) return null;
  const differing = after.filter((word, index) => word !== before[index]);
  return differing.length === 1 ? (differing[0] ?? null) : null;
};

const undoParts = (
  commands: readonly string[],
  undo: string,
): { sentence: string; lines: string[] } => {
  if (undo === '' || /^(?:none|nothing)\b/i.test(undo)) return { sentence: '', lines: [] };
  const [command] = commands;
  const word = command !== undefined && commands.length === 1 ? differingWord(command, undo) : null;
  if (word !== null) return { sentence: `Undo with "${word}"`, lines: [] };
  if (!isCommand(undo)) return { sentence: `Undo: ${undo}`, lines: [] };
  return { sentence: '', lines: [`${INDENT}# undo:`, ...wrapCommand(undo, INDENT)] };
};

/** The repairs of a cause, the smallest first, as they are shown. */
export const fixParts = (cause: VerdictCause): FixPart[] =>
  cause.fix.map((fix) => {
    const undo = undoParts(fix.commands, fix.undo);
    const references = fix.kind === 'root' ? cause.references : [];
    const sentences = [
      fix.scope,
      fix.risk === '' ? '' : `Risk: ${fix.risk}`,
      undo.sentence,
      references.length === 0 ? '' : `Known: ${references.join(', ')}`,
    ]
      .filter(Boolean)
      .map((part) => part.replace(/[.:]$/, ''));
    const sentence = sentences.reduce((text, part) =>
      /[?!]$/.test(text) ? `${text} ${part}` : `${text}. ${part}`,
    );
    return {
      label: cause.fix.length === 1 ? 'fix' : `fix ${fix.kind}`,
      sentence: fix.commands.length === 0 ? sentence : `${sentence}:`,
      commands: [...fix.commands.flatMap((command) => wrapCommand(command, INDENT)), ...undo.lines],
    };
  });
