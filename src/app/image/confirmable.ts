import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { showPatient } from '../batch/decide/proposed-draft.ts';
import { hasImage } from '../batch/derived/count-images.ts';
import type { StandingRules } from '../batch/outcomes.ts';
import { standingOf } from '../batch/outcomes.ts';

/** What a series' images wait for, and what was said of them. */
export type SeriesImages = {
  /** Files whose images can still be confirmed: nobody has decided about them, nor blanked anything in them. */
  readonly open: readonly BatchFile[];
  /** Files of which somebody has said that their images show nothing identifying. */
  readonly confirmed: readonly BatchFile[];
  /** How many of the open ones are held because their images may show text. */
  readonly held: number;
  /** Files held for something that no look at the images settles. */
  readonly heldOtherwise: number;
  /** The program has found a text in the open ones that matches their header: to say that it identifies nobody asks for a reason. */
  readonly isOverPatient: boolean;
};

/** Files that are left out, could not be processed or have no image leave nothing to confirm. */
export function seriesImages(members: readonly BatchFile[], rules: StandingRules): SeriesImages {
  const open: BatchFile[] = [];
  const confirmed: BatchFile[] = [];
  let held = 0;
  let heldOtherwise = 0;
  for (const file of members) {
    const standing = standingOf(file, rules);
    if (file.content === null || standing.kind === 'skipped' || standing.kind === 'failed') {
      continue;
    }
    const holds = standing.kind === 'held' ? standing.holds : [];
    heldOtherwise += holds.some(({ kind }) => kind !== 'pixels') ? 1 : 0;
    if (!hasImage(file)) continue;
    if (file.release?.pixels.kind === 'nothing-identifying') {
      confirmed.push(file);
    } else if (file.release === null && file.redaction === undefined) {
      open.push(file);
      held += holds.some(({ kind }) => kind === 'pixels') ? 1 : 0;
    }
  }
  return { open, confirmed, held, heldOtherwise, isOverPatient: showPatient(open) };
}
