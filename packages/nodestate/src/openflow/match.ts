// The match of a flow: `priority=65,ip,reg5=0x3,in_port="tap...",dl_src=fa:..,nw_src=10.1.0.33`.
// Tokens not known stay in `other`: a walk then cannot say that the flow takes the packet.

import { canonicalField, PROTOCOLS } from './fields.ts';
import { type MaskedValue, parseFieldValue } from './values.ts';

export interface FieldMatch extends MaskedValue {
  readonly field: string;
}

export interface FlowMatch {
  /** Port name, or number as text; null = any. */
  readonly inPort: string | null;
  readonly fields: readonly FieldMatch[];
  readonly other: readonly string[];
}

const PRESENT = 0x1000n;

/** dl_vlan, vlan_vid and dl_vlan_pcp as bits of vlan_tci; null when it is none of them. */
export const vlanBits = (key: string, text: string): MaskedValue | null => {
  const [value = '', mask] = text.split('/');
  if (!/^(?:0x[0-9a-f]+|\d+)$/i.test(value)) return null;
  const bits = BigInt(value);
  if (key === 'dl_vlan')
    return bits === 0xffffn
      ? { value: 0n, mask: 0xffffn }
      : { value: PRESENT | (bits & 0xfffn), mask: 0x1fffn };
  if (key === 'vlan_vid') {
    const kept = mask !== undefined && /^0x[0-9a-f]+$/i.test(mask) ? BigInt(mask) : 0x1fffn;
    return { value: bits & kept, mask: kept };
  }
  if (key === 'dl_vlan_pcp' || key === 'vlan_pcp')
    return { value: PRESENT | (bits << 13n), mask: PRESENT | 0xe000n };
  return null;
};

const readToken = (token: string): FieldMatch[] | null => {
  const at = token.indexOf('=');
  if (at < 0) {
    const protocol = Object.hasOwn(PROTOCOLS, token) ? PROTOCOLS[token] : undefined;
    if (protocol === undefined) return null;
    const [type, ipProtocol] = protocol;
    const fields = [{ field: 'eth_type', value: type, mask: 0xffffn }];
    if (ipProtocol !== null) fields.push({ field: 'ip_proto', value: ipProtocol, mask: 0xffn });
    return fields;
  }
  const key = token.slice(0, at);
  const vlan = vlanBits(key, token.slice(at + 1));
  if (vlan !== null) return [{ field: 'vlan_tci', ...vlan }];
  const field = canonicalField(key);
  const value = parseFieldValue(field, token.slice(at + 1));
  return value === null ? null : [{ field, ...value }];
};

/** The match from its tokens (without priority and counters). */
export const parseMatch = (tokens: readonly string[]): FlowMatch => {
  let inPort: string | null = null;
  const fields: FieldMatch[] = [];
  const other: string[] = [];
  for (const token of tokens) {
    if (token.startsWith('in_port=')) {
      inPort = unquote(token.slice('in_port='.length));
      continue;
    }
    const read = readToken(token);
    if (read === null) other.push(token);
    else fields.push(...read);
  }
  return { inPort, fields, other };
};

export const unquote = (name: string): string => name.replace(/^"(.*)"$/, '$1');
