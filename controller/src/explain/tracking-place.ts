// Where the lost packet is tracked: the namespace that saw it last.

import { type CaseFile } from './case-file.ts';
import { type Where } from './lines.ts';

export const trackingPlace = (file: CaseFile): Where | null => {
  const { place } = file;
  if (place === null || place.from === null) return null;
  return { node: place.from.node, netns: place.from.netns };
};
