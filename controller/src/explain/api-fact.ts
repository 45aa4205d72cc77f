// A fact of the API that explains a loss by itself, and the finding made of it.

import { type CaseFile } from './case-file.ts';
import { type Affects, type Cause, type CauseFinding, type Confidence, type Fix } from './cause.ts';
import { finding } from './finding.ts';
import { checked } from './lines.ts';

interface Fact {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  readonly command: string;
  readonly title: string;
  readonly detail: string;
  readonly affects: Affects;
  readonly fixes: readonly Fix[];
  readonly references?: readonly string[];
  /** likely when not given: state that fits is no proof. */
  readonly confidence?: Confidence;
}

export const report = (file: CaseFile, cause: Cause, fact: Fact): CauseFinding =>
  finding(file, cause, {
    confidence: fact.confidence ?? 'likely',
    title: fact.title,
    detail: fact.detail,
    evidence: [
      checked(
        { node: file.parts.compute, netns: '' },
        fact.what,
        fact.expected,
        fact.found,
        false,
        fact.command,
      ),
    ],
    affects: fact.affects,
    fixes: fact.fixes,
    references: fact.references ?? [],
  });

/** Where a router is on another node, br-int of the VM's node is on the way to the tunnel. */
export const AT_THE_VM: Cause['segments'] = [
  'vm',
  'security-group',
  'veth',
  'integration-bridge',
  'tunnel-out',
];
