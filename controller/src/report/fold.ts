// Shortens the picture of the path to what a person needs: devices behind the loss that are all
// silent share a row per node, and a qbr that only repeats its tap is left out.

import type { PathRow } from './rows.ts';
import type { VerdictPoint } from './verdict.ts';

/** `qvo`, `qr-`, `sg-`: enough of a name whose rest is an id; other devices in full. */
const shortDevice = (device: string): string =>
  /^(?:tap|qbr|qvb|qvo)(?=[0-9a-f]{8})/.exec(device)?.[0] ??
  /^(?:qr|sg|qg|ha|fg|rfp|fpr)-/.exec(device)?.[0] ??
  device;

const isQuiet = (point: VerdictPoint | null): boolean =>
  point === null || (point.packets === 0 && point.armed && point.problem === '');

const isSilent = (row: PathRow): boolean =>
  !row.isMarked &&
  row.note === '' &&
  (row.forward !== null || row.reply !== null) &&
  isQuiet(row.forward) &&
  isQuiet(row.reply);

const merge = (first: PathRow, second: PathRow): PathRow => ({
  ...first,
  devices: [...first.devices, ...second.devices],
  forward: first.forward ?? second.forward,
  reply: first.reply ?? second.reply,
});

const named = (row: PathRow): PathRow => {
  const short = [...new Set(row.devices.map(shortDevice))];
  const label = row.devices.length === 1 ? row.label : short.join(' ');
  return { ...row, label, us: null, isFirst: false, note: 'armed, silent' };
};

/** qbr sees what the tap saw, before the firewall; it matters only next to a loss. */
const repeatsNeighbour = (row: PathRow, before: PathRow | undefined, after: boolean): boolean =>
  row.forward?.role === 'qbr' &&
  !row.isMarked &&
  !after &&
  before?.forward?.packets === row.forward.packets &&
  row.forward.armed &&
  row.forward.problem === '';

/** Rows as they are shown. */
export const foldRows = (rows: readonly PathRow[]): PathRow[] => {
  const kept = rows.filter((row, index) => {
    const nextIsMarked = rows[index + 1]?.isMarked ?? false;
    return !repeatsNeighbour(row, rows[index - 1], nextIsMarked);
  });
  const folded: PathRow[] = [];
  let open: PathRow | null = null;
  const close = (): void => {
    if (open !== null) folded.push(named(open));
    open = null;
  };
  for (const row of kept) {
    if (!isSilent(row)) {
      close();
      folded.push(row);
    } else if (open?.node === row.node) open = merge(open, row);
    else {
      close();
      open = row;
    }
  }
  close();
  return folded;
};
