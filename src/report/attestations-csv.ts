import type { BatchFile } from '../pipeline/run-batch.ts';
import { csvRow } from './csv.ts';
import { outcomeOf } from './outcome-of.ts';

/**
 * `attestations.csv`: what a person stated when releasing held files. One row for each decision and series: when (ISO 8601,
 * UTC), which series, how many files and how many of them were exported, whether the images were looked at, what the page
 * showed, and the person's reason.
 */
export function attestationsCsv(files: readonly BatchFile[]): string {
  const rows = new Map<string, Attestation>();
  for (const file of files) {
    const { release } = file;
    if (release === null) continue;
    const series = seriesOf(file);
    const said = [release.hasConfirmedPixels ? 'yes' : 'no', release.shown, release.reason];
    const key = JSON.stringify([release.atIso, series, said]);
    const before = rows.get(key) ?? { at: release.atIso, series, said, files: 0, exported: 0 };
    const exported = before.exported + (outcomeOf(file).kind === 'deidentified' ? 1 : 0);
    rows.set(key, { ...before, files: before.files + 1, exported });
  }
  const header = [
    'at',
    'series_uid_old',
    'series_uid_new',
    'files',
    'files_exported',
    'images_confirmed',
    'shown',
    'reason',
  ];
  return csvRow(header) + [...rows.values()].map(rowOf).join('');
}

type Attestation = {
  readonly at: string;
  readonly series: readonly [old: string, replaced: string];
  readonly said: readonly string[];
  readonly files: number;
  readonly exported: number;
};

function rowOf({ at, series, said, files, exported }: Attestation): string {
  return csvRow([at, ...series, String(files), String(exported), ...said]);
}

function seriesOf(file: BatchFile): Attestation['series'] {
  const outcome = outcomeOf(file);
  if (outcome.kind === 'deidentified' || outcome.kind === 'held') {
    return [outcome.identity.seriesUidOld, outcome.identity.seriesUidNew];
  }
  return [file.scan.kind === 'dicom' ? file.scan.summary.seriesInstanceUid : '', ''];
}
