// Meters of a bridge: what they counted (`ovs-ofctl meter-stats`) and what they allow
// (`dump-meters`). A meter has bands; packets above the rate of one are dropped, or remarked.

import { excerpt, linesOf, number, type Parsed } from '../parsed.ts';

export interface MeterCounts {
  readonly id: number;
  /** Flows that send packets through it. */
  readonly flows: number;
  /** Everything that came to it. */
  readonly packets: number;
  /** Packets above the rate of each band, since the meter was made. */
  readonly bands: readonly number[];
}

export interface MeterBand {
  /** drop, dscp_remark. */
  readonly type: string;
  readonly rate: number;
  /** 0 = none of its own. */
  readonly burst: number;
}

export interface MeterLimit {
  readonly id: number;
  readonly unit: 'packets' | 'kilobits';
  readonly bands: readonly MeterBand[];
}

const HEADER = /^OFPST_METER(?:_CONFIG)? reply\b/;
const REPORTED = /^(?:ovs-ofctl|OFPT_ERROR)\b|^\S+ is not a bridge/;

/** Lines through `read`, which says whether it knew what to do with one. */
const eachLine = <T>(input: string, value: T[], read: (line: string) => boolean): Parsed<T[]> => {
  const errors: string[] = [];
  const unknown: string[] = [];
  for (const line of linesOf(input)) {
    if (HEADER.test(line)) continue;
    if (REPORTED.test(line)) errors.push(excerpt(line));
    else if (!read(line)) unknown.push(excerpt(line));
  }
  return { value, errors, unknown };
};

const COUNTED = /^\s*meter[:=](\d+) flow_count:(\d+) packet_in_count:(\d+) .*\bbands:\s*$/;
const BAND_COUNTED = /^\s*\d+: packet_count:(\d+) byte_count:\d+\s*$/;

export const parseMeterCounts = (input: string): Parsed<MeterCounts[]> => {
  const value: (Omit<MeterCounts, 'bands'> & { bands: number[] })[] = [];
  return eachLine<MeterCounts>(input, value, (line) => {
    const [, id, flows, packets] = COUNTED.exec(line) ?? [];
    const band = BAND_COUNTED.exec(line)?.[1];
    if (id !== undefined)
      value.push({ id: Number(id), flows: number(flows), packets: number(packets), bands: [] });
    else if (band !== undefined) value.at(-1)?.bands.push(Number(band));
    return id !== undefined || (band !== undefined && value.length > 0);
  });
};

const LIMITED = /^\s*meter=(\d+) (pktps|kbps)\b.*\bbands=\s*$/;
const BAND_LIMITED = /^\s*type=(\w+) rate=(\d+)(?:.*\bburst_size=(\d+))?/;

export const parseMeterLimits = (input: string): Parsed<MeterLimit[]> => {
  const value: (Omit<MeterLimit, 'bands'> & { bands: MeterBand[] })[] = [];
  return eachLine<MeterLimit>(input, value, (line) => {
    const [, id, unit] = LIMITED.exec(line) ?? [];
    const [, type, rate, burst] = BAND_LIMITED.exec(line) ?? [];
    if (id !== undefined)
      value.push({ id: Number(id), unit: unit === 'pktps' ? 'packets' : 'kilobits', bands: [] });
    else if (type !== undefined)
      value.at(-1)?.bands.push({ type, rate: number(rate), burst: number(burst) });
    return id !== undefined || (type !== undefined && value.length > 0);
  });
};
