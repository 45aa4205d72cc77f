// File names of a bundle, made from names of nodes, namespaces and devices, which may hold
// anything. They are for people: every name also has a number of its own, and the same function
// makes it again when the bundle is read, so that no path in a file is ever trusted.

import { STORE_LIMITS } from './limits.ts';

/** Letters, digits, `.`, `_`, `-` stay; what is left can be no hidden, parent or absolute path. */
export const safeName = (name: string): string => {
  const plain = name.replaceAll(/[^A-Za-z0-9._-]/g, '_').replace(/^[.-]+/, '_');
  return plain.slice(0, STORE_LIMITS.nameLengthMax) || '_';
};

const numbered = (index: number): string => String(index + 1).padStart(3, '0');

interface Named {
  readonly node: string;
}

/** `captures/cn1/001-tap489316e2-c7.pcapng` */
export const captureFile = ({ node }: Named, index: number, device: string): string =>
  `captures/${safeName(node)}/${numbered(index)}-${safeName(device)}.pcapng`;

/** `captures/cn1/001-tap489316e2-c7.digests` */
export const digestFile = (named: Named, index: number, device: string): string =>
  captureFile(named, index, device).replace(/pcapng$/, 'digests');

/** `evidence/cn1/012-rules-qrouter-438d9786-before.txt` */
export const evidenceFile = (
  record: Named & { reader: string; netns: string; phase: string },
  index: number,
): string => {
  const parts = [record.reader, record.netns, record.phase].filter(Boolean).map(safeName);
  return `evidence/${safeName(record.node)}/${numbered(index)}-${parts.join('-')}.txt`;
};

/** `conntrack/net1/001-snat-438d9786.txt` */
export const conntrackFile = (record: Named & { netns: string }, index: number): string =>
  `conntrack/${safeName(record.node)}/${numbered(index)}-${safeName(record.netns)}.txt`;
