// Packets that came off a wire with a wrong checksum: every hop sees them, and whoever checks it
// drops them. On the sending side nothing follows: a device may still have to fill it in.

import type { Correlation } from '../correlate/journeys.ts';
import type { Recording } from '../run/recording.ts';

const WIRES = ['tunnel-nic', 'provider-nic', 'ext-nic'];

/** One line per receiving point that saw wrong checksums. */
export const damaged = ({ path }: Recording, { forward, reply }: Correlation): string[] =>
  [forward, reply].flatMap(({ points, wrongChecksums }) =>
    points.flatMap((id, k) => {
      const wrong = wrongChecksums[k] ?? 0;
      const point = path.points.find((one) => one.id === id);
      if (wrong === 0 || point?.side !== 'in' || !WIRES.includes(point.role)) return [];
      return [`${wrong} packets came in at ${point.device} on ${point.node} with a wrong checksum`];
    }),
  );
