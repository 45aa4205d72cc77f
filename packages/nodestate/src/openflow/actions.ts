// The actions of a flow, in the words of OpenFlow 1.0 (mod_dl_src, strip_vlan, load) and 1.3
// (set_field, pop_vlan): both become the same few kinds. What only the switch can follow (learn,
// groups) keeps its text.

import { canonicalField, fieldSpec, fullMask } from './fields.ts';
import { unquote, vlanBits } from './match.ts';
import { parseFieldValue } from './values.ts';

/** Bits `from`..`to` (inclusive) of a field. */
export interface Subfield {
  readonly field: string;
  readonly from: number;
  readonly to: number;
}

export interface CtAction {
  readonly type: 'ct';
  readonly commit: boolean;
  /** Table where the packet goes on once it is tracked; null = it ends here. */
  readonly table: number | null;
  readonly zone: number | Subfield;
  readonly nat: string | null;
  readonly exec: readonly FlowAction[];
}

export type FlowAction =
  | { readonly type: 'output'; readonly port: string }
  | { readonly type: 'output-field'; readonly field: Subfield }
  | { readonly type: 'normal' }
  | { readonly type: 'drop' }
  | {
      readonly type: 'set';
      readonly field: string;
      readonly value: bigint;
      readonly mask: bigint;
    }
  | { readonly type: 'move'; readonly source: Subfield; readonly destination: Subfield }
  | { readonly type: 'goto'; readonly table: number }
  | { readonly type: 'resubmit'; readonly table: number | null; readonly port: string }
  | CtAction
  | { readonly type: 'ct-clear' }
  | { readonly type: 'push-vlan' }
  | { readonly type: 'pop-vlan' }
  | { readonly type: 'learn'; readonly text: string }
  | { readonly type: 'meter'; readonly id: number }
  | { readonly type: 'group'; readonly id: number }
  | {
      readonly type: 'conjunction';
      readonly id: number;
      readonly clause: number;
      readonly clauses: number;
    }
  /** Known by name, without influence on where a packet goes, or not followed. */
  | { readonly type: 'other'; readonly text: string }
  | { readonly type: 'unknown'; readonly text: string };

/** Splits at commas outside parentheses, brackets and quotes. */
const splitActions = (text: string): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === '(' || char === '[') depth += 1;
    else if (char === ')' || char === ']') depth = Math.max(0, depth - 1);
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
};

/** `NXM_NX_REG6[0..15]`, `eth_src`, `NXM_OF_VLAN_TCI[]`; null when the field is not known. */
const parseSubfield = (text: string): Subfield | null => {
  const [, name = '', from, to] =
    /^([A-Za-z_0-9]+)(?:\[(?:(\d+)(?:\.\.(\d+))?)?\])?$/.exec(text) ?? [];
  const field = canonicalField(name);
  const spec =
    field === 'in_port' ? { bits: 32 } : field === 'vlan_vid' ? { bits: 13 } : fieldSpec(field);
  if (spec === null) return null;
  if (from === undefined) return { field, from: 0, to: spec.bits - 1 };
  const [low, high] = [Number(from), Number(to ?? from)];
  return low <= high && high < spec.bits ? { field, from: low, to: high } : null;
};

const set = (field: string, text: string): FlowAction | null => {
  const vlan = vlanBits(field, text);
  if (vlan !== null) return { type: 'set', field: 'vlan_tci', ...vlan };
  const name = canonicalField(field);
  const value = parseFieldValue(name, text);
  return value === null ? null : { type: 'set', field: name, ...value };
};

/** `VALUE->FIELD`, of set_field and load. */
const setArrow = (text: string): FlowAction | null => {
  const [value = '', target = ''] = text.split('->');
  const plain = set(target, value);
  if (plain !== null) return plain;
  const subfield = parseSubfield(target);
  if (subfield === null || !/^(?:0x[0-9a-f]+|\d+)$/i.test(value)) return null;
  const width = fullMask(subfield.to - subfield.from + 1);
  const shift = BigInt(subfield.from);
  return {
    type: 'set',
    field: subfield.field,
    value: (BigInt(value) & width) << shift,
    mask: width << shift,
  };
};

const move = (text: string): FlowAction | null => {
  const [from = '', to = ''] = text.split('->');
  const source = parseSubfield(from);
  const destination = parseSubfield(to);
  return source === null || destination === null ? null : { type: 'move', source, destination };
};

const resubmit = (text: string): FlowAction => {
  const [port = '', table = ''] = text.split(',');
  return {
    type: 'resubmit',
    port: unquote(port.trim()),
    table: /^\d+$/.test(table) ? Number(table) : null,
  };
};

const ct = (text: string): FlowAction => {
  const parts = splitActions(text);
  const option = (key: string): string | undefined =>
    parts.find((part) => part.startsWith(`${key}=`))?.slice(key.length + 1);
  const inner = (name: string): string | null =>
    parts.find((part) => part === name || part.startsWith(`${name}(`)) ?? null;
  const zone = option('zone') ?? '0';
  const exec = inner('exec');
  return {
    type: 'ct',
    commit: parts.includes('commit'),
    table: isNumber(option('table') ?? '') ? Number(option('table')) : null,
    zone: /^\d+$/.test(zone) ? Number(zone) : (parseSubfield(zone) ?? 0),
    nat: inner('nat'),
    exec: exec === null ? [] : parseActions(exec.slice('exec('.length, -1)),
  };
};

const conjunction = (text: string): FlowAction | null => {
  const [, id, clause, clauses] = /^(\d+),(\d+)\/(\d+)$/.exec(text) ?? [];
  return id === undefined
    ? null
    : { type: 'conjunction', id: Number(id), clause: Number(clause), clauses: Number(clauses) };
};

const output = (text: string): FlowAction => {
  const field = /\[/.test(text) ? parseSubfield(text) : null;
  return field === null ? { type: 'output', port: unquote(text) } : { type: 'output-field', field };
};

const WORDS: Readonly<Record<string, FlowAction>> = {
  drop: { type: 'drop' },
  NORMAL: { type: 'normal' },
  ct_clear: { type: 'ct-clear' },
  strip_vlan: { type: 'pop-vlan' },
  pop_vlan: { type: 'pop-vlan' },
};

const PORTS = new Set(['LOCAL', 'IN_PORT', 'ALL', 'FLOOD', 'TABLE', 'NONE', 'in_port']);

const isNumber = (text: string): boolean => /^\d+$/.test(text);

const WITH_COLON: Readonly<Record<string, (text: string) => FlowAction | null>> = {
  output: (text) => output(text),
  set_field: setArrow,
  load: setArrow,
  move,
  goto_table: (text) => (isNumber(text) ? { type: 'goto', table: Number(text) } : null),
  resubmit: (text) => ({ type: 'resubmit', port: unquote(text), table: null }),
  push_vlan: () => ({ type: 'push-vlan' }),
  mod_vlan_vid: (text) => set('dl_vlan', text),
  mod_vlan_pcp: (text) => set('dl_vlan_pcp', text),
  mod_dl_src: (text) => set('eth_src', text),
  mod_dl_dst: (text) => set('eth_dst', text),
  mod_nw_src: (text) => set('ip_src', text),
  mod_nw_dst: (text) => set('ip_dst', text),
  mod_tp_src: (text) => set('tp_src', text),
  mod_tp_dst: (text) => set('tp_dst', text),
  mod_nw_ttl: (text) => set('ip_ttl', text),
  set_tunnel: (text) => set('tun_id', text),
  set_tunnel64: (text) => set('tun_id', text),
  meter: (text) => (isNumber(text) ? { type: 'meter', id: Number(text) } : null),
  group: (text) => (isNumber(text) ? { type: 'group', id: Number(text) } : null),
  write_metadata: (text) => set('metadata', text),
};

const WITH_PARENTHESES: Readonly<Record<string, (text: string) => FlowAction | null>> = {
  resubmit,
  ct,
  conjunction,
  learn: (text) => ({ type: 'learn', text }),
};

/** Known names whose effect is not followed. */
const OTHER =
  /^(?:CONTROLLER|controller|note|dec_ttl|mod_nw_tos|mod_nw_ecn|set_queue|pop_queue|enqueue|sample|bundle|bundle_load|multipath|fin_timeout|exit|clone|check_pkt_larger|write_actions|clear_actions|apply_actions|push|pop|push_mpls|pop_mpls|set_mpls_label|set_mpls_ttl|dec_mpls_ttl|encap|decap|delete_field|debug_recirc|debug_slow|dec_nsh_ttl|output)\b/;

const parseAction = (text: string): FlowAction => {
  const [, name = text, mark = '', rest = ''] = /^([A-Za-z_0-9]+)([:(])(.*)$/s.exec(text) ?? [];
  const word = Object.hasOwn(WORDS, text) ? WORDS[text] : undefined;
  if (word !== undefined) return word;
  if (PORTS.has(text)) return { type: 'output', port: text === 'in_port' ? 'IN_PORT' : text };
  const read =
    mark === ':' && Object.hasOwn(WITH_COLON, name)
      ? WITH_COLON[name]?.(rest)
      : mark === '(' && rest.endsWith(')') && Object.hasOwn(WITH_PARENTHESES, name)
        ? WITH_PARENTHESES[name]?.(rest.slice(0, -1))
        : null;
  if (read !== null && read !== undefined) return read;
  return { type: OTHER.test(text) ? 'other' : 'unknown', text };
};

/** Actions of the text behind `actions=`. */
export const parseActions = (text: string): FlowAction[] => splitActions(text).map(parseAction);
