// The picture of the path as text: node, point, packets out and back, microseconds, what happens.

import { foldRows } from './fold.ts';
import type { Paint } from './paint.ts';
import { pathRows } from './rows.ts';
import type { PathRow } from './rows.ts';
import type { Verdict, VerdictPoint } from './verdict.ts';
import { COLUMNS_MAX, toAscii, wrapText } from './wrap.ts';

const MARGIN = '   ';
const MARKER = '  >>>>';
const NODE_WIDTH_MAX = 16;
const POINT_WIDTH_MIN = 20;
const POINT_WIDTH_MAX = 26;

/** Node names without their domain where that keeps them apart. */
const shortNodes = (nodes: readonly string[]): Map<string, string> => {
  const short = nodes.map((node) => node.split('.')[0] ?? node);
  const unique = new Set(short).size === new Set(nodes).size;
  return new Map(nodes.map((node, index) => [node, unique ? (short[index] ?? node) : node]));
};

/** `-` where the packet does not pass in this direction, `?` where nothing could be seen. */
const countText = (point: VerdictPoint | null): string => {
  if (point === null) return '-';
  return point.armed ? String(point.packets) : '?';
};

/**
 * Microseconds: `.` at the start, nothing where no packet passed both ends. Two clocks may make a
 * time negative; then only its upper bound is known.
 */
export const microsText = ({ us, usBound, isFirst }: PathRow): string => {
  if (isFirst) return '.';
  if (us === null) return '';
  if (us < 0 && us + usBound > 0) return `<${Math.ceil(us + usBound)}`;
  return us >= 9_999.5 || us <= -999.5 ? `${(us / 1000).toFixed(1)}ms` : String(Math.round(us));
};

interface Widths {
  readonly node: number;
  readonly point: number;
  readonly count: number;
}

const widthsOf = (rows: readonly PathRow[], names: ReadonlyMap<string, string>): Widths => {
  const longest = (texts: readonly string[]): number =>
    Math.max(0, ...texts.map((text) => text.length));
  const node = longest(rows.map((row) => names.get(row.node) ?? ''));
  const label = longest(rows.map(({ label: text }) => text)) + 1;
  const counts = rows.flatMap((row) => [countText(row.forward), countText(row.reply)]);
  return {
    node: Math.min(NODE_WIDTH_MAX, Math.max(4, node)),
    point: Math.min(POINT_WIDTH_MAX, Math.max(POINT_WIDTH_MIN, label)),
    count: Math.max(3, longest(counts)),
  };
};

const rowLines = (row: PathRow, node: string, widths: Widths, paint: Paint): string[] => {
  const left = row.isMarked ? MARKER : MARGIN + node.slice(0, widths.node);
  const place = left.padEnd(MARGIN.length + widths.node + 2);
  const isVirtual = row.forward === null && row.reply === null;
  const out = isVirtual ? '' : countText(row.forward);
  const back = isVirtual ? '' : countText(row.reply);
  const counts =
    out.padStart(widths.count) + back.padStart(widths.count + 2) + microsText(row).padStart(6);
  const labels = wrapText(row.label, widths.point - 1);
  const head = `${place}${(labels[0] ?? '').padEnd(widths.point)}${counts}  `;
  const notes = wrapText(row.note, COLUMNS_MAX - head.length);
  const lines = [`${head}${notes[0] ?? ''}`];
  const below = Math.max(labels.length, notes.length);
  for (let index = 1; index < below; index += 1) {
    const label = `${' '.repeat(place.length)}${labels[index] ?? ''}`;
    lines.push(`${label.padEnd(head.length)}${notes[index] ?? ''}`);
  }
  return lines.map((line) => {
    const text = line.trimEnd();
    return row.isMarked ? paint.bad(text) : text;
  });
};

/** Lines of the picture, with its header. */
export const pathTable = (verdict: Verdict, paint: Paint): string[] => {
  const rows = foldRows(pathRows(verdict));
  const names = shortNodes([...new Set(verdict.points.map(({ node }) => toAscii(node)))]);
  const widths = widthsOf(rows, names);
  const node = `${MARGIN}${'node'.padEnd(widths.node + 2)}`;
  const isHealthy = verdict.segment === null && verdict.status !== 'NOT_SENT';
  const header =
    `${node}${'point'.padEnd(widths.point)}${'out'.padStart(widths.count)}` +
    `${'back'.padStart(widths.count + 2)}${'+us'.padStart(6)}` +
    (isHealthy ? '  what happens here' : '');
  let shown = '';
  const lines = rows.flatMap((row) => {
    // The marker takes the node's place; the node is named again in the row after it.
    const isNew = row.node !== '' && row.node !== shown;
    if (!row.isMarked) shown = row.node || shown;
    return rowLines(row, isNew ? (names.get(toAscii(row.node)) ?? row.node) : '', widths, paint);
  });
  return [paint.dim(header), ...lines];
};
