import { unsettledStudiesOf } from '../../pipeline/batch/unsettled-studies.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { BatchState } from './batch-state.ts';
import { clearOutcomes } from './reduce-decisions.ts';

/** Files have come: outcomes go that they may have changed, and the releases of files whose plan they did change. */
export function clearForNewFiles(state: BatchState): BatchState {
  const { patients, options } = state.profile;
  // An earlier study may have come, from which the dates of a table's patients are counted.
  if (patients.kind === 'lookup') return clearOutcomes(state);
  // A file that came may say another start of a study whose files are planned.
  if (!options.includes('retainRelativeTimes')) return state;
  const isAsPlanned = startsAsPlanned(state);
  return clearOutcomes(state, (_, file) => isAsPlanned(file));
}

/**
 * Whether the study of a file counts from a start, or from none, as it did among the files that were planned before. Where some of
 * those were not planned yet, a study may be taken for a changed one.
 */
function startsAsPlanned({ files, profile }: BatchState): (file: BatchFile) => boolean {
  const planned = files.filter(({ outcome }) => outcome !== null);
  const before = new Set(unsettledStudiesOf(planned, profile));
  const now = new Set(unsettledStudiesOf(files, profile));
  return ({ scan }) => {
    const uid = scan.kind === 'dicom' ? scan.summary.studyInstanceUid : '';
    return before.has(uid) === now.has(uid);
  };
}
