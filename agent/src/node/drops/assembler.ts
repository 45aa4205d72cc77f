// Instructions of eBPF by name, and jumps by label (linux/bpf.h,
// Documentation/bpf/standardization). Only what the one program needs. Pure.

const PSEUDO_MAP_FD = 1;

interface Line {
  readonly code: number;
  readonly to: number;
  readonly from: number;
  readonly offset: number;
  readonly value: number;
  /** Jumps by name; resolved when the program is whole. */
  readonly target?: string;
}

/** Collects instructions; jumps go to labels. */
export class Assembler {
  private readonly lines: Line[] = [];
  private readonly labels = new Map<string, number>();

  op(code: number, to: number, from: number, offset: number, value: number, target?: string): void {
    const line = { code, to, from, offset, value };
    this.lines.push(target === undefined ? line : { ...line, target });
  }

  label(name: string): void {
    this.labels.set(name, this.lines.length);
  }

  /** to = from */
  copy(to: number, from: number): void {
    this.op(0xbf, to, from, 0, 0);
  }

  constant(to: number, value: number): void {
    this.op(0xb7, to, 0, 0, value);
  }

  add(to: number, value: number): void {
    this.op(0x07, to, 0, 0, value);
  }

  load(to: number, from: number, offset: number, size: 'byte' | 'half' | 'word' | 'double'): void {
    this.op({ byte: 0x71, half: 0x69, word: 0x61, double: 0x79 }[size], to, from, offset, 0);
  }

  store(to: number, offset: number, from: number, size: 'word' | 'double'): void {
    this.op({ word: 0x63, double: 0x7b }[size], to, from, offset, 0);
  }

  call(helper: number): void {
    this.op(0x85, 0, 0, 0, helper);
  }

  jump(target: string): void {
    this.op(0x05, 0, 0, 0, 0, target);
  }

  /** When the lower 32 bits of a register are, or are below, a value. */
  jumpWord(
    relation: 'equal' | 'unequal' | 'below',
    left: number,
    value: number,
    target: string,
  ): void {
    this.op({ equal: 0x16, unequal: 0x56, below: 0xa6 }[relation], left, 0, 0, value, target);
  }

  mapDescriptor(to: number, fd: number): void {
    this.op(0x18, to, PSEUDO_MAP_FD, 0, fd);
    this.op(0, 0, 0, 0, 0);
  }

  bytes(): Uint8Array {
    const code = Buffer.alloc(8 * this.lines.length);
    for (const [index, line] of this.lines.entries()) {
      const jump = line.target === undefined ? null : (this.labels.get(line.target) ?? 0);
      const offset = jump === null ? line.offset : jump - index - 1;
      code[8 * index] = line.code;
      code[8 * index + 1] = line.to | (line.from << 4);
      code.writeInt16LE(offset, 8 * index + 2);
      code.writeInt32LE(line.value | 0, 8 * index + 4);
    }
    return code;
  }
}
