// The kernel's own description of its types (BTF, Documentation/bpf/btf.rst): where fields lie in
// this very kernel, and what the values of an enum are called. Pure; it reads what it is asked for
// and nothing else of the hundred thousand types.

const MAGIC = 0xeb9f;
const TYPE_BYTES = 12;
const KIND = { int: 1, array: 3, struct: 4, union: 5, enum: 6, functionType: 13 } as const;
const KIND_VAR = 14;
const KIND_DATASEC = 15;
const KIND_DECL_TAG = 17;
const KIND_ENUM64 = 19;
/** Types that only give another one a name or a qualifier: typedef, volatile, const, restrict. */
const ALIASES: readonly number[] = [8, 9, 10, 11, 18];
const DEPTH_MAX = 8;

export interface Btf {
  /** Bytes from the start of the struct, through anonymous parts; null = no such field. */
  readonly offsetOf: (struct: string, field: string) => number | null;
  /** Names by value; empty when there is no such enum. */
  readonly namesOf: (enumeration: string) => ReadonlyMap<number, string>;
}

/** Bytes that follow the three words of a type, by its kind and number of elements. */
const extraBytes = (kind: number, elements: number): number => {
  if (kind === KIND.struct || kind === KIND.union) return elements * 12;
  if (kind === KIND.enum || kind === KIND.functionType) return elements * 8;
  if (kind === KIND_DATASEC || kind === KIND_ENUM64) return elements * 12;
  if (kind === KIND.array) return 12;
  return kind === KIND.int || kind === KIND_VAR || kind === KIND_DECL_TAG ? 4 : 0;
};

interface Tables {
  readonly view: DataView;
  /** Offset of each type by its id; 0 is void. */
  readonly at: Uint32Array;
  readonly name: (offset: number) => string;
  /** Where a name is among the strings: every name is there once. -1 = nothing is called so. */
  readonly offsetOfName: (name: string) => number;
}

const indexTypes = (view: DataView, from: number, to: number): Uint32Array => {
  const found: number[] = [0];
  for (let at = from; at + TYPE_BYTES <= to;) {
    const info = view.getUint32(at + 4, true);
    found.push(at);
    at += TYPE_BYTES + extraBytes((info >>> 24) & 0x1f, info & 0xffff);
  }
  return Uint32Array.from(found);
};

/** Null for bytes that are no BTF. */
const openTables = (bytes: Uint8Array): Tables | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 24 || view.getUint16(0, true) !== MAGIC) return null;
  const head = view.getUint32(4, true);
  const [types, typesLength, strings] = [8, 12, 16].map((at) => view.getUint32(at, true)) as [
    number,
    number,
    number,
  ];
  const first = head + types;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = (offset: number): string => {
    const start = head + strings + offset;
    return text.toString('latin1', start, text.indexOf(0, start));
  };
  const offsetOfName = (wanted: string): number => {
    const found = text.indexOf(`\0${wanted}\0`, head + strings, 'latin1');
    return found < 0 ? -1 : found + 1 - head - strings;
  };
  return { view, at: indexTypes(view, first, first + typesLength), name, offsetOfName };
};

const kindAt = ({ view }: Tables, at: number): number =>
  (view.getUint32(at + 4, true) >>> 24) & 0x1f;
const countAt = ({ view }: Tables, at: number): number => view.getUint32(at + 4, true) & 0xffff;

/** The first type of that kind and name; 0 = there is none. */
const findType = (tables: Tables, kind: number, wanted: string): number => {
  const { view, at, offsetOfName } = tables;
  const name = offsetOfName(wanted);
  if (name < 0) return 0;
  for (const type of at)
    if (type !== 0 && view.getUint32(type, true) === name && kindAt(tables, type) === kind)
      return type;
  return 0;
};

const resolve = (tables: Tables, id: number): number => {
  let type = tables.at[id] ?? 0;
  for (let depth = 0; depth < DEPTH_MAX && type !== 0; depth += 1) {
    if (!ALIASES.includes(kindAt(tables, type))) return type;
    type = tables.at[tables.view.getUint32(type + 8, true)] ?? 0;
  }
  return 0;
};

/** Bits from the start of the struct at `type`; -1 = not in it. */
const findField = (tables: Tables, type: number, field: string, depth = 0): number => {
  const { view, name } = tables;
  const kind = type === 0 ? 0 : kindAt(tables, type);
  if (depth > DEPTH_MAX || (kind !== KIND.struct && kind !== KIND.union)) return -1;
  // With bit fields in it, the upper byte of an offset is a size.
  const mask = view.getUint32(type + 4, true) >>> 31 === 1 ? 0xff_ffff : 0xffff_ffff;
  for (let index = 0; index < countAt(tables, type); index += 1) {
    const at = type + TYPE_BYTES + index * 12;
    const offset = (view.getUint32(at + 8, true) & mask) >>> 0;
    const own = name(view.getUint32(at, true));
    if (own === field) return offset;
    if (own !== '') continue;
    const inner = findField(
      tables,
      resolve(tables, view.getUint32(at + 4, true)),
      field,
      depth + 1,
    );
    if (inner >= 0) return offset + inner;
  }
  return -1;
};

/** Null for bytes that are no BTF. */
export const openBtf = (bytes: Uint8Array): Btf | null => {
  const tables = openTables(bytes);
  if (tables === null) return null;
  return {
    offsetOf: (struct, field) => {
      const bits = findField(tables, findType(tables, KIND.struct, struct), field);
      return bits < 0 || bits % 8 !== 0 ? null : bits / 8;
    },
    namesOf: (enumeration) => {
      const { view, name } = tables;
      const type = findType(tables, KIND.enum, enumeration);
      const names = new Map<number, string>();
      const count = type === 0 ? 0 : countAt(tables, type);
      for (let index = 0; index < count; index += 1) {
        const at = type + TYPE_BYTES + index * 8;
        names.set(view.getUint32(at + 4, true), name(view.getUint32(at, true)));
      }
      return names;
    },
  };
};
