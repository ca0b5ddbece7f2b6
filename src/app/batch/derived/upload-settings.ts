import { acrossFilesOf } from '../../../pipeline/batch/across-files.ts';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { UploadSettings } from '../../../pipeline/contracts/upload.ts';
import { VERSION } from '../../ui/version.ts';
import type { BatchState } from '../batch-state.ts';
import { patientsOf } from './match-patients.ts';

/** All that decides what is sent of these files, besides them and the key. */
export function uploadSettingsOf(state: BatchState, profileHash: string, chosen: readonly BatchFile[]): UploadSettings {
  const decided = chosen.filter(
    ({ release, redaction, values, document }) => release ?? redaction ?? values ?? document,
  );
  const byPath = [...decided].sort((one, other) => (one.path < other.path ? -1 : 1));
  return {
    profileHash,
    patients: patientsOf(state),
    decisions: [
      acrossFilesOf(state.files, state.profile),
      byPath.map(({ path, release, redaction, values, document }) => [
        path,
        release?.pixels,
        redaction,
        values,
        document,
      ]),
    ],
    engine: VERSION,
  };
}
