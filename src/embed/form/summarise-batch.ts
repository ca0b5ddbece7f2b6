import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';

/** How many files have which outcome. All that a host learns of files it does not get. */
export type Counts = {
  readonly deidentified: number;
  readonly held: number;
  readonly skipped: number;
  readonly failed: number;
};

/** One line of the list. Originals: shown, never told to a host. */
export type SeriesLine = {
  readonly modality: string;
  readonly label: string;
  readonly files: number;
  readonly held: number;
  readonly notRead: number;
};

/** A file that stays where it is, and why. Originals: shown, never told to a host. */
export type StayingFile = { readonly path: string; readonly kind: 'held' | 'skipped' | 'failed'; readonly why: string };

export type BatchSummary = {
  readonly patients: number;
  readonly studies: number;
  readonly images: number;
  readonly sizeBytes: number;
  readonly counts: Counts;
  /** Series with held files first, then as numbered. */
  readonly series: readonly SeriesLine[];
  readonly staying: readonly StayingFile[];
};

/** What the form shows of a decided batch. */
export function summariseBatch(files: readonly BatchFile[]): BatchSummary {
  const counts = { deidentified: 0, held: 0, skipped: 0, failed: 0 };
  const patients = new Set<string>();
  const studies = new Set<string>();
  const series = new Map<string, SeriesLine & { readonly number: number }>();
  const staying: StayingFile[] = [];
  let images = 0;
  let sizeBytes = 0;
  for (const file of files) {
    const { scan, outcome, path } = file;
    counts[outcome?.kind ?? 'skipped'] += 1;
    if (outcome !== null && outcome.kind !== 'deidentified')
      staying.push({ path, kind: outcome.kind, why: reasonOf(outcome) });
    if (scan.kind !== 'dicom') continue;
    const { summary } = scan;
    images += 1;
    sizeBytes += summary.sizeBytes;
    patients.add(summary.patientKey);
    studies.add(summary.studyInstanceUid);
    const key = `${summary.studyInstanceUid} ${summary.seriesInstanceUid} ${summary.modality}`;
    const line = series.get(key);
    series.set(key, {
      modality: summary.modality,
      label: `${summary.seriesNumber} ${summary.seriesDescription}`.trim(),
      number: Number(summary.seriesNumber) || 0,
      files: (line?.files ?? 0) + 1,
      held: (line?.held ?? 0) + (outcome?.kind === 'held' ? 1 : 0),
      notRead: (line?.notRead ?? 0) + (outcome?.kind === 'failed' ? 1 : 0),
    });
  }
  const lines = [...series.values()].sort(
    (one, other) => Number(other.held > 0) - Number(one.held > 0) || one.number - other.number,
  );
  return { patients: patients.size, studies: studies.size, images, sizeBytes, counts, series: lines, staying };
}

function reasonOf(outcome: Exclude<NonNullable<BatchFile['outcome']>, { readonly kind: 'deidentified' }>): string {
  return outcome.kind === 'held' ? outcome.holds.map(({ reason }) => reason).join(' ') : outcome.reason;
}
