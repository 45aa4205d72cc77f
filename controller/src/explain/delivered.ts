// What notes about delivered packets ask first.

import { type CaseFile } from './case-file.ts';

export const isDelivered = (file: CaseFile): boolean => file.localisation.status === 'DELIVERED';
