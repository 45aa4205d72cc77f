// The picture of the path as rows: one per device in travel order, with the packets that went out
// and those that came back. A device that the packet passes twice (qr- in and out) has two rows.
// Built from the verdict alone.

import type { Verdict, VerdictPoint } from './verdict.ts';

export interface PathRow {
  readonly node: string;
  readonly label: string;
  /** Device names of all points in the row; several when silent rows were folded into one. */
  readonly devices: readonly string[];
  readonly forward: VerdictPoint | null;
  readonly reply: VerdictPoint | null;
  /** Microseconds from the row before (of the reply: from the row after), when both saw packets. */
  readonly us: number | null;
  /** Half-width of `us` from two clocks; 0 on one node. */
  readonly usBound: number;
  readonly isFirst: boolean;
  readonly note: string;
  /** The row where packets stopped coming. */
  readonly isMarked: boolean;
}

const deviceKey = ({ node, netns, device }: VerdictPoint): string => `${node}\0${netns}\0${device}`;

interface Draft {
  readonly forward: VerdictPoint | null;
  readonly reply: VerdictPoint | null;
}

const pointOf = (draft: Draft): VerdictPoint => (draft.forward ?? draft.reply) as VerdictPoint;

/** Forward rows with the reply point of the same device; reply-only devices in between. */
const pairUp = (points: readonly VerdictPoint[]): Draft[] => {
  const forward = points.filter(({ direction }) => direction === 'forward');
  // In the order of the way out, which the reply travels backwards.
  const reply = points.filter(({ direction }) => direction === 'reply').toReversed();
  const taken = new Set<string>();
  const drafts: Draft[] = forward.map((point) => {
    const alone = forward.filter((other) => deviceKey(other) === deviceKey(point)).length === 1;
    const mate = alone
      ? reply.find((other) => !taken.has(other.id) && deviceKey(other) === deviceKey(point))
      : undefined;
    if (mate !== undefined) taken.add(mate.id);
    return { forward: point, reply: mate ?? null };
  });
  let after = 0;
  for (const [index, point] of reply.entries()) {
    const at = drafts.findIndex((draft) => draft.reply?.id === point.id);
    if (at >= 0) after = at + 1;
    else {
      // Beside the node's own rows, as far as both ways have none in common.
      const next = reply.slice(index).find(({ id }) => taken.has(id));
      const end = drafts.findIndex((draft) => draft.reply !== null && draft.reply.id === next?.id);
      const between = drafts.slice(after, end < 0 ? drafts.length : end);
      const beside = between.findLastIndex((draft) => pointOf(draft).node === point.node);
      after += beside + 1;
      drafts.splice(after, 0, { forward: null, reply: point });
      after += 1;
    }
  }
  return drafts;
};

const labelOf = (draft: Draft, drafts: readonly Draft[]): string => {
  const point = pointOf(draft);
  const same = drafts.filter((other) => deviceKey(pointOf(other)) === deviceKey(point));
  return same.length > 1 ? `${point.device} ${point.side}` : point.device;
};

const latencyTo = (
  verdict: Verdict,
  point: VerdictPoint | null,
): Pick<PathRow, 'us' | 'usBound'> => {
  const segment = verdict.segments.find(({ to }) => to === point?.id);
  const latency = segment?.latency ?? null;
  if (latency === null) return { us: null, usBound: 0 };
  return { us: latency.p50Ns / 1000, usBound: latency.boundNs / 1000 };
};

const packetsText = (verdict: Verdict): string => {
  const { segment, direction } = verdict;
  const finding = verdict.segments.find(
    (candidate) => candidate.to === segment?.to && candidate.from === segment.from,
  );
  if (finding === undefined) return 'lost between these two';
  const back = direction === 'reply' ? ', on the way back' : '';
  return `${finding.lost} of ${finding.sent} lost between these two${back}`;
};

/** Nothing was lost at a virtual end: the packets left, and what came back says the rest. */
const outsideText = (verdict: Verdict): string => {
  if (verdict.status === 'REJECTED') return 'refused from here on';
  if (verdict.status === 'UNANSWERED') return 'nothing came back from here';
  return packetsText(verdict);
};

const endLabel = (verdict: Verdict, end: string): string => {
  if (end === 'external') return verdict.flow.exit === 'none' ? 'the other end' : 'outside';
  return `guest ${verdict.flow.server.name}`;
};

const virtualRow = (verdict: Verdict, end: string): PathRow => ({
  node: '',
  label: endLabel(verdict, end),
  devices: [],
  forward: null,
  reply: null,
  us: null,
  usBound: 0,
  isFirst: false,
  note: outsideText(verdict),
  isMarked: true,
});

/** Rows before folding, in the order of the way out; the guilty one is marked. */
export const pathRows = (verdict: Verdict): PathRow[] => {
  const drafts = pairUp(verdict.points);
  const end = verdict.segment?.to ?? '';
  const rows = drafts.map((draft, index): PathRow => {
    const point = pointOf(draft);
    const isMarked = end !== '' && (draft.forward?.id === end || draft.reply?.id === end);
    // A reply point has a note when something was witnessed there: an ICMP error, a reset.
    const note = draft.reply?.note || draft.forward?.note || '';
    const problem = draft.forward?.problem || draft.reply?.problem || '';
    const said = isMarked ? packetsText(verdict) : note;
    return {
      node: point.node,
      label: labelOf(draft, drafts),
      devices: [point.device],
      forward: draft.forward,
      reply: draft.reply,
      ...latencyTo(verdict, draft.forward ?? draft.reply),
      isFirst: index === 0,
      note: problem === '' ? said : [problem, said].filter(Boolean).join('; '),
      isMarked,
    };
  });
  if (end === 'external') rows.push(virtualRow(verdict, end));
  if (end === 'vm') rows.unshift(virtualRow(verdict, end));
  return rows;
};
