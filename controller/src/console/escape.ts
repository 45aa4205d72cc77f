// The way out of a session that does not answer any more: `~.` at the beginning of a line, as ssh
// has it; `~~` there is one tilde. Pure: bytes in, bytes out.

const TILDE = 0x7e;
const DOT = 0x2e;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

export interface Typed {
  /** What goes to the remote side. */
  readonly bytes: Buffer;
  /** `~.` was typed; what follows it is not for the remote side. */
  readonly left: boolean;
}

/** Reads what is typed, in chunks of any size, from the beginning of a line on. */
export const openEscape = (): ((chunk: Uint8Array) => Typed) => {
  let atLineStart = true;
  let tilde = false;
  return (chunk) => {
    const out: number[] = [];
    for (const byte of chunk) {
      if (tilde) {
        tilde = false;
        if (byte === DOT) return { bytes: Buffer.from(out), left: true };
        if (byte !== TILDE) out.push(TILDE);
        atLineStart = false;
      } else if (atLineStart && byte === TILDE) {
        tilde = true;
        continue;
      }
      out.push(byte);
      atLineStart = byte === CARRIAGE_RETURN || byte === LINE_FEED;
    }
    return { bytes: Buffer.from(out), left: false };
  };
};
