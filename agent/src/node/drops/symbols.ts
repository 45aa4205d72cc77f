// Names of places in the kernel's code: /proc/kallsyms, looked through once for all addresses, and
// only when there is something to name. Some 50 ms of a processor, in a thread of the pool.

import { readFile } from 'node:fs/promises';

const FILE = '/proc/kallsyms';
const NEWLINE = 10;
const SPACE = 32;
const ADDRESS_CHARS = 16;
const FUNCTIONS = Buffer.from('tTwW');

interface Best {
  readonly address: bigint;
  /** As the file prints addresses: sixteen digits, compared as they lie there. */
  readonly digits: Buffer;
  line: number;
}

const nameOf = (text: Buffer, { address, line }: Best): string | null => {
  const at = BigInt(`0x${text.toString('latin1', line, line + ADDRESS_CHARS)}`);
  if (at === 0n) return null;
  const start = line + ADDRESS_CHARS + 3;
  const [name = ''] = text.toString('latin1', start, text.indexOf(NEWLINE, start)).split(/\s/);
  return `${name}+0x${(address - at).toString(16)}`;
};

/** The last symbol that begins at or before each address: functions only (types t, T, w, W). */
const search = (text: Buffer, wanted: readonly bigint[]): Map<bigint, string> => {
  const best = wanted.map((address): Best => {
    const digits = Buffer.from(address.toString(16).padStart(ADDRESS_CHARS, '0'));
    return { address, digits, line: -1 };
  });
  for (let line = 0; line >= 0 && line + ADDRESS_CHARS < text.length;) {
    const end = line + ADDRESS_CHARS;
    if (FUNCTIONS.includes(text[end + 1] ?? 0)) {
      for (const one of best) {
        const isBefore = text.compare(one.digits, 0, ADDRESS_CHARS, line, end) <= 0;
        const isLater =
          one.line < 0 || text.compare(text, one.line, one.line + ADDRESS_CHARS, line, end) > 0;
        if (isBefore && isLater) one.line = line;
      }
    }
    const newline = text.indexOf(NEWLINE, end);
    line = newline < 0 ? -1 : newline + 1;
  }
  const names = new Map<bigint, string>();
  for (const one of best) {
    const name = one.line < 0 ? null : nameOf(text, one);
    if (name !== null) names.set(one.address, name);
  }
  return names;
};

/** `ip_forward+0x1b2` by address; what cannot be named is missing (kptr_restrict hides all). */
export const nameAddresses = async (
  addresses: readonly bigint[],
): Promise<ReadonlyMap<bigint, string>> => {
  if (addresses.length === 0) return new Map();
  const text = await readFile(FILE);
  return text[ADDRESS_CHARS] === SPACE ? search(text, addresses) : new Map();
};
