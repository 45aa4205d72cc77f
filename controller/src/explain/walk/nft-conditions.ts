// One condition of an nftables rule against a packet: true, false, or null when this walker cannot
// tell. Modules of iptables and ebtables that nft prints by name only are always null.

import { type NftCondition, type NftRule } from '@hopscope/nodestate';
import { type Field, fieldOf, isJson, type Looked, type NftContext } from './nft-fields.ts';
import { compares, equals, flagsHold } from './nft-values.ts';

type Held = boolean | null;

const isFlags = (have: Looked): have is Field =>
  have !== null && have !== 'absent' && have.kind === 'flags';

/** `FIELD & MASK` is printed of flags; of other fields nobody masks what is known here. */
const maskedHold = (
  [left, mask]: readonly unknown[],
  op: string,
  right: unknown,
  context: NftContext,
): Held => {
  const have = fieldOf(left, context);
  if (have === 'absent') return false;
  return isFlags(have) ? flagsHold(have, op, mask, right) : null;
};

export const conditionHolds = (condition: NftCondition, context: NftContext): Held => {
  const { match } = condition;
  if (!isJson(match)) return null;
  const { left, right } = match;
  const op = typeof match['op'] === 'string' ? match['op'] : '';
  const masked = isJson(left) ? left['&'] : undefined;
  if (Array.isArray(masked)) return maskedHold(masked, op, right, context);
  const have = fieldOf(left, context);
  // Of a header that is not there no condition holds, whatever it asks.
  if (have === 'absent') return false;
  if (isFlags(have)) return flagsHold(have, op, null, right);
  // All of several words at once: only flags can be that.
  if (op === '==' && Array.isArray(right)) return null;
  if (op === '==' || op === 'in') return equals(have, right);
  if (op !== '!=') return compares(have, op, right);
  const held = equals(have, right);
  return held === null ? null : !held;
};

/** Null = cannot be decided. One unfulfilled condition is enough for false. */
export const takes = ({ conditions }: NftRule, context: NftContext): Held => {
  let held: Held = true;
  for (const condition of conditions) {
    const one = conditionHolds(condition, context);
    if (one === false) return false;
    if (one === null) held = null;
  }
  return held;
};
