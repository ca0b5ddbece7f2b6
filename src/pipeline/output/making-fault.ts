import type { RedactionFault } from '../../pixel-data/redaction/compare-samples.ts';

/** What keeps an image from being made anew; `no-room` that its frames are too many for memory and no place takes them. */
export type MakingFault = RedactionFault | 'no-room';
