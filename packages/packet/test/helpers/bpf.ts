// Compiles a filter as the agent does, and runs the program as the kernel does: classic BPF
// (net/core/filter.c), with a load beyond the frame ending the program with "no".

import { execFileSync } from 'node:child_process';

interface Instruction {
  readonly code: number;
  readonly jt: number;
  readonly jf: number;
  readonly k: number;
}

export const compile = (expression: string): Instruction[] => {
  const text = execFileSync('tcpdump', ['-ddd', '-y', 'EN10MB', '--', expression], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = text.trim().split('\n');
  const program = lines.slice(1).map((line) => {
    const [code = 0, jt = 0, jf = 0, k = 0] = line.split(' ').map(Number);
    return { code, jt, jf, k };
  });
  if (program.length !== Number(lines[0])) throw new Error('tcpdump -ddd: unexpected form');
  return program;
};

interface Machine {
  a: number;
  x: number;
  readonly memory: Uint32Array;
}

const load = (frame: Uint8Array, at: number, size: number): number | null => {
  if (at + size > frame.length) return null;
  let value = 0;
  for (let index = 0; index < size; index += 1) value = value * 256 + (frame[at + index] ?? 0);
  return value;
};

const loadSize = (code: number): number => [4, 2, 1][(code >> 3) & 3] ?? 0;

const operate = (code: number, a: number, operand: number): number => {
  switch (code & 0xf0) {
    case 0x00:
      return (a + operand) >>> 0;
    case 0x10:
      return (a - operand) >>> 0;
    case 0x50:
      return (a & operand) >>> 0;
    case 0x60:
      return (a << operand) >>> 0;
    case 0x70:
      return a >>> operand;
    default:
      throw new Error(`bpf: alu ${code} not known to this test`);
  }
};

const compare = (code: number, a: number, operand: number): boolean => {
  switch (code & 0xf0) {
    case 0x10:
      return a === operand;
    case 0x20:
      return a > operand;
    case 0x30:
      return a >= operand;
    case 0x40:
      return (a & operand) !== 0;
    default:
      throw new Error(`bpf: jump ${code} not known to this test`);
  }
};

/** One load; false = out of bounds. */
const runLoad = (machine: Machine, { code, k }: Instruction, frame: Uint8Array): boolean => {
  const mode = code & 0xe0;
  const intoX = (code & 7) === 1;
  let value: number | null;
  if (mode === 0x00) value = k;
  else if (mode === 0x80) value = frame.length;
  else if (mode === 0x60) value = machine.memory[k] ?? 0;
  else if (mode === 0xa0) {
    const byte = load(frame, k, 1);
    value = byte === null ? null : (byte & 0xf) * 4;
  } else value = load(frame, mode === 0x40 ? machine.x + k : k, loadSize(code));
  if (value === null) return false;
  if (intoX) machine.x = value;
  else machine.a = value;
  return true;
};

/** True when the program accepts the frame. */
export const accepts = (program: readonly Instruction[], frame: Uint8Array): boolean => {
  const machine: Machine = { a: 0, x: 0, memory: new Uint32Array(16) };
  for (let pc = 0; ; pc += 1) {
    const step = program[pc];
    if (step === undefined) throw new Error('bpf: fell off the end');
    const operand = (step.code & 0x08) === 0 ? step.k : machine.x;
    switch (step.code & 7) {
      case 0:
      case 1:
        if (!runLoad(machine, step, frame)) return false;
        break;
      case 2:
        machine.memory[step.k] = machine.a;
        break;
      case 3:
        machine.memory[step.k] = machine.x;
        break;
      case 4:
        machine.a = operate(step.code, machine.a, operand);
        break;
      case 5:
        if (step.code === 0x05) pc += step.k;
        else pc += compare(step.code, machine.a, operand) ? step.jt : step.jf;
        break;
      case 6:
        return step.k !== 0;
      default:
        if ((step.code & 0x80) === 0) machine.x = machine.a;
        else machine.a = machine.x;
    }
  }
};
