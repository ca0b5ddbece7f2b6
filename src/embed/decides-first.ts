import { mayKeepUids } from '../pipeline/batch/across-files.ts';
import type { BatchSettings } from './batches.ts';

/** Why a call decides about all its files before the first outcome comes. Stable words. */
export type DecidesFirst =
  /** The caller wants outcomes in the order of their new paths. */
  | 'order'
  /** Names or a directory are made of all outputs. */
  | 'layout'
  /** Running numbers are given out in an order that does not show that of the files. */
  | 'running-numbers'
  /** Dates are counted from the first study of a patient, which is not known before. */
  | 'anchor-dates'
  /** Files that say different starts of their study have no times. */
  | 'relative-times'
  /** Text in one image of a series says something of the others. */
  | 'text-detection'
  /** UIDs are kept, but those of blanked images are not, nor are references to them. */
  | 'kept-uids';

/** @returns nothing where files say nothing about each other, so that each can go as it comes */
export function decidesFirst({
  profile,
  rows,
  boxes = [],
  decisions = null,
  layout = 'pseudonyms',
  search = null,
}: Pick<BatchSettings, 'profile' | 'rows' | 'boxes' | 'decisions' | 'layout' | 'search'>): readonly DecidesFirst[] {
  const { patients, options, pixels, templates = [] } = profile;
  const mayBlank = boxes.length > 0 || decisions !== null || pixels === 'clean' || templates.length > 0;
  return [
    ...(layout !== 'pseudonyms' ? (['layout'] as const) : []),
    ...(patients.kind === 'running' ? (['running-numbers'] as const) : []),
    ...(patients.kind === 'lookup' && rows.some(({ anchorDate }) => anchorDate !== null)
      ? (['anchor-dates'] as const)
      : []),
    ...(options.includes('retainRelativeTimes') ? (['relative-times'] as const) : []),
    ...(search !== null ? (['text-detection'] as const) : []),
    ...(mayBlank && mayKeepUids(profile) ? (['kept-uids'] as const) : []),
  ];
}
