// What makes a rule take only some of the packets that fulfil its conditions: a rate, a random
// number, how many connections there are. In the words of nft(8), for a person.

import { isJson, type Json, list, number, text, word } from '../parsed.ts';

const over = (body: Json): string => (body['inv'] === true ? 'over ' : '');

const limitOf = (body: unknown): string => {
  if (typeof body === 'string') return `limit name ${body}`;
  if (!isJson(body)) return 'limit';
  const unit = text(body['rate_unit']);
  const rate = `${number(body['rate'])}${unit === '' || unit === 'packets' ? '' : ` ${unit}`}`;
  return `limit rate ${over(body)}${rate}/${text(body['per'])}`;
};

const quotaOf = (body: unknown): string =>
  isJson(body)
    ? `quota ${over(body)}${number(body['val'])} ${text(body['val_unit'])}`
    : `quota name ${text(body)}`;

const countOf = (body: unknown): string =>
  isJson(body) ? `ct count ${over(body)}${number(body['val'])}` : 'ct count';

const WORDS: Readonly<Record<string, (body: unknown) => string>> = {
  limit: limitOf,
  quota: quotaOf,
  'ct count': countOf,
};

/** Of one statement; '' when it lets nothing depend on chance or on how many come. */
const plain = (statement: unknown): string => {
  if (!isJson(statement)) return '';
  const [name = ''] = Object.keys(statement);
  return Object.hasOwn(WORDS, name) ? (WORDS[name]?.(statement[name]) ?? '') : '';
};

/** Modules of iptables and ebtables that nft prints by name only. */
const XT_SHARES = new Set(['statistic', 'limit', 'hashlimit', 'connlimit', 'quota', 'recent']);

/** Of one statement, a meter or a set that is fed while it is asked included. */
export const shareOf = (statement: Json): string => {
  const { meter, set, xt } = statement;
  if (isJson(meter)) return `meter ${text(meter['name'])} ${plain(meter['stmt'])}`.trim();
  if (isJson(set)) {
    const words = list(set['stmt'])
      .map(plain)
      .filter((one) => one !== '');
    return words.length === 0 ? '' : `set ${text(set['set'])} ${words.join(' ')}`;
  }
  if (isJson(xt) && xt['type'] === 'match' && XT_SHARES.has(text(xt['name'])))
    return `match ${text(xt['name'])}`;
  return plain(statement);
};

/** Expressions whose value is another one for each packet, or for each flow. */
export const chanceOf = (left: unknown): string => {
  if (!isJson(left)) return '';
  for (const kind of ['numgen', 'jhash', 'symhash']) {
    const body = left[kind];
    if (isJson(body))
      return [kind, text(body['mode']), 'mod', number(body['mod'])].filter(Boolean).join(' ');
  }
  const { meta } = left;
  return isJson(meta) && meta['key'] === 'random' ? 'meta random' : '';
};

const spelled = (right: unknown): string => {
  if (!isJson(right)) return word(right);
  const { range } = right;
  return Array.isArray(range) ? range.map(word).join('-') : '...';
};

/** A condition on such an expression; '' for any other. */
export const chanceCondition = (left: unknown, op: unknown, right: unknown): string => {
  const words = chanceOf(left);
  return words === '' ? '' : `${words} ${text(op)} ${spelled(right)}`.replace('== ', '');
};
