// Time on the wire is {sec, nsec}. Inside the controller it is nanoseconds relative to a base
// second as a double, which is exact to 1 ns for 104 days around the base.

export interface WireTime {
  readonly sec: number;
  readonly nsec: number;
}

/** Wall clock of this process with the resolution the platform gives (microseconds). */
export const wireNow = (): WireTime => {
  const ms = performance.timeOrigin + performance.now();
  const sec = Math.floor(ms / 1000);
  return { sec, nsec: Math.min(999_999_999, Math.round((ms - sec * 1000) * 1e6)) };
};

/** Nanoseconds since `baseSec`. */
export const relativeNs = (time: WireTime, baseSec: number): number =>
  (time.sec - baseSec) * 1e9 + time.nsec;

export const fromRelativeNs = (ns: number, baseSec: number): WireTime => {
  const sec = Math.floor(ns / 1e9);
  return { sec: baseSec + sec, nsec: Math.round(ns - sec * 1e9) };
};

export const toIso = (time: WireTime): string =>
  `${new Date(time.sec * 1000).toISOString().slice(0, 19)}.${String(time.nsec).padStart(9, '0')}Z`;
