import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { BoxScope } from '../../../report/decisions/saved-decisions.ts';
import { framesOf } from '../../batch/derived/count-images.ts';
import { type StandingRules, standingOf } from '../../batch/outcomes.ts';

/** The files that a decision about boxes is about. */
export type BoxReach = {
  readonly ids: readonly number[];
  /** Those of them that can leave as images: neither left out nor failed, and no copy of another. */
  readonly images: readonly BatchFile[];
  /** Images of the series of another size: a box would lie elsewhere in them. */
  readonly otherSize: number;
};

export function boxReach(
  file: BatchFile,
  members: readonly BatchFile[],
  scope: BoxScope,
  rules: StandingRules,
): BoxReach {
  const inScope = scope === 'image' ? [file] : members;
  const chosen = inScope.filter((member) => isSameSize(file, member));
  const images = chosen.filter((member) => {
    const { kind } = standingOf(member, rules);
    return kind !== 'skipped' && kind !== 'failed';
  });
  return { ids: chosen.map(({ id }) => id), images, otherSize: inScope.length - chosen.length };
}

/** Of how many frames the longest of the images is: a box lies in each of them, whatever is chosen. */
export function framesReached({ images }: Pick<BoxReach, 'images'>): number {
  return images.reduce((most, image) => Math.max(most, framesOf(image)), 1);
}

/** What became of images that have boxes. */
export type BoxStandings = {
  readonly done: number;
  /** Not judged yet. */
  readonly checking: number;
  /** Held all the same: how many, by reason. */
  readonly staying: readonly (readonly [reason: string, images: number])[];
};

export function boxStandings(members: readonly BatchFile[], rules: StandingRules): BoxStandings {
  let done = 0;
  let checking = 0;
  const staying = new Map<string, number>();
  for (const file of members) {
    if (file.redaction === undefined) continue;
    const standing = standingOf(file, rules);
    if (standing.kind === 'deidentified') done += 1;
    else if (standing.kind === 'ready') checking += 1;
    else if (standing.kind === 'held') {
      for (const reason of new Set(standing.holds.map((hold) => hold.reason))) {
        staying.set(reason, (staying.get(reason) ?? 0) + 1);
      }
    }
  }
  return { done, checking, staying: [...staying] };
}

function isSameSize({ scan: one }: BatchFile, { scan: other }: BatchFile): boolean {
  if (one.kind !== 'dicom' || other.kind !== 'dicom') return false;
  return one.summary.rows === other.summary.rows && one.summary.columns === other.summary.columns;
}
