// Statements that give the packet another destination: dnat, redirect, and the destination set as
// a field. Where to, as far as the rule itself says it.

import { isJson, type Json, text, word } from '../parsed.ts';

export interface NftRewrite {
  /** set: without conntrack, packet by packet (`ip daddr set`). */
  readonly kind: 'dnat' | 'redirect' | 'set';
  /**
   * `10.0.0.5`, `10.0.0.5:8080`, `10.0.0.5-10.0.0.9`; `:8080` where the address is kept, or is the
   * device's own (redirect); '' for a redirect that keeps the port, and where the rule does not say.
   */
  readonly to: string;
}

const spelled = (value: unknown): string => {
  if (!isJson(value)) return word(value);
  const { range, prefix, concat } = value;
  if (Array.isArray(range)) return range.map(word).join('-');
  if (isJson(prefix)) return `${word(prefix['addr'])}/${word(prefix['len'])}`;
  return Array.isArray(concat) ? concat.map(word).join(':') : '';
};

const destination = (address: unknown, port: unknown): string =>
  spelled(address) + (port === undefined ? '' : `:${spelled(port)}`);

/** What is written instead of the destination; null when the statement leaves it alone. */
interface Rewriting {
  readonly kind: NftRewrite['kind'];
  readonly value: unknown;
  /** Finishes a value: an address gets the port of the statement. */
  readonly spell: (value: unknown) => string;
}

const ofField = (body: Json): Rewriting | null => {
  const { key, value } = body;
  const payload = isJson(key) ? key['payload'] : null;
  if (!isJson(payload)) return null;
  const field = `${text(payload['protocol'])}.${text(payload['field'])}`;
  if (field === 'ip.daddr') return { kind: 'set', value, spell: spelled };
  if (field === 'tcp.dport' || field === 'udp.dport' || field === 'th.dport')
    return { kind: 'set', value, spell: (port) => `:${spelled(port)}` };
  return null;
};

export const rewritingOf = (statement: Json): Rewriting | null => {
  const { dnat, redirect, mangle } = statement;
  if (isJson(mangle)) return ofField(mangle);
  if (isJson(dnat)) {
    const { addr, port } = dnat;
    return { kind: 'dnat', value: addr, spell: (address) => destination(address, port) };
  }
  if (!('redirect' in statement)) return null;
  const port = isJson(redirect) ? redirect['port'] : undefined;
  return { kind: 'redirect', value: '', spell: (address) => destination(address, port) };
};
