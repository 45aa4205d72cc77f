// Options of pcapng blocks: code, length, value padded to four bytes, until code 0 or the block's
// end.

export const OPTION = {
  end: 0,
  comment: 1,
  shbHardware: 2,
  shbOs: 3,
  shbApplication: 4,
  ifName: 2,
  ifDescription: 3,
  ifResolution: 9,
  ifFilter: 11,
  ifOs: 12,
  ifOffset: 14,
  epbFlags: 2,
  isbReceived: 4,
  isbDropped: 5,
  isbOsDropped: 7,
} as const;

/** Calls `visit` for each option in `[at, end)`; stops at the first that does not fit. */
export const eachOption = (
  view: DataView,
  little: boolean,
  at: number,
  end: number,
  visit: (code: number, at: number, length: number) => void,
): void => {
  let position = at;
  while (position + 4 <= end) {
    const code = view.getUint16(position, little);
    const length = view.getUint16(position + 2, little);
    if (code === OPTION.end || position + 4 + length > end) return;
    visit(code, position + 4, length);
    position += 4 + ((length + 3) & ~3);
  }
};
