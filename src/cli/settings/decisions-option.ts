import { statSync } from 'node:fs';
import { readDecisions } from '../../embed/read-decisions.ts';
import { countShared, decisionsByUid, type FoundDecisions } from '../../report/decisions/find-decisions.ts';
import type { InForce } from '../../report/decisions/made-under.ts';
import type { SavedDecisions } from '../../report/decisions/saved-decisions.ts';
import { usageError } from '../exit-status.ts';
import type { Speech } from '../speech.ts';
import { readInputFile } from './read-input-file.ts';

/** One text holds no more than half a gigabyte. Some 2.5 million files with texts, or ten million without. */
export const mostDecisionBytes = 500_000_000;
export const tooManyDecisions =
  'The file of decisions has more than 500 MB, and none larger is read. Search parts of the archive, with whole patients in each, and give each part its own decisions.';

/** The decisions that an option names; null without one. @throws CommandError when they cannot be used, or not under this key and profile */
export function readDecisionsFile(named: string | undefined, here: InForce): SavedDecisions | null {
  if (named === undefined) return null;
  if ((statSync(named, { throwIfNoEntry: false })?.size ?? 0) > mostDecisionBytes) throw usageError(tooManyDecisions);
  try {
    return readDecisions(new TextDecoder().decode(readInputFile(named, 'file of decisions')), here);
  } catch (error) {
    throw error instanceof TypeError ? usageError(error.message) : error;
  }
}

/**
 * Says how many of the decisions are about files that are not there. In a run of all files at least one has to be: with another
 * key none would be found, and what a person has left out or blanked would go out as it is.
 * @param all of them that were found to be about a file
 * @param isPart whether other runs have other files of the same batch
 * @throws CommandError when none of them is about any file
 */
export function checkDecisions(
  decisions: SavedDecisions | null,
  all: readonly FoundDecisions[],
  isPart: boolean,
  say: Speech['say'],
): void {
  if (decisions === null) return;
  if (decisions.devices !== undefined) say(devicesSentence);
  const shared = countShared(all);
  if (shared > 0) say(sharedSentence(shared));
  if (isPart) return;
  const named = decisionsByUid(decisions).size;
  if (named === 0) return;
  const found = new Set(all.map(({ uid }) => uid)).size;
  if (found === 0) throw usageError(noneFound);
  if (found < named)
    say(`Of the instances that the decisions name, ${named - found} of ${named} are not among these files.`);
}

function sharedSentence(count: number): string {
  return `More than one file has the same SOP Instance UID: what was decided about ${count} of them does not hold, and such files wait or stay left out.`;
}

const devicesSentence =
  'Boxes by device are proposals, which a person confirms in the page: no image is blanked by them here.';

const noneFound =
  'The decisions are about none of these files. Give the key under which they were made, and the files that they are about.';

export const decisionsNeedKey =
  'Decisions name files by the new identifiers that the key gives them: give the --key under which they were made.';
