import type { PixelStatement } from '../deidentify/pixel-statement.ts';
import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import { csvRow } from './csv.ts';
import { outcomeOf } from './outcome-of.ts';
import { saidOfImages } from './said-of-images.ts';

/**
 * `attestations.csv`: what a person stated when releasing held files. One row for each decision and series: when (ISO 8601,
 * UTC), which series, how many files and how many of them were exported, what was said of the images, how many images the series
 * has and how many of them were displayed or searched, what the page showed, the person's reason, and their initials.
 */
export function attestationsCsv(files: Iterable<BatchFile>): string {
  const rows = new Map<string, Attestation>();
  for (const file of files) {
    const { release } = file;
    if (release === null) continue;
    const series = seriesOf(file);
    const said = [saidOfImages(release.pixels), ...countsOf(release.pixels), release.shown, release.reason];
    const { atIso: at, by = '' } = release;
    const key = JSON.stringify([at, by, series, said]);
    const before = rows.get(key) ?? { at, by, series, said, files: 0, exported: 0 };
    const exported = before.exported + (outcomeOf(file).kind === 'deidentified' ? 1 : 0);
    rows.set(key, { ...before, files: before.files + 1, exported });
  }
  const header = [
    'at',
    'series_uid_old',
    'series_uid_new',
    'files',
    'files_exported',
    'said_of_images',
    'images',
    'seen_one_by_one',
    'seen_in_projections',
    'searched_by_detector',
    'shown',
    'reason',
    'by',
  ];
  return csvRow(header) + [...rows.values()].map(rowOf).join('');
}

type Attestation = {
  readonly at: string;
  /** Initials; empty where none were given. */
  readonly by: string;
  readonly series: readonly [old: string, replaced: string];
  readonly said: readonly string[];
  readonly files: number;
  readonly exported: number;
};

function rowOf({ at, by, series, said, files, exported }: Attestation): string {
  return csvRow([at, ...series, String(files), String(exported), ...said, by]);
}

/** Empty where nothing was said of the images. */
function countsOf(statement: PixelStatement): readonly string[] {
  if (statement.kind === 'unstated') return ['', '', '', ''];
  const { each, inProjections, byDetector, of } = statement.seen;
  return [of, each, inProjections, byDetector].map(String);
}

function seriesOf(file: BatchFile): Attestation['series'] {
  const outcome = outcomeOf(file);
  if (outcome.kind === 'deidentified' || outcome.kind === 'held') {
    return [outcome.identity.seriesUidOld, outcome.identity.seriesUidNew];
  }
  return [file.scan.kind === 'dicom' ? file.scan.summary.seriesInstanceUid : '', ''];
}
