// Cuts a byte stream of JSON texts that follow each other without any separator, as OVSDB and
// unixctl send them (RFC 7047 4: a stream of JSON objects). Pure; holds at most `bytesMax`.

import { OvsError } from './errors.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const parse = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new OvsError('INVALID', 'what came is no JSON', cause);
  }
};

export class JsonStream {
  private readonly bytesMax: number;
  private held: Buffer[] = [];
  private heldBytes = 0;
  private depth = 0;
  private inString = false;
  private escaped = false;

  /** `bytesMax`: the largest text that is accepted. */
  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  /** The values that `chunk` completes. Throws OvsError TOO_LARGE or INVALID. */
  push(chunk: Buffer): unknown[] {
    const values: unknown[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      if (!this.step(chunk[at]!)) continue;
      const text = Buffer.concat([...this.held, chunk.subarray(start, at + 1)]);
      this.checkSize(text.length);
      this.held = [];
      this.heldBytes = 0;
      start = at + 1;
      values.push(parse(text));
    }
    if (start < chunk.length) {
      this.held.push(chunk.subarray(start));
      this.heldBytes += chunk.length - start;
    }
    this.checkSize(this.heldBytes);
    return values;
  }

  private checkSize(bytes: number): void {
    if (bytes > this.bytesMax)
      throw new OvsError('TOO_LARGE', `an answer is larger than ${this.bytesMax} bytes`);
  }

  /** True when this byte ends a text. */
  private step(byte: number): boolean {
    if (this.inString) {
      if (this.escaped) this.escaped = false;
      else if (byte === BACKSLASH) this.escaped = true;
      else if (byte === QUOTE) this.inString = false;
      return false;
    }
    if (byte === QUOTE) this.inString = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.depth += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      this.depth -= 1;
      return this.depth === 0;
    }
    return false;
  }
}
