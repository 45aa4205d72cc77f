// One end of a console session on the wire: numbers what it sends, refuses a gap in what it gets,
// and keeps the data on its way below what the other side said it takes. Both ends use it. Pure:
// it encodes and decodes, who sends and when is left to its owner.

import { HopscopeError } from './errors.ts';
import { WIRE_LIMITS } from './limits.ts';
import { Wire } from './wire.ts';
import type { hopscope } from './wire.ts';

/** What a frame may hold beside its numbers. */
export type ConsoleContent = Omit<hopscope.v1.IConsoleFrame, 'sequence' | 'acknowledged'>;

export interface ConsoleFlowOptions {
  /** Bytes of data we take before we acknowledge any. */
  readonly receiveWindowBytes: number;
  /** Bytes of data the other side takes. */
  readonly sendWindowBytes: number;
}

/** Counters of bytes are modulo 2^32 on the wire. */
const wrap = (count: number): number => count >>> 0;

const lost = (message: string): HopscopeError => new HopscopeError('CONSOLE_LOST', message);

const dataOf = (frame: hopscope.v1.IConsoleFrame): number =>
  (frame.data?.length ?? 0) + (frame.errorData?.length ?? 0);

export class ConsoleFlow {
  private readonly receiveWindowBytes: number;
  private readonly sendWindowBytes: number;
  private sentSequence = 0;
  private seenSequence = 0;
  private sent = 0;
  private acknowledged = 0;
  private received = 0;
  private done = 0;
  /** What the other side knows we are done with. */
  private told = 0;

  constructor({ receiveWindowBytes, sendWindowBytes }: ConsoleFlowOptions) {
    this.receiveWindowBytes = receiveWindowBytes;
    this.sendWindowBytes = sendWindowBytes;
  }

  /** Bytes of data that may be sent now. */
  get room(): number {
    return this.sendWindowBytes - wrap(this.sent - this.acknowledged);
  }

  /** True when the other side should hear soon what we are done with. */
  get owesAcknowledgement(): boolean {
    return wrap(this.done - this.told) >= this.receiveWindowBytes / 4;
  }

  /** Bytes of the next frame. Its data must fit into `room` and into one frame. */
  encode(content: ConsoleContent): Uint8Array {
    this.sentSequence = wrap(this.sentSequence + 1);
    this.sent = wrap(this.sent + dataOf(content));
    this.told = this.done;
    const numbers = { sequence: this.sentSequence, acknowledged: this.done };
    return Wire.ConsoleFrame.encode({ ...numbers, ...content }).finish();
  }

  /** Throws CONSOLE_LOST for a gap, and for a side that does not keep to what it was told. */
  decode(bytes: Uint8Array): hopscope.v1.IConsoleFrame {
    let frame: hopscope.v1.IConsoleFrame;
    try {
      frame = Wire.ConsoleFrame.decode(bytes);
    } catch (cause) {
      throw new HopscopeError('CONSOLE_LOST', 'a frame of the console cannot be decoded', {
        cause,
      });
    }
    this.checkNumbers(frame);
    const length = dataOf(frame);
    if (length > WIRE_LIMITS.consoleFrameBytesMax)
      throw lost(`${length} bytes in one frame: at most ${WIRE_LIMITS.consoleFrameBytesMax}`);
    this.received = wrap(this.received + length);
    if (wrap(this.received - this.done) > this.receiveWindowBytes)
      throw lost(`more than ${this.receiveWindowBytes} bytes were sent without waiting`);
    return frame;
  }

  /** We are done with this much of the data we got: it is written, or thrown away. */
  consumed(bytes: number): void {
    this.done = wrap(this.done + bytes);
  }

  private checkNumbers({ sequence, acknowledged }: hopscope.v1.IConsoleFrame): void {
    const expected = wrap(this.seenSequence + 1);
    if (sequence !== expected)
      throw lost(`frame ${sequence} came, ${expected} was next: a part of the data is lost`);
    this.seenSequence = expected;
    const news = wrap((acknowledged ?? 0) - this.acknowledged);
    if (news > wrap(this.sent - this.acknowledged))
      throw lost('data was acknowledged that was never sent');
    this.acknowledged = wrap(this.acknowledged + news);
  }
}
