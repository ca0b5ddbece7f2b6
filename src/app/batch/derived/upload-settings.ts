import { acrossFilesOf } from '../../../pipeline/batch/across-files.ts';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { UploadSettings } from '../../../pipeline/contracts/upload.ts';
import { canonicalJson } from '../../../profile/canonical-json.ts';
import { VERSION } from '../../ui/version.ts';
import type { BatchState } from '../batch-state.ts';
import { patientsOf } from './match-patients.ts';

/**
 * All that decides what is sent of these files, besides them and the key. Decisions are named by new identifiers and put in one
 * order: they are the same after they were saved and opened again, and wherever the files came from.
 */
export function uploadSettingsOf(state: BatchState, profileHash: string, chosen: readonly BatchFile[]): UploadSettings {
  return {
    profileHash,
    patients: patientsOf(state),
    decisions: [acrossFilesOf(state.files, state.profile), chosen.flatMap(decisionsOf).sort()],
    engine: VERSION,
  };
}

/** What was decided about a file, without when, by whom, in which words, and what the search of this session found beside it. */
function decisionsOf({ outcome, release, redaction, values, document }: BatchFile): readonly string[] {
  if (outcome?.kind !== 'deidentified' || !(release ?? redaction ?? values ?? document)) return [];
  const decided = {
    path: outcome.outputPath,
    release: release && { covers: release.covers, texts: release.texts, pixels: release.pixels.kind },
    areas: redaction?.areas,
    review: redaction?.review,
    values: values?.map(({ atIso, by, ...value }) => canonicalJson(value)).sort(),
    document: document?.kind,
  };
  return [canonicalJson(decided)];
}
