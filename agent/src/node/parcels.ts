// Parcels of one trace: numbered from 1 without gaps. Sightings that the channel has no room for
// are refused at once (the capture counts them); evidence and events wait their turn, and nothing
// of them is lost without being told.

import { Wire } from '@hopscope/proto';
import type { hopscope } from '@hopscope/proto';

const WAITING_MAX = 512;
const RETRY_MS = 20;

/** What goes out; Channel of agent/src/channel is one. */
export interface ParcelChannel {
  /** False when there is no room: nothing was sent. */
  readonly parcel: (trace: string, parcel: Uint8Array) => boolean;
}

export type ParcelContent = Omit<hopscope.v1.IParcel, 'sequence'>;

export interface Parcels {
  /** One try with a parcel made for its number; false = not taken, and no number was used. */
  readonly offer: (encode: (sequence: number) => Uint8Array) => boolean;
  /** Sends now or as soon as there is room. */
  readonly send: (content: ParcelContent) => void;
  /** Waits until nothing waits, or the time is over; how many parcels were not sent. */
  readonly settle: (timeoutMs: number) => Promise<number>;
  /** The number of the last parcel sent; 0 = none. */
  readonly last: () => number;
}

/** A sequence of its own: one per trace for the whole life of the process. */
export const openParcels = (channel: ParcelChannel, trace: string): Parcels => {
  const waiting: ParcelContent[] = [];
  let last = 0;
  let lost = 0;

  const put = (parcel: Uint8Array): boolean => {
    if (!channel.parcel(trace, parcel)) return false;
    last += 1;
    return true;
  };

  const putContent = (content: ParcelContent): boolean =>
    put(Wire.Parcel.encode({ ...content, sequence: last + 1 }).finish());

  const drain = (): void => {
    while (waiting.length > 0 && putContent(waiting[0]!)) waiting.shift();
  };

  const send = (content: ParcelContent): void => {
    drain();
    if (waiting.length === 0 && putContent(content)) return;
    if (waiting.length < WAITING_MAX) waiting.push(content);
    else lost += 1;
  };

  const settle = async (timeoutMs: number): Promise<number> => {
    const deadline = performance.now() + timeoutMs;
    for (drain(); waiting.length > 0 && performance.now() < deadline; drain())
      await new Promise((resolve) => {
        setTimeout(resolve, RETRY_MS);
      });
    return waiting.length + lost;
  };

  return {
    offer: (encode) => {
      drain();
      return waiting.length === 0 && put(encode(last + 1));
    },
    send,
    settle,
    last: () => last,
  };
};
