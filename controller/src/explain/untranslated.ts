// Packets that leave a router untranslated, by the walk through its nat table.
// Whose doing it is, the causes say.

import { type CaseFile } from './case-file.ts';
import { snatView, type SnatView } from './snat-view.ts';

export const untranslated = (file: CaseFile): SnatView | null => {
  const view = snatView(file);
  return view === null || view.nat === null || view.nat.verdict === 'NAT' ? null : view;
};
